import type { FrameKind } from "../inspector/frame-kind.ts";
import { kindColour } from "../inspector/frame-kind.ts";

const KINDS: readonly FrameKind[] = ["SYN", "ACK", "data", "FIN", "RST", "other"];
const HELD = "held";
/** The head of what the wire made. */
const MADE = "stage-head-made";

/** The frame kinds of one colour share a marker. */
function markerId(kind: FrameKind): string {
  const colour = kindColour(kind);
  return `stage-head-${KINDS.find((each) => kindColour(each) === colour) ?? "other"}`;
}

/** How far a held head's middle stands from where its frame is held: those from both sides stand nose to nose. */
export const HELD_OFFSET = 6;

type Direction = "right" | "left";

/** The head of a line in flight, as a marker at its end: it moves with the line and costs nothing of its own. */
export function headMarker(kind: FrameKind, held: Direction | null, isMade: boolean): string {
  if (held !== null) return `url(#stage-head-${HELD}-${held})`;
  return `url(#${isMade ? MADE : markerId(kind)})`;
}

/** A held frame's head points the way it was going; its nose is where it is held. */
const NOSES: Readonly<Record<Direction, string>> = {
  right: "M-11 -6L-1 0L-11 6Z",
  left: "M11 -6L1 0L11 6Z",
};

export function HeadMarkers() {
  const looks = KINDS.map((kind) => ({ id: markerId(kind), colour: kindColour(kind) }));
  return (
    <defs>
      {looks.map(({ id, colour }) => (
        <marker
          key={id}
          id={id}
          viewBox="-6 -6 12 12"
          markerWidth={12}
          markerHeight={12}
          markerUnits="userSpaceOnUse"
        >
          <circle r={4} fill={colour} className="stage-head" />
        </marker>
      ))}
      <marker id={MADE} viewBox="-7 -7 14 14" markerWidth={14} markerHeight={14} markerUnits="userSpaceOnUse">
        <path d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" fill="var(--held)" className="stage-head" />
      </marker>
      {(["right", "left"] as const).map((direction) => (
        <marker
          key={direction}
          id={`stage-head-${HELD}-${direction}`}
          viewBox="-13 -8 26 16"
          markerWidth={26}
          markerHeight={16}
          markerUnits="userSpaceOnUse"
        >
          <path d={NOSES[direction]} fill="var(--held)" className="stage-head" />
        </marker>
      ))}
    </defs>
  );
}
