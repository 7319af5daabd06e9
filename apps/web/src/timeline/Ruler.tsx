import { NS_PER_S, type TraceTime, traceTime } from "@wirestage/trace";
import { formatDuration } from "../format/time.ts";
import { useCoarseTime, useLog, useSession } from "../session/hooks.ts";
import { type RulerMark, rulerMarks, rulerStep } from "./ruler.ts";
import { type IdleGap, LONGEST_IDLE_NS, type TimeAxis } from "./time-axis.ts";

const MARK_PX = 84;
/** A mark's text needs this much room before the next gap or the end, in px. */
const TEXT_PX = 40;
const GAP_TEXT_PX = 56;
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
  gaps: readonly IdleGap[],
  now: TraceTime,
): PlacedMark[] {
  const step = rulerStep(end, width, MARK_PX);
  const starts = [0, ...gaps.map((gap) => gap.to)];
  return starts.flatMap((from, index) => {
    const to = gaps[index]?.from ?? from + end - axis.placeOf(traceTime(from), now);
    const marks = rulerMarks(from, to, step);
    return marks.map((mark) => ({ ...mark, place: axis.placeOf(traceTime(from), now) + mark.t - from }));
  });
}

function Gap({ gap, end, width }: { readonly gap: IdleGap; readonly end: number; readonly width: number }) {
  const share = LONGEST_IDLE_NS / end;
  const length = formatDuration(Math.floor((gap.to - gap.from) / TELL_NS) * TELL_NS);
  return (
    <span
      className="idle-gap absolute inset-y-0 grid place-items-start justify-center overflow-hidden whitespace-nowrap text-text-3"
      style={{ left: `${(gap.lineFrom / end) * 100}%`, width: `${share * 100}%` }}
    >
      {share * width > GAP_TEXT_PX && `⋯ ${length}`}
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
  const gaps = axis.gaps(newest);
  return (
    <div aria-hidden="true" className="absolute inset-0 text-text-3 text-xs">
      {gaps.map((gap) => (
        <Gap key={gap.from} gap={gap} end={end} width={width} />
      ))}
      {placedMarks(props, gaps, newest).map(({ t, text, place }) => (
        <span
          key={t}
          className="absolute top-0 h-5 border-line-strong border-l pl-1"
          style={{ left: `${(place / end) * 100}%` }}
        >
          {hasRoom(place, gaps, end, width) && text}
        </span>
      ))}
    </div>
  );
}

function hasRoom(place: number, gaps: readonly IdleGap[], end: number, width: number): boolean {
  const next = gaps.find((gap) => gap.lineFrom >= place)?.lineFrom ?? end;
  return ((Math.min(next, end) - place) / end) * width > TEXT_PX;
}
