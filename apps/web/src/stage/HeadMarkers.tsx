import type { FrameKind } from "../inspector/frame-kind.ts";
import { kindColour } from "../inspector/frame-kind.ts";

const KINDS: readonly FrameKind[] = ["SYN", "ACK", "data", "FIN", "RST", "other"];
const HELD = "held";

/** The frame kinds of one colour share a marker. */
function markerId(kind: FrameKind): string {
  const colour = kindColour(kind);
  return `stage-head-${KINDS.find((each) => kindColour(each) === colour) ?? "other"}`;
}

/** The head of a line in flight, as a marker at its end: it moves with the line and costs nothing of its own. */
export function headMarker(kind: FrameKind, isHeld: boolean): string {
  return `url(#${isHeld ? `stage-head-${HELD}` : markerId(kind)})`;
}

export function HeadMarkers() {
  const looks = [
    ...KINDS.map((kind) => ({ id: markerId(kind), colour: kindColour(kind) })),
    { id: `stage-head-${HELD}`, colour: "var(--held)" },
  ];
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
    </defs>
  );
}
