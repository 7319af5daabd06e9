import type { Field } from "@wirestage/wire";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BitView } from "./BitView.tsx";
import { FlipBit } from "./FlipBit.tsx";
import { type InspectorT, labelText } from "./field-text.ts";
import { stopFlipping } from "./flip-request.ts";
import { type FrameModel, type Lit, layerOfProtocol, type Target, targetAt } from "./frame-model.ts";
import { HeaderDiagram } from "./HeaderDiagram.tsx";
import { HexView } from "./HexView.tsx";
import { hasDiagram } from "./header-diagram.ts";
import { LAYER_GROUND, LAYERS } from "./layer-colours.ts";
import { useFlip } from "./use-flip.ts";
import { useMarkInView } from "./use-mark-in-view.ts";
import { useRowWidth } from "./use-row-width.ts";
import type { WholeFrame } from "./use-whole-frame.ts";

/** Ethernet's header is not drawn in rows of 32 bits, so that it has no view. */
type View = "bytes" | "network" | "transport";

function headersOf(model: FrameModel): { view: View; header: Field }[] {
  return model.root.children.flatMap((header) => {
    const layer = layerOfProtocol(header.id);
    return hasDiagram(header) && (layer === "network" || layer === "transport")
      ? [{ view: layer, header }]
      : [];
  });
}

interface ViewSwitchProps {
  readonly views: readonly { readonly view: View; readonly name: string }[];
  readonly view: View;
  readonly onView: (view: View) => void;
}

function ViewSwitch({ views, view, onView }: ViewSwitchProps) {
  const { t } = useTranslation("inspector");
  return (
    <fieldset className="flex">
      <legend className="sr-only">{t("bytes.view")}</legend>
      {views.map(({ view: each, name }) => (
        <button
          key={each}
          type="button"
          aria-pressed={view === each}
          onClick={() => onView(each)}
          className="border border-line-strong border-s-0 px-3 py-0.5 text-sm text-text-2 first-of-type:rounded-s-md first-of-type:border-s last-of-type:rounded-e-md aria-pressed:bg-text aria-pressed:text-bg"
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

function placeText(lit: Lit, t: InspectorT): string {
  const { span } = lit;
  if (span === null) return t("bytes.hint");
  const { start, end, bits } = span;
  const bytes =
    end - start === 1 ? t("bytes.at", { offset: start }) : t("bytes.bytesAt", { from: start, to: end - 1 });
  if (!bits) return bytes;
  const part =
    bits.to - bits.from === 1
      ? t("bytes.bit", { bit: bits.from })
      : t("bytes.bits", { from: bits.from, to: bits.to - 1 });
  return `${bytes}, ${part}`;
}

/** What is lit, in words, and its bits. */
function Where({ model, lit }: { readonly model: FrameModel; readonly lit: Lit }) {
  const { t } = useTranslation("inspector");
  const names = model.nodes.filter((node) => lit.keys.has(node.key)).map((node) => labelText(node.field, t));
  return (
    <div className="min-h-14 space-y-1 border-line border-t px-3 py-2">
      <p aria-live="polite" className="text-text-2 text-xs">
        {placeText(lit, t)}
        {names.length > 0 && <span className="font-medium text-text"> · {names.join(" · ")}</span>}
      </p>
      <BitView model={model} lit={lit} />
    </div>
  );
}

function Legend() {
  const { t } = useTranslation("inspector");
  return (
    <ul className="flex flex-wrap gap-x-3 text-text-2 text-xs">
      {LAYERS.map((layer) => (
        <li key={layer} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className={`size-3 rounded-xs border border-line ${LAYER_GROUND[layer]}`}
          />
          {t(`bytes.layers.${layer}`)}
        </li>
      ))}
    </ul>
  );
}

function Missing(props: {
  readonly whole: WholeFrame;
  readonly have: number;
  readonly length: number;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation("inspector");
  const { whole, have, length, onRetry } = props;
  if (whole.is === "loading") return <p className="pb-2 text-text-2 text-xs">{t("bytes.loading")}</p>;
  if (whole.is === "cut") {
    return (
      <p className="pb-2 text-text-2 text-xs">{t("bytes.captured", { have: whole.bytes.length, length })}</p>
    );
  }
  if (whole.is !== "failed") return null;
  return (
    <p role="alert" className="pb-2 text-lost text-xs">
      {t("bytes.failed", { have, length })}{" "}
      <button type="button" onClick={onRetry} className="underline underline-offset-2">
        {t("bytes.again")}
      </button>
    </p>
  );
}

interface BytesPaneProps {
  readonly model: FrameModel;
  readonly lit: Lit;
  readonly whole: WholeFrame;
  readonly onRetry: () => void;
  readonly onHover: (target: Target | null) => void;
  readonly onChoose: (target: Target) => void;
}

/** The frame as bytes, or one of its headers as a diagram; the view is kept from frame to frame where there is such a header. */
export function BytesPane({ model, lit, whole, onRetry, onHover, onChoose }: BytesPaneProps) {
  const { t } = useTranslation("inspector");
  const [wanted, setWanted] = useState<View>("bytes");
  const [cursor, setCursor] = useState(0);
  const [width, pane] = useRowWidth();
  const grid = useRef<HTMLTableElement>(null);
  const place = Math.min(cursor, Math.max(0, model.bytes.length - 1));
  const isFlipping = useFlip(model, grid, (offset) => {
    setWanted("bytes");
    setCursor(offset);
    onChoose(targetAt(model, offset));
  });
  useMarkInView(model.entry.frame, grid, (start) => {
    setWanted("bytes");
    setCursor(start);
  });
  const length = model.entry.sent.length;
  const headers = headersOf(model);
  const drawn = headers.find(({ view }) => view === wanted);
  const views = [
    { view: "bytes" as const, name: t("bytes.title") },
    ...headers.map(({ view, header }) => ({ view, name: t("bytes.header", { name: labelText(header, t) }) })),
  ];
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b px-3 py-1.5">
        <ViewSwitch views={views} view={drawn?.view ?? "bytes"} onView={setWanted} />
        {!drawn && <Legend />}
      </div>
      <div ref={pane} className={`min-h-0 flex-1 overflow-auto ${drawn ? "px-3 pt-1 pb-2" : "p-3"}`}>
        <Missing whole={whole} have={model.bytes.length} length={length} onRetry={onRetry} />
        {drawn ? (
          <HeaderDiagram
            model={model}
            header={drawn.header}
            lit={lit}
            onHover={onHover}
            onChoose={onChoose}
          />
        ) : (
          <HexView
            model={model}
            lit={lit}
            width={width}
            grid={grid}
            cursor={place}
            onCursor={setCursor}
            onHover={onHover}
            onChoose={onChoose}
          />
        )}
      </div>
      {!drawn && !isFlipping && <Where model={model} lit={lit} />}
      {!drawn && isFlipping && <FlipBit model={model} offset={place} onClose={stopFlipping} />}
    </>
  );
}
