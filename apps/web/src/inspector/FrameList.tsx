import { type FrameEntry, repeatsAt, type TraceState } from "@wirestage/trace";
import { useCallback, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { NoiseSwitch } from "../link-noise/NoiseSwitch.tsx";
import { useLog, useSelection, useSession, useTraceState } from "../session/hooks.ts";
import { WindowedList, type WindowedRow } from "../windowed-list/WindowedList.tsx";
import { FateText } from "./FateText.tsx";
import { fateIn } from "./frame-fate.ts";
import { FrameFilterBar } from "./frame-filter/FrameFilterBar.tsx";
import { type ShownFrames, useShownFrames } from "./frame-filter/use-shown-frames.ts";
import { frameIndex } from "./frame-index.ts";
import { HandSigns } from "./HandSigns.tsx";
import { infoLine } from "./info-line.ts";
import { KindBadge } from "./KindBadge.tsx";
import { discardOf } from "./kernel-discard.ts";
import { Way } from "./Way.tsx";

const ROW_HEIGHT = 52;

function FrameText(props: {
  readonly entry: FrameEntry;
  readonly state: TraceState;
  readonly isRaw: boolean;
}) {
  const { entry, state, isRaw } = props;
  const { t } = useTranslation("inspector");
  const { log, playhead } = useSession();
  const summary = frameIndex(log).summary(entry.frame);
  if (!summary) return null;
  const place = fateIn(state, entry, playhead.t);
  const isDiscarded = place.fate === "delivered" && discardOf(entry, log) !== null;
  const repeatOf = summary.segment?.repeatOf ?? null;
  const line = infoLine(summary, entry.sent.length, isRaw);
  const info = repeatOf === null ? line : `${t("list.repeat", { of: repeatOf })} ${line}`;
  return (
    <>
      <span className="row-span-2 pt-px text-right text-text-2">{entry.frame}</span>
      <span className="flex flex-wrap items-baseline gap-x-3">
        <KindBadge kind={summary.kind} />
        <Way from={summary.from} to={summary.to} />
        <HandSigns entry={entry} next={state.next} />
        <span className="ms-auto text-xs">
          <FateText place={place} repeats={repeatsAt(entry, state.t)} isDiscarded={isDiscarded} />
        </span>
      </span>
      <span className="flex gap-x-3 text-text-2 text-xs">
        <span className="shrink-0">{formatTime(entry.sent.t)}</span>
        <span className="truncate" title={info}>
          {info}
        </span>
      </span>
    </>
  );
}

const ROW =
  "grid grid-cols-[2.25rem_minmax(0,1fr)] gap-x-3 border-line border-b border-l-3 py-1.5 pr-3 text-sm";
const SELECTED = "border-l-accent bg-accent-soft";
const OTHER = "border-l-transparent hover:bg-sunken";

interface ListHeadProps {
  readonly isRaw: boolean;
  readonly onRaw: (isRaw: boolean) => void;
}

function ListHead({ isRaw, onRaw }: ListHeadProps) {
  const { t } = useTranslation("inspector");
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-4 px-3 pt-2">
      <h3 className="me-auto font-medium text-sm">{t("list.title")}</h3>
      <span className="flex items-center gap-1.5 text-text-2 text-xs">
        <input
          id={id}
          type="checkbox"
          checked={isRaw}
          onChange={(event) => onRaw(event.target.checked)}
          className="size-3.5 accent-accent"
        />
        <label htmlFor={id}>{t("list.raw")}</label>
      </span>
    </div>
  );
}

function EmptyList({ frames: { outOf } }: { readonly frames: ShownFrames }) {
  const { t } = useTranslation("inspector");
  const isFiltered = outOf !== null && outOf > 0;
  return (
    <p className="p-6 text-center text-sm text-text-2">
      {isFiltered ? t("list.none", { all: outOf }) : t("list.empty")}
    </p>
  );
}

/** The frames that were sent up to the playhead; their numbers never change, also under a filter. */
export function FrameList() {
  const { t } = useTranslation("inspector");
  const log = useLog();
  const state = useTraceState();
  const { selection, select } = useSelection();
  const [isRaw, setIsRaw] = useState(false);
  const shown = useShownFrames();
  const { frames, count } = shown;
  const selected = selection?.kind === "frame" ? frames.indexOf(selection.frame) : -1;
  const pick = (index: number) => {
    const frame = frames[index];
    if (frame !== undefined) select({ kind: "frame", frame });
  };
  const keyOf = useCallback((index: number) => frames[index] ?? -1 - index, [frames]);
  const rowAt = (index: number): WindowedRow | null => {
    const entry = log.frames[(frames[index] ?? 0) - 1];
    if (!entry) return null;
    return {
      content: <FrameText entry={entry} state={state} isRaw={isRaw} />,
      className: `${ROW} ${index === selected ? SELECTED : OTHER}`,
      isSelected: index === selected,
    };
  };
  return (
    <>
      <ListHead isRaw={isRaw} onRaw={setIsRaw} />
      <FrameFilterBar frames={shown} />
      <div className="px-3 [&>p]:py-1">
        <NoiseSwitch />
      </div>
      {count === 0 && <EmptyList frames={shown} />}
      <WindowedList
        className={`min-h-26 flex-1 ${count === 0 ? "hidden" : ""}`}
        label={t("list.title")}
        count={count}
        rowHeight={ROW_HEIGHT}
        keyOf={keyOf}
        rowAt={rowAt}
        active={selected < count ? selected : -1}
        onActive={pick}
        onOpen={pick}
        keepInView={selected >= 0 && selected < count ? selected : count - 1}
      />
    </>
  );
}
