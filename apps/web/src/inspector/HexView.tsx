import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
} from "react";
import { useTranslation } from "react-i18next";
import { type FrameModel, type Lit, layerAt, type Target, targetAt } from "./frame-model.ts";
import { type HexByte, type HexRow, hexRows, spanWithin } from "./hex-rows.ts";
import { LAYER_GROUND } from "./layer-colours.ts";

interface RowProps {
  readonly row: HexRow;
  readonly width: number;
  /** Bytes [litFrom, litTo) are lit; both 0: none. */
  readonly litFrom: number;
  readonly litTo: number;
  /** Only some bits of them are. */
  readonly isPartial: boolean;
  readonly cursor: number;
  readonly idOf: string;
  readonly changedText: string;
}

function byteLook(
  { offset, layer, isChanged }: HexByte,
  { litFrom, litTo, isPartial, cursor }: RowProps,
): string {
  const isLit = offset >= litFrom && offset < litTo;
  const ground = !isLit
    ? LAYER_GROUND[layer]
    : isPartial
      ? "bg-accent-soft outline-1 outline-accent -outline-offset-1"
      : "bg-accent text-bg";
  const mark = isChanged ? "font-bold shadow-[inset_0_-3px_0_var(--held)]" : "";
  return `${ground} ${mark} ${offset === cursor ? "group-focus-visible:outline-2 group-focus-visible:outline-focus" : ""}`;
}

const HexRowView = memo(function HexRowView(props: RowProps) {
  const { row, width, idOf, changedText } = props;
  const missing = width - row.bytes.length;
  return (
    <tr>
      <th scope="row" className="w-[5ch] p-0 text-start font-normal text-text-3">
        {row.offset.toString(16).padStart(4, "0")}
      </th>
      {row.bytes.map((byte) => (
        <td
          key={byte.offset}
          id={`${idOf}-${byte.offset}`}
          data-offset={byte.offset}
          className={`w-[3ch] p-0 text-center ${byteLook(byte, props)}`}
        >
          {byte.hex}
          {byte.isChanged && <span className="sr-only"> {changedText}</span>}
        </td>
      ))}
      {missing > 0 && <td colSpan={missing} />}
      <td aria-hidden="true" className="p-0 ps-[2ch] whitespace-pre">
        {row.bytes.map((byte) => (
          <span
            key={byte.offset}
            data-offset={byte.offset}
            className={byteLook(byte, { ...props, cursor: -1 })}
          >
            {byte.character}
          </span>
        ))}
      </td>
    </tr>
  );
});

function offsetUnder(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest("[data-offset]") : null;
  const offset = cell?.getAttribute("data-offset");
  return offset === null || offset === undefined ? null : Number(offset);
}

function movedBy(key: string, width: number): number | null {
  switch (key) {
    case "ArrowRight":
      return 1;
    case "ArrowLeft":
      return -1;
    case "ArrowDown":
      return width;
    case "ArrowUp":
      return -width;
    default:
      return null;
  }
}

interface HexViewProps {
  readonly model: FrameModel;
  readonly lit: Lit;
  /** Bytes in a row. */
  readonly width: number;
  /** The byte that the keyboard is at. */
  readonly cursor: number;
  readonly onCursor: (offset: number) => void;
  readonly onHover: (target: Target | null) => void;
  readonly onChoose: (target: Target) => void;
  readonly grid: RefObject<HTMLTableElement | null>;
}

/** Keeps the byte that the keyboard is at in view, once it has moved: a frame that is opened is looked at from its head. */
function useCursorInView(cursor: number, grid: RefObject<HTMLTableElement | null>): void {
  const shown = useRef(cursor);
  useEffect(() => {
    if (shown.current === cursor) return;
    shown.current = cursor;
    grid.current?.querySelector(`td[data-offset="${cursor}"]`)?.scrollIntoView({ block: "nearest" });
  }, [cursor, grid]);
}

/** The same rows as long as they show the same, so that only those are drawn again in which something lights up. */
function useRows(model: FrameModel, width: number): readonly HexRow[] {
  return useMemo(
    () =>
      hexRows(
        model.bytes,
        width,
        (offset) => layerAt(model, offset),
        (offset) => model.changed.has(offset),
      ),
    [model, width],
  );
}

/** The bytes in hex and ASCII. */
export function HexView({ model, lit, width, cursor, onCursor, onHover, onChoose, grid }: HexViewProps) {
  const { t } = useTranslation("inspector");
  const id = useId();
  const rows = useRows(model, width);
  useCursorInView(cursor, grid);
  const choose = (offset: number) => {
    onCursor(offset);
    onChoose(targetAt(model, offset));
  };
  function onKeyDown(event: KeyboardEvent) {
    const by = movedBy(event.key, width);
    if (by === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (cursor + by >= 0 && cursor + by < model.bytes.length) choose(cursor + by);
  }
  function onClick(event: MouseEvent) {
    const offset = offsetUnder(event.target);
    if (offset !== null) choose(offset);
  }
  function onPointer(event: MouseEvent) {
    const offset = offsetUnder(event.target);
    onHover(offset === null ? null : targetAt(model, offset));
  }
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows a table to be a grid
      role="grid"
      ref={grid}
      aria-label={t("bytes.title")}
      tabIndex={0}
      aria-activedescendant={`${id}-${cursor}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onMouseOver={onPointer}
      onMouseLeave={() => onHover(null)}
      onFocus={() => onChoose(targetAt(model, cursor))}
      className="group cursor-default border-separate border-spacing-0 font-mono text-xs leading-6"
    >
      <tbody>
        {rows.map((row) => {
          const part = spanWithin(lit.span, row.offset, row.offset + width);
          return (
            <HexRowView
              key={row.offset}
              row={row}
              width={width}
              litFrom={part?.start ?? 0}
              litTo={part?.end ?? 0}
              isPartial={part !== null && lit.span?.bits !== undefined}
              cursor={cursor >= row.offset && cursor < row.offset + width ? cursor : -1}
              idOf={id}
              changedText={t("bytes.changed")}
            />
          );
        })}
      </tbody>
    </table>
  );
}
