import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
} from "react";
import { rowAfterKey } from "./row-after-key.ts";

export interface WindowedRow {
  readonly content: ReactNode;
  readonly className: string;
  readonly isSelected: boolean;
  /** The one row that stands for the present moment. */
  readonly isCurrent?: boolean;
}

interface WindowedListProps {
  readonly label: string;
  readonly count: number;
  /** About how high a row is, in CSS pixels; each is measured once it is drawn. */
  readonly rowHeight: number;
  /** The same function for as long as it is the same list: with another one every row is looked at anew. */
  readonly keyOf: (index: number) => number;
  readonly rowAt: (index: number) => WindowedRow | null;
  /** Row that the keyboard is at; −1: none. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** A click on a row, or Enter on the active one. */
  readonly onOpen: (index: number) => void;
  /** Row that is brought into view whenever it changes; −1: the list stays where it is. */
  readonly keepInView: number;
  /** The reader scrolled. */
  readonly onScrolledByHand?: () => void;
  readonly className?: string;
}

const OVERSCAN = 8;
/** The list makes room for so many rows at once: to add one costs as much as there are rows. */
const ROWS_AT_ONCE = 1_024;

/** How many rows there is room for; short lists have no more than they need. */
export function roomFor(count: number): number {
  return count < ROWS_AT_ONCE ? count : Math.ceil(count / ROWS_AT_ONCE) * ROWS_AT_ONCE;
}

function useRows({ count, rowHeight, keyOf, active, keepInView }: WindowedListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const rows = new Set(defaultRangeExtractor(range));
      if (active >= 0) rows.add(active);
      return [...rows].filter((row) => row < count).sort((a, b) => a - b);
    },
    [active, count],
  );
  const room = roomFor(count);
  const virtualizer = useVirtualizer({
    count: room,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    rangeExtractor,
  });
  useEffect(() => {
    if (keepInView >= 0) virtualizer.scrollToIndex(keepInView, { align: "auto" });
  }, [virtualizer, keepInView]);
  return { scroller, virtualizer, height: virtualizer.getTotalSize() - (room - count) * rowHeight };
}

function rowOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest("[data-index]") : null;
  const index = row?.getAttribute("data-index");
  return index === null || index === undefined ? null : Number(index);
}

/** A listbox whose rows are options; arrow keys move, Enter and a click open. Space stays the page's play and pause. */
export function WindowedList(props: WindowedListProps) {
  const { label, count, rowAt, active, onActive, onOpen, onScrolledByHand, className } = props;
  const id = useId();
  const { scroller, virtualizer, height } = useRows(props);

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = rowAfterKey(event.key, active, count);
    if (event.key === "Enter" && active >= 0) onOpen(active);
    else if (next === null) return;
    else {
      onActive(next);
      virtualizer.scrollToIndex(next, { align: "auto" });
    }
    event.preventDefault();
    event.stopPropagation();
  }
  function onClick(event: MouseEvent) {
    const index = rowOf(event.target);
    if (index !== null) onOpen(index);
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={active >= 0 && active < count ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onWheel={onScrolledByHand}
      onTouchMove={onScrolledByHand}
      className={`group overflow-y-auto overscroll-contain -outline-offset-2 ${className ?? ""}`}
    >
      <div role="presentation" className="relative" style={{ height }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const row = rowAt(index);
          if (row === null) return null;
          return (
            <div
              key={Number(key)}
              ref={virtualizer.measureElement}
              data-index={index}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={row.isSelected}
              aria-current={row.isCurrent ? "step" : undefined}
              aria-setsize={count}
              aria-posinset={index + 1}
              className={`absolute inset-x-0 top-0 cursor-pointer outline-offset-[-2px] outline-focus ${
                index === active ? "group-focus-visible:outline-2" : ""
              } ${row.className}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.content}
            </div>
          );
        })}
      </div>
    </div>
  );
}
