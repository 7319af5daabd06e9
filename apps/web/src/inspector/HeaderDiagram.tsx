import type { Field } from "@wirestage/wire";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { type InspectorT, labelText, valueText } from "./field-text.ts";
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

function Cell({
  cell,
  cellKey,
  isLit,
}: {
  readonly cell: DiagramCell;
  readonly cellKey: string;
  readonly isLit: boolean;
}) {
  const { t } = useTranslation("inspector");
  const { field, from, width, isFirst } = cell;
  const isNarrow = width < 3;
  const label = cellLabel(field, t);
  return (
    <div
      data-key={cellKey}
      title={`${labelText(field, t)}: ${valueText(field, t)}`}
      style={{ gridColumn: `${from + 1} / span ${width}` }}
      className={`flex min-h-11 min-w-0 flex-col items-center justify-center overflow-hidden border-line-strong border-r border-b px-0.5 text-center ${isLit ? "bg-accent text-bg" : "bg-surface"}`}
    >
      <span
        className={`max-w-full text-xs leading-tight ${isLit ? "" : "text-text-2"} ${isNarrow ? "[writing-mode:vertical-rl]" : ""}`}
      >
        {isFirst ? label : "…"}
      </span>
      {isFirst && (
        <span className="max-w-full wrap-anywhere font-mono text-xs leading-tight">
          {field.display || " "}
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
        {headerDiagram(tcp)
          .flat()
          .map((cell) => {
            const key = model.byField.get(cell.field)?.key ?? "";
            const parent = model.byField.get(cell.field)?.parent?.key ?? "";
            const isLit = lit.keys.has(key) || (parent.includes(".") && lit.keys.has(parent));
            return <Cell key={`${key} ${cell.isFirst}`} cell={cell} cellKey={key} isLit={isLit} />;
          })}
      </div>
    </figure>
  );
}
