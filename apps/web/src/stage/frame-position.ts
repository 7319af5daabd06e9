import { type FrameEntry, frameAt, type TraceTime } from "@wirestage/trace";

/** Where along the lane a frame on the wire is, as part of its way. */
export function positionAt(entry: FrameEntry, t: TraceTime): number {
  const where = frameAt(entry, t);
  switch (where.fate) {
    case "flying":
    case "held":
    case "lost":
      return where.position;
    case "delivered":
      return 1;
    case "unsent":
      return 0;
    default:
      return where satisfies never;
  }
}
