import { type FrameKind, kindColour } from "../inspector/frame-kind.ts";
import type { FrameMark } from "./scene.ts";

/** How a kind is drawn beside its colour: the shape of its label and the dash of its line. */
export interface KindLook {
  readonly shape: "pill" | "box" | "hexagon" | "octagon";
  /** Whether the label is filled with its kind's tint. */
  readonly filled: boolean;
  readonly dash: string | undefined;
  readonly stroke: number;
}

export function kindLook(kind: FrameKind): KindLook {
  switch (kind) {
    case "SYN":
    case "SYN-ACK":
      return { shape: "pill", filled: true, dash: undefined, stroke: 2 };
    case "ACK":
      return { shape: "pill", filled: false, dash: "1.5 4", stroke: 1.75 };
    case "data":
    case "UDP":
    case "fragment":
      return { shape: "box", filled: true, dash: undefined, stroke: 3 };
    case "FIN":
      return { shape: "hexagon", filled: true, dash: "9 4", stroke: 2 };
    case "RST":
      return { shape: "octagon", filled: true, dash: "3 3", stroke: 2.5 };
    case "other":
    case "ICMP":
    case "ICMPv6":
    case "ARP":
    case "unknown":
      return { shape: "box", filled: false, dash: "6 3 1.5 3", stroke: 1.75 };
    default:
      return kind satisfies never;
  }
}

/** A frame's line has its kind's colour, and the hand's where no kernel sent it. */
export function lineColour({ kind, made }: Pick<FrameMark, "kind" | "made">): string {
  return made === null ? kindColour(kind) : "var(--held)";
}

/** Outline of a label of the given size around (0, 0), as SVG path data. */
export function outline(shape: KindLook["shape"], width: number, height: number): string {
  const x = width / 2;
  const y = height / 2;
  switch (shape) {
    case "pill":
      return `M${-x + y} ${-y}H${x - y}A${y} ${y} 0 0 1 ${x - y} ${y}H${-x + y}A${y} ${y} 0 0 1 ${-x + y} ${-y}Z`;
    case "box":
      return `M${-x} ${-y}H${x}V${y}H${-x}Z`;
    case "hexagon":
      return `M${-x + 6} ${-y}H${x - 6}L${x} 0L${x - 6} ${y}H${-x + 6}L${-x} 0Z`;
    case "octagon":
      return `M${-x + 5} ${-y}H${x - 5}L${x} ${-y + 5}V${y - 5}L${x - 5} ${y}H${-x + 5}L${-x} ${y - 5}V${-y + 5}Z`;
    default:
      return shape satisfies never;
  }
}
