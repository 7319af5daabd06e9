import type { Field } from "@wirestage/wire";
import { type KeyboardEvent, type MouseEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import { rowAfterKey } from "../windowed-list/row-after-key.ts";
import type { FieldNode } from "./field-rows.ts";
import { type InspectorT, labelText, valueText, wordsOf } from "./field-text.ts";
import type { FrameModel, Lit, Target } from "./frame-model.ts";
import { type DiagramCell, headerDiagram } from "./header-diagram.ts";

/** The RFCs' figures shorten these too. */
const SHORT: Readonly<Record<string, string>> = {
  "tcp.hdr_len": "DOffset",
  "tcp.flags.res": "Rsrvd",
  "ip.hdr_len": "IHL",
  "ip.flags.rb": "0",
  "ip.flags.df": "DF",
  "ip.flags.mf": "MF",
  "icmpv6.nd.na.flag.r": "R",
  "icmpv6.nd.na.flag.s": "S",
  "icmpv6.nd.na.flag.o": "O",
};

function cellLabel(field: Field, t: InspectorT): string {
  return SHORT[field.id] ?? labelText(field, t);
}

/** A flag lights up with all flags, an option with all options; a field does not with the whole header. */
function isPartOfLit({ parent }: FieldNode, lit: Lit): boolean {
  return parent !== null && parent.level > 1 && lit.keys.has(parent.key);
}

interface CellProps {
  readonly id: string | undefined;
  readonly cell: DiagramCell;
  readonly cellKey: string;
  readonly isLit: boolean;
  readonly isActive: boolean;
}

const BOX = "flex min-h-9 min-w-0 flex-col items-center justify-center overflow-hidden py-0.5 text-center";
const EDGE = "border-line-strong border-r border-b outline-focus -outline-offset-2";
/** A few bits have room for small print only. */
const SMALL = "text-[0.625rem] leading-none";

/** The rest of a field in the next row is no option of its own. */
const GOES_ON = { role: "presentation" };

function Cell({ id, cell, cellKey, isLit, isActive }: CellProps) {
  const { t } = useTranslation("inspector");
  const { field, from, width, rows, isFirst } = cell;
  const size = width < 5 ? SMALL : "text-xs leading-tight";
  const turned = width < 3 ? "[writing-mode:vertical-rl]" : "";
  const ground = isLit ? "bg-accent text-bg" : "bg-surface";
  const text = `${labelText(field, t)}: ${valueText(field, t)}`;
  return (
    <div
      {...(isFirst
        ? { id, role: "option", tabIndex: -1, "aria-label": text, "aria-selected": isLit }
        : GOES_ON)}
      data-key={cellKey}
      title={text}
      style={{ gridColumn: `${from + 1} / span ${width}`, gridRow: `span ${rows}` }}
      className={`${BOX} ${EDGE} ${ground} ${isActive ? "group-focus-visible:outline-2" : ""}`}
    >
      <span className={`max-w-full ${size} ${turned} ${isLit ? "" : "text-text-2"}`}>
        {isFirst ? cellLabel(field, t) : "…"}
      </span>
      {isFirst && (
        <span className="wrap-anywhere max-w-full font-mono text-xs leading-tight">
          {wordsOf(field) ?? field.display}
        </span>
      )}
    </div>
  );
}

const BIT_MARKS = [0, 8, 16, 24] as const;

function BitRuler() {
  return (
    <div aria-hidden="true" className="grid grid-cols-[repeat(32,minmax(0,1fr))] text-text-3 text-xs">
      {BIT_MARKS.map((bit) => (
        <span key={bit} style={{ gridColumn: `${bit + 1} / span 8` }}>
          {bit}
        </span>
      ))}
    </div>
  );
}

function targetUnder({ target }: MouseEvent): Target | null {
  const cell = target instanceof Element ? target.closest("[data-key]") : null;
  const key = cell?.getAttribute("data-key");
  return key ? { at: "field", key } : null;
}

/** In a diagram one also goes on to the right, and back to the left. */
function asListKey(key: string): string {
  if (key === "ArrowRight") return "ArrowDown";
  return key === "ArrowLeft" ? "ArrowUp" : key;
}

interface HeaderDiagramProps {
  readonly model: FrameModel;
  /** The protocol whose header is drawn. */
  readonly header: Field;
  readonly lit: Lit;
  readonly onHover: (target: Target | null) => void;
  readonly onChoose: (target: Target) => void;
}

/** A header as its RFC draws it, 32 bits a row, with the values of this frame; a listbox of its fields. */
export function HeaderDiagram({ model, header, lit, onHover, onChoose }: HeaderDiagramProps) {
  const { t } = useTranslation("inspector");
  const id = useId();
  const cells = headerDiagram(header).flatMap((cell) => {
    const node = model.byField.get(cell.field);
    return node ? [{ ...cell, node }] : [];
  });
  const fields = cells.filter((cell) => cell.isFirst).map((cell) => cell.node.key);
  const active = fields.findIndex((key) => lit.keys.has(key));
  const choose = (index: number) => {
    const key = fields[index];
    if (key !== undefined) onChoose({ at: "field", key });
  };
  function onKeyDown(event: KeyboardEvent) {
    const next = rowAfterKey(asListKey(event.key), active, fields.length);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    choose(next);
  }
  function onClick(event: MouseEvent) {
    const target = targetUnder(event);
    if (target) onChoose(target);
  }
  return (
    <div className="min-w-80 max-w-2xl">
      <BitRuler />
      <div
        role="listbox"
        aria-label={t("bytes.header", { name: labelText(header, t) })}
        aria-orientation="horizontal"
        tabIndex={0}
        aria-activedescendant={active < 0 ? undefined : `${id}-${fields[active]}`}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onMouseOver={(event) => onHover(targetUnder(event))}
        onFocus={() => choose(Math.max(0, active))}
        onMouseLeave={() => onHover(null)}
        className="group grid cursor-default grid-cols-[repeat(32,minmax(0,1fr))] border-line-strong border-t border-l"
      >
        {cells.map(({ node, ...cell }) => (
          <Cell
            key={`${cell.row} ${cell.from}`}
            id={cell.isFirst ? `${id}-${node.key}` : undefined}
            cell={cell}
            cellKey={node.key}
            isLit={lit.keys.has(node.key) || isPartOfLit(node, lit)}
            isActive={cell.isFirst && node.key === fields[active]}
          />
        ))}
      </div>
    </div>
  );
}
