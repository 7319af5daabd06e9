import { NS_PER_S, type TraceTime, traceTime } from "@wirestage/trace";
import { formatDuration } from "../format/time.ts";
import { useCoarseTime, useLog, useSession } from "../session/hooks.ts";
import { type RulerMark, rulerMarks, rulerStep } from "./ruler.ts";
import { type FoldedStretch, LONGEST_IDLE_NS, type TimeAxis } from "./time-axis.ts";

const MARK_PX = 84;
/** A mark's text needs this much room before the next fold or the end, in px. */
const TEXT_PX = 40;
const FOLD_TEXT_PX = 56;
/** How often the length of an idle stretch that still goes on is told anew, in ns. */
const TELL_NS = NS_PER_S;

export interface RulerProps {
  readonly axis: TimeAxis;
  /** Place at the right edge. */
  readonly end: number;
  readonly width: number;
}

type PlacedMark = RulerMark & { readonly place: number };

/** Marks of the stretches that are drawn as long as they were. */
function placedMarks(
  { axis, end, width }: RulerProps,
  folds: readonly FoldedStretch[],
  now: TraceTime,
): PlacedMark[] {
  const step = rulerStep(end, width, MARK_PX);
  const starts = [0, ...folds.map((fold) => fold.to)];
  return starts.flatMap((from, index) => {
    const to = folds[index]?.from ?? from + end - axis.placeOf(traceTime(from), now);
    const marks = rulerMarks(from, to, step);
    return marks.map((mark) => ({ ...mark, place: axis.placeOf(traceTime(from), now) + mark.t - from }));
  });
}

function Fold({
  fold,
  end,
  width,
}: {
  readonly fold: FoldedStretch;
  readonly end: number;
  readonly width: number;
}) {
  const share = LONGEST_IDLE_NS / end;
  const length = formatDuration(Math.floor((fold.to - fold.from) / TELL_NS) * TELL_NS);
  return (
    <span
      className="idle-gap absolute inset-y-0 grid place-items-start justify-center overflow-hidden whitespace-nowrap text-text-3"
      style={{ left: `${(fold.lineFrom / end) * 100}%`, width: `${share * 100}%` }}
    >
      {share * width > FOLD_TEXT_PX && `⋯ ${length}`}
    </span>
  );
}

/** Time in steps of 1, 2 or 5, and the stretches in which nothing happened, shaded and shortened. */
export function Ruler(props: RulerProps) {
  const { axis, end, width } = props;
  const { now } = useSession();
  useLog();
  useCoarseTime(TELL_NS);
  const newest = now();
  const folds = axis.folds(newest);
  return (
    <div aria-hidden="true" className="absolute inset-0 text-text-3 text-xs">
      {folds.map((fold) => (
        <Fold key={fold.from} fold={fold} end={end} width={width} />
      ))}
      {placedMarks(props, folds, newest).map(({ t, text, place }) => (
        <span
          key={t}
          className="absolute top-0 h-5 border-line-strong border-l pl-1"
          style={{ left: `${(place / end) * 100}%` }}
        >
          {hasRoom(place, folds, end, width) && text}
        </span>
      ))}
    </div>
  );
}

function hasRoom(place: number, folds: readonly FoldedStretch[], end: number, width: number): boolean {
  const next = folds.find((fold) => fold.lineFrom >= place)?.lineFrom ?? end;
  return ((Math.min(next, end) - place) / end) * width > TEXT_PX;
}
