import { type FrameEntry, frameAt, type TraceTime } from "@wirestage/trace";
import { useRef } from "react";
import { useDraw } from "../session/hooks.ts";
import { useStillness } from "../stage/use-stillness.ts";

/** How far the frame has come, from 0 at its sender to 1; null before it was sent. */
function progress(entry: FrameEntry, t: TraceTime, still: boolean): number | null {
  const where = frameAt(entry, t);
  switch (where.fate) {
    case "unsent":
      return null;
    case "flying":
      return still ? 0.5 : where.position;
    case "held":
    case "lost":
      return where.position;
    case "delivered":
      return 1;
    default:
      return where satisfies never;
  }
}

interface FlightProps {
  readonly entry: FrameEntry;
  readonly from: "client" | "server";
}

/** The frame on its way between the two, where it is at the time that is shown. */
export function Flight({ entry, from }: FlightProps) {
  const still = useStillness();
  const mark = useRef<HTMLSpanElement>(null);
  useDraw((t) => {
    const done = progress(entry, t, still);
    const element = mark.current;
    if (!element) return;
    element.hidden = done === null;
    const fromLeft = from === "client" ? (done ?? 0) : 1 - (done ?? 0);
    element.style.setProperty("inset-inline-start", `${(100 * fromLeft).toFixed(2)}%`);
    element.setAttribute("data-fate", frameAt(entry, t).fate);
  });
  return (
    <div className="verification-track" data-from={from} aria-hidden="true">
      <span ref={mark} className="verification-flying" />
    </div>
  );
}
