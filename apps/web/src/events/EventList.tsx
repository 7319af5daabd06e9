import type { TraceEvent } from "@wirestage/trace";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useLog, useSelection, useSession, useTraceState } from "../session/hooks.ts";
import type { Selection } from "../session/session.ts";
import { WindowedList, type WindowedRow } from "../windowed-list/WindowedList.tsx";
import { SHOWN_AT_FIRST } from "./category.ts";
import { FilterChips } from "./FilterChips.tsx";
import { FilteredEvents, lastRowBefore } from "./filtered-events.ts";
import { sentenceOf } from "./sentence.ts";
import { concerns, lastConcerned, subjectOf } from "./subject.ts";

const ROW_HEIGHT = 34;

function EventText({ event, isFuture }: { readonly event: TraceEvent; readonly isFuture: boolean }) {
  const { t } = useTranslation("events");
  const { t: rulesT } = useTranslation("rules");
  const { log } = useSession();
  return (
    <>
      <span className="text-text-2">{event.seq}</span>
      <span className="text-text-2">{formatTime(event.t)}</span>
      <span className={`col-span-2 wrap-anywhere @lg:col-span-1 ${isFuture ? "text-text-3" : "text-text"}`}>
        {sentenceOf(event, log, t, rulesT)}
      </span>
    </>
  );
}

const ROW =
  "grid grid-cols-[3rem_1fr] gap-x-3 border-l-3 py-1.5 pr-4 pl-3 text-sm @lg:grid-cols-[3rem_6.5rem_1fr]";

function rowLook(isCurrent: boolean, isConcerned: boolean): string {
  const edge = isCurrent ? "border-l-accent" : isConcerned ? "border-l-line-strong" : "border-l-transparent";
  const ground = isCurrent ? "bg-accent-soft" : isConcerned ? "bg-sunken" : "hover:bg-sunken";
  return `${edge} ${ground}`;
}

interface Reading {
  readonly following: boolean;
  /** Row of the reader's own; null: the playhead's. */
  readonly row: number | null;
}

/** Where the reader is: moving with the playhead, or at a row of their own, such as that of what was selected elsewhere. */
function useReading(rows: readonly TraceEvent[], current: number) {
  const { selection, select } = useSelection();
  // What was selected before the list came into view is gone to as well.
  const [seen, setSeen] = useState<Selection | null>(null);
  const [{ following, row }, setReading] = useState<Reading>({ following: true, row: null });
  if (selection !== seen) {
    setSeen(selection);
    const found = selection === null ? -1 : lastConcerned(rows, current, selection);
    if (found >= 0) setReading({ following: false, row: found });
  }
  const leave = useCallback(() => setReading((reading) => ({ ...reading, following: false })), []);
  const follow = useCallback(() => setReading({ following: true, row: null }), []);
  const moveTo = useCallback((index: number) => setReading({ following: false, row: index }), []);
  const choose = (subject: Selection | null) => {
    if (subject === null) return;
    setSeen(subject);
    select(subject);
  };
  const active = row ?? current;
  return {
    selection,
    active,
    following,
    keepInView: following ? current : (row ?? -1),
    leave,
    follow,
    moveTo,
    choose,
  };
}

function FollowButton({ onFollow }: { readonly onFollow: () => void }) {
  const { t } = useTranslation("events");
  return (
    <button
      type="button"
      onClick={onFollow}
      className="absolute right-4 bottom-3 rounded-full border border-line-strong bg-surface px-3 py-1 text-sm shadow-md hover:bg-sunken"
    >
      {t("follow")}
    </button>
  );
}

function Rows({ rows }: { readonly rows: readonly TraceEvent[] }) {
  const { t } = useTranslation("events");
  const { player } = useSession();
  const current = lastRowBefore(rows, useTraceState().next);
  const reading = useReading(rows, current);
  const { selection, active, following, follow } = reading;
  const open = (index: number) => {
    const event = rows[index];
    if (!event) return;
    player.seek(event.t);
    reading.choose(subjectOf(event));
    follow();
  };
  const keyOf = useCallback((index: number) => rows[index]?.seq ?? -1 - index, [rows]);
  const rowAt = (index: number): WindowedRow | null => {
    const event = rows[index];
    if (!event) return null;
    return {
      content: <EventText event={event} isFuture={index > current} />,
      className: `${ROW} ${rowLook(index === current, concerns(event, selection))}`,
      isSelected: index === active,
      isCurrent: index === current,
    };
  };
  return (
    <div className="relative min-h-0 flex-1">
      <WindowedList
        className="h-full"
        label={t("title")}
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        keyOf={keyOf}
        rowAt={rowAt}
        active={active}
        onActive={reading.moveTo}
        onOpen={open}
        keepInView={reading.keepInView}
        onScrolledByHand={reading.leave}
      />
      {!following && <FollowButton onFollow={follow} />}
    </div>
  );
}

/** Every event of the trace as a sentence: the text alternative of the stage. */
export function EventList() {
  const { t } = useTranslation("events");
  const log = useLog();
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const noise = useLinkNoise((store) => store.shown);
  const filtered = useMemo(() => new FilteredEvents(log, shown, noise), [log, shown, noise]);
  const rows = filtered.rows();
  return (
    <section aria-label={t("title")} className="@container flex h-full min-h-0 flex-col bg-surface">
      <FilterChips shown={shown} onChange={setShown} />
      {rows.length > 0 ? (
        <Rows rows={rows} />
      ) : (
        <p className="p-6 text-center text-sm text-text-2">
          {t(log.events.length === 0 ? "empty" : "emptyFiltered")}
        </p>
      )}
    </section>
  );
}
