import { type ChangeEvent, useMemo, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useDraw, usePlayer, useSession } from "../session/hooks.ts";
import { EventTicks } from "./EventTicks.tsx";
import { Ruler } from "./Ruler.tsx";
import { rulerEnd } from "./ruler.ts";
import { TimeAxis } from "./time-axis.ts";
import { useWidth } from "./use-width.ts";

/** The thumb's centre never reaches the ends of a native range, so everything beside it is inset by half of it. */
const THUMB_PX = 14;
const INSET_PX = THUMB_PX / 2;

/** Grows in round steps with the trace, and only then renders. */
function useRulerEnd(axis: TimeAxis): number {
  const { playhead, now } = useSession();
  return useSyncExternalStore(playhead.subscribe, () => rulerEnd(axis.placeOf(now(), now())));
}

interface RangeProps {
  readonly axis: TimeAxis;
  readonly end: number;
}

/** The native range input, moved without React, and the bubble that follows its thumb. */
function Range({ axis, end }: RangeProps) {
  const { t } = useTranslation("timeline");
  const { player, log, state, now } = useSession();
  const { state: mode } = usePlayer();
  const range = useRef<HTMLInputElement>(null);
  const bubble = useRef<HTMLOutputElement>(null);
  const future = useRef<HTMLDivElement>(null);
  useDraw((time) => {
    if (!range.current || !bubble.current || !future.current) return;
    const newest = now();
    const left = (place: number) =>
      `calc(${INSET_PX}px + (100% - ${THUMB_PX}px) * ${Math.min(1, place / end)})`;
    const place = axis.placeOf(time, newest);
    const text = formatTime(time);
    const facts = { time: text, event: state().next, events: log.events.length };
    range.current.value = String(Math.round(place));
    if (mode.mode === "paused") range.current.ariaValueText = t("valueText", facts);
    bubble.current.textContent = text;
    bubble.current.style.left = left(place);
    future.current.style.left = left(axis.placeOf(newest, newest));
  });
  const seek = ({ target }: ChangeEvent<HTMLInputElement>) =>
    player.seek(axis.timeAt(target.valueAsNumber, now()));
  return (
    <>
      <div ref={future} className="pointer-events-none absolute inset-y-0 right-0 bg-bg/70" />
      <input
        ref={range}
        type="range"
        min={0}
        max={end}
        step={1}
        defaultValue={0}
        aria-label={t("position")}
        data-page-keys=""
        className="scrubber"
        onPointerDown={() => player.pause()}
        onChange={seek}
      />
      <output
        ref={bubble}
        data-shown={mode.mode !== "live"}
        className="scrubber-bubble pointer-events-none absolute -top-6 -translate-x-1/2 whitespace-nowrap rounded bg-text px-1.5 text-bg text-xs"
      />
    </>
  );
}

/** Where in the trace the view stands, and everything that happened in it at a glance. */
export function Scrubber() {
  const { log } = useSession();
  const axis = useMemo(() => new TimeAxis(log), [log]);
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const end = useRulerEnd(axis);
  return (
    <div className="relative min-w-0 flex-1 py-1">
      <div className="relative pt-5" style={{ marginInline: INSET_PX }} ref={area}>
        <Ruler axis={axis} end={end} width={width} />
        <EventTicks axis={axis} end={end} width={width} />
      </div>
      <Range axis={axis} end={end} />
    </div>
  );
}
