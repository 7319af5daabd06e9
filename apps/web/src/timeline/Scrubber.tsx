import { type ChangeEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useDraw, usePlayer, useSession } from "../session/hooks.ts";
import { EventTicks } from "./EventTicks.tsx";
import { HoverPreview } from "./HoverPreview.tsx";
import { LoopBand } from "./LoopBand.tsx";
import { Ruler } from "./Ruler.tsx";
import { RulerStrip } from "./RulerStrip.tsx";
import { INSET_PX, leftOf, type TimeLine } from "./time-line.ts";
import { useTimeLine } from "./use-time-line.ts";
import { useWidth } from "./use-width.ts";

/** The native range input, moved without React, and the bubble that follows its thumb. */
function Range({ line }: { readonly line: TimeLine }) {
  const { t } = useTranslation("timeline");
  const { player, log, state, now } = useSession();
  const { state: mode } = usePlayer();
  const range = useRef<HTMLInputElement>(null);
  const bubble = useRef<HTMLOutputElement>(null);
  const future = useRef<HTMLDivElement>(null);
  const { axis, end } = line;
  useDraw((time) => {
    if (!range.current || !bubble.current || !future.current) return;
    const newest = now();
    const place = axis.placeOf(time, newest);
    const text = formatTime(time);
    const facts = { time: text, event: state().next, events: log.events.length };
    range.current.value = String(Math.round(place));
    if (mode.mode === "paused") range.current.ariaValueText = t("valueText", facts);
    bubble.current.textContent = text;
    bubble.current.style.left = leftOf(place, line);
    bubble.current.dataset["side"] = place < end / 2 ? "right" : "left";
    future.current.style.left = leftOf(axis.placeOf(newest, newest), line);
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
      <output ref={bubble} data-shown={mode.mode !== "live"} className="scrubber-bubble" />
    </>
  );
}

/** Where in the trace the view stands, and everything that happened in it at a glance. */
export function Scrubber() {
  const line = useTimeLine();
  const area = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  return (
    <div ref={box} className="relative min-w-0 flex-1 py-1">
      <div className="relative pt-5" style={{ marginInline: INSET_PX }} ref={area}>
        <Ruler {...line} width={width} />
        <EventTicks {...line} width={width} />
      </div>
      <Range line={line} />
      <RulerStrip line={line} />
      <LoopBand line={line} />
      <HoverPreview line={line} box={box} />
    </div>
  );
}
