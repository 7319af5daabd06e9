import type { RunDifference, Side, SkeletonPoint } from "@wirestage/trace";

function pointOn(difference: RunDifference, side: Side): SkeletonPoint | null {
  if ("left" in difference) return difference[side];
  return difference.side === side && difference.kind === "only" ? difference.point : null;
}

/** Frames of one side that differ from the other's. */
export function markedFrames(differences: readonly RunDifference[], side: Side): number[] {
  return differences.flatMap((difference) => {
    const subject = pointOn(difference, side)?.subject;
    return subject?.kind === "frame" ? [subject.frame] : [];
  });
}

/** More marks than this show nothing any more. */
const MOST_MARKS = 200;

/** A style sheet that sets these frames off on the ladder of `side`: a band under the line, a dashed capsule. */
export function markStyle(side: Side, frames: readonly number[]): string {
  const shown = frames.slice(0, MOST_MARKS);
  const on = (frame: number, part: string) =>
    ["frame", "label-of"]
      .map((name) => `[data-compared="${side}"] [data-${name}="${frame}"] ${part}`)
      .join(",");
  return shown
    .map(
      (frame) =>
        `${on(frame, ".stage-hit")}{stroke:var(--differs)}${on(frame, ".stage-capsule")}{stroke-dasharray:4 2;stroke-width:2.6;stroke:var(--held)}`,
    )
    .join("");
}
