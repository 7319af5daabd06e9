import type { Field } from "@wirestage/wire";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { FieldNode } from "./field-rows.ts";
import { type InspectorT, labelText, valueText, wordsOf } from "./field-text.ts";
import type { FrameModel, Lit, Target } from "./frame-model.ts";
import { type DiagramCell, headerDiagram } from "./header-diagram.ts";

/** RFC 9293 Figure 1 shortens these too. */
const SHORT: Readonly<Record<string, string>> = {
  "tcp.hdr_len": "DOffset",
  "tcp.flags.res": "Rsrvd",
};

function cellLabel(field: Field, t: InspectorT): string {
  return SHORT[field.id] ?? labelText(field, t);
}

/** A flag lights up with all flags, an option with all options; a field does not with the whole header. */
function isPartOfLit({ parent }: FieldNode, lit: Lit): boolean {
  return parent !== null && parent.level > 1 && lit.keys.has(parent.key);
}

interface CellProps {
  readonly cell: DiagramCell;
  readonly cellKey: string;
  readonly isLit: boolean;
}

const BOX = "flex min-h-9 min-w-0 flex-col items-center justify-center overflow-hidden py-0.5 text-center";
const EDGE = "border-line-strong border-r border-b";
/** A few bits have room for small print only. */
const SMALL = "text-[0.625rem] leading-none";

function Cell({ cell, cellKey, isLit }: CellProps) {
  const { t } = useTranslation("inspector");
  const { field, from, width, isFirst } = cell;
  const size = width < 5 ? SMALL : "text-xs leading-tight";
  const turned = width < 3 ? "[writing-mode:vertical-rl]" : "";
  return (
    <div
      data-key={cellKey}
      title={`${labelText(field, t)}: ${valueText(field, t)}`}
      style={{ gridColumn: `${from + 1} / span ${width}` }}
      className={`${BOX} ${EDGE} ${isLit ? "bg-accent text-bg" : "bg-surface"}`}
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

interface HeaderDiagramProps {
  readonly model: FrameModel;
  readonly lit: Lit;
  readonly onHover: (target: Target | null) => void;
  readonly onChoose: (target: Target) => void;
}

const BIT_MARKS = [0, 8, 16, 24] as const;

/** The TCP header as RFC 9293 §3.1 draws it, 32 bits a row, with the values of this frame. */
export function HeaderDiagram({ model, lit, onHover, onChoose }: HeaderDiagramProps) {
  const { t } = useTranslation("inspector");
  const tcp = model.root.children.find((field) => field.id === "tcp");
  if (!tcp) return <p className="text-sm text-text-2">{t("bytes.noDiagram")}</p>;
  const target = (event: MouseEvent): Target | null => {
    const cell = event.target instanceof Element ? event.target.closest("[data-key]") : null;
    const key = cell?.getAttribute("data-key");
    return key ? { at: "field", key } : null;
  };
  const choose = (event: MouseEvent) => {
    const chosen = target(event);
    if (chosen) onChoose(chosen);
  };
  return (
    // The same fields can be walked by keyboard in the tree beside it.
    // biome-ignore lint/a11y/useKeyWithMouseEvents lint/a11y/useKeyWithClickEvents: see above
    <figure
      aria-label={t("bytes.diagram")}
      className="min-w-80 max-w-2xl"
      onMouseOver={(event) => onHover(target(event))}
      onMouseLeave={() => onHover(null)}
      onClick={choose}
    >
      <div aria-hidden="true" className="grid grid-cols-[repeat(32,minmax(0,1fr))] text-text-3 text-xs">
        {BIT_MARKS.map((bit) => (
          <span key={bit} style={{ gridColumn: `${bit + 1} / span 8` }}>
            {bit}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-[repeat(32,minmax(0,1fr))] border-line-strong border-t border-l">
        {headerDiagram(tcp).map((cell) => {
          const node = model.byField.get(cell.field);
          const isLit = node !== undefined && (lit.keys.has(node.key) || isPartOfLit(node, lit));
          return (
            <Cell key={`${cell.row} ${cell.from}`} cell={cell} cellKey={node?.key ?? ""} isLit={isLit} />
          );
        })}
      </div>
    </figure>
  );
}
