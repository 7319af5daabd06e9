import { type TraceTime, traceTime } from "@wirestage/trace";
import { type ChangeEvent, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useDraw, usePlayer, useSession } from "../session/hooks.ts";
import { EventTicks } from "./EventTicks.tsx";
import { type RulerMark, rulerEnd, rulerMarks, rulerStep } from "./ruler.ts";
import { useWidth } from "./use-width.ts";

/** The thumb's centre never reaches the ends of a native range, so everything beside it is inset by half of it. */
const THUMB_PX = 14;
const MARK_PX = 84;

/** Grows in round steps with the trace, and only then renders. */
function useRulerEnd(): TraceTime {
  const { playhead, now } = useSession();
  return useSyncExternalStore(playhead.subscribe, () => rulerEnd(now()));
}

function Marks({ marks, end }: { readonly marks: readonly RulerMark[]; readonly end: TraceTime }) {
  return (
    <div aria-hidden="true" className="relative h-5 text-text-3 text-xs">
      {marks.map(({ t, text }) => (
        <span
          key={t}
          className="absolute top-0 h-full border-line border-l pl-1"
          style={{ left: `${(t / end) * 100}%` }}
        >
          {t / end < 0.97 && text}
        </span>
      ))}
    </div>
  );
}

interface RangeProps {
  readonly end: TraceTime;
  readonly fraction: (t: number) => string;
}

/** The native range input, moved without React, and the bubble that follows its thumb. */
function Range({ end, fraction }: RangeProps) {
  const { t } = useTranslation("timeline");
  const { player, log, state, now } = useSession();
  const { state: mode } = usePlayer();
  const range = useRef<HTMLInputElement>(null);
  const bubble = useRef<HTMLOutputElement>(null);
  const future = useRef<HTMLDivElement>(null);
  useDraw((time) => {
    if (!range.current || !bubble.current || !future.current) return;
    const text = formatTime(time);
    range.current.value = String(time);
    const facts = { time: text, event: state().next, events: log.events.length };
    if (mode.mode === "paused") range.current.ariaValueText = t("valueText", facts);
    bubble.current.textContent = text;
    bubble.current.style.left = fraction(time);
    future.current.style.left = fraction(now());
  });
  const seek = (event: ChangeEvent<HTMLInputElement>) => player.seek(traceTime(event.target.valueAsNumber));
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
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const end = useRulerEnd();
  const marks = rulerMarks(end, rulerStep(end, width, MARK_PX));
  const inset = THUMB_PX / 2;
  const fraction = (t: number) => `calc(${inset}px + (100% - ${THUMB_PX}px) * ${Math.min(1, t / end)})`;
  return (
    <div className="relative min-w-0 flex-1 py-1">
      <div style={{ marginInline: inset }} ref={area}>
        <Marks marks={marks} end={end} />
        <EventTicks end={end} width={width} />
      </div>
      <Range end={end} fraction={fraction} />
    </div>
  );
}
