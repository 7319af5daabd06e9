import type { TraceEvent } from "@wirestage/trace";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useLog, useSession, useTraceState } from "../session/hooks.ts";
import { WindowedList, type WindowedRow } from "../windowed-list/WindowedList.tsx";
import { CATEGORIES, type Category } from "./category.ts";
import { FilterChips } from "./FilterChips.tsx";
import { FilteredEvents, lastRowBefore } from "./filtered-events.ts";
import { sentenceOf } from "./sentence.ts";

const ROW_HEIGHT = 34;

function EventText({ event, isFuture }: { readonly event: TraceEvent; readonly isFuture: boolean }) {
  const { t } = useTranslation("events");
  const { log } = useSession();
  return (
    <>
      <span className="text-text-3">{event.seq}</span>
      <span className="text-text-3">{formatTime(event.t)}</span>
      <span className={`col-span-2 wrap-anywhere @lg:col-span-1 ${isFuture ? "text-text-3" : "text-text"}`}>
        {sentenceOf(event, log, t)}
      </span>
    </>
  );
}

const ROW =
  "grid grid-cols-[3rem_1fr] gap-x-3 border-l-3 py-1.5 pr-4 pl-3 text-sm @lg:grid-cols-[3rem_6.5rem_1fr]";
const CURRENT = "border-l-accent bg-accent-soft";
const OTHER = "border-l-transparent hover:bg-sunken";

/** Where the reader is: moving with the playhead, or at a row of their own. */
function useReading(current: number) {
  const [row, setRow] = useState<number | null>(null);
  const [following, setFollowing] = useState(true);
  const leave = useCallback(() => setFollowing(false), []);
  const follow = useCallback(() => {
    setRow(null);
    setFollowing(true);
  }, []);
  const moveTo = useCallback((index: number) => {
    setRow(index);
    setFollowing(false);
  }, []);
  return { active: row ?? current, keepInView: following ? current : -1, following, leave, follow, moveTo };
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
  const { active, keepInView, following, leave, follow, moveTo } = useReading(current);
  const open = (index: number) => {
    const event = rows[index];
    if (!event) return;
    player.seek(event.t);
    follow();
  };
  const rowAt = (index: number): WindowedRow | null => {
    const event = rows[index];
    if (!event) return null;
    return {
      content: <EventText event={event} isFuture={index > current} />,
      className: `${ROW} ${index === current ? CURRENT : OTHER}`,
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
        keyOf={(index) => rows[index]?.seq ?? index}
        rowAt={rowAt}
        active={active}
        onActive={moveTo}
        onOpen={open}
        keepInView={keepInView}
        onScrolledByHand={leave}
      />
      {!following && <FollowButton onFollow={follow} />}
    </div>
  );
}

/** Every event of the trace as a sentence: the text alternative of the stage. */
export function EventList() {
  const { t } = useTranslation("events");
  const log = useLog();
  const [shown, setShown] = useState<ReadonlySet<Category>>(new Set(CATEGORIES));
  const filtered = useMemo(() => new FilteredEvents(log, shown), [log, shown]);
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
