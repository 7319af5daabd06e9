import "./source.css";
import type { SourceLanguage } from "@wirestage/programs";
import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SourceRow } from "./source-rows.ts";
import { sourceTokens } from "./source-tokens.ts";

interface SourceLinesProps {
  readonly label: string;
  readonly rows: readonly SourceRow[];
  readonly language: SourceLanguage;
  /** Number of the line that runs; null where none is lit. */
  readonly lit?: number | null;
  /** Whether the lit line waits or rests rather than runs. */
  readonly waiting?: boolean;
  /** Number of the line whose failed call ended the program. */
  readonly died?: number | null;
  /** Number of the line that a selected call was made in. */
  readonly selected?: number | null;
  /** A line was pressed; with Enter it is the lit one. */
  readonly onPick?: (line: number) => void;
}

const Tokens = memo(function Tokens({ text, language }: { text: string; language: SourceLanguage }) {
  let at = 0;
  return sourceTokens(text, language).map((token) => {
    const key = at;
    at += token.text.length;
    return token.kind === "plain" ? (
      token.text
    ) : (
      <span key={key} className={`code-${token.kind}`}>
        {token.text}
      </span>
    );
  });
});

/** Scrolls a list to a line of it, and nothing else on the page. */
function bringIntoView(list: HTMLElement, index: number): void {
  const lit = list.children[index];
  if (!(lit instanceof HTMLElement)) return;
  const top = lit.offsetTop - list.offsetTop;
  const isInView =
    top >= list.scrollTop + 12 && top + lit.offsetHeight <= list.scrollTop + list.clientHeight - 12;
  if (!isInView) list.scrollTo({ top: top - list.clientHeight / 2 + lit.offsetHeight / 2 });
}

/** Keeps a line within its box, also when the box changes its size. */
function useLineInView(index: number) {
  const box = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const list = box.current;
    if (!list || index < 0) return;
    const observer = new ResizeObserver(() => bringIntoView(list, index));
    observer.observe(list);
    return () => observer.disconnect();
  }, [index]);
  return box;
}

/** The line to keep in view: the selected one, the lit one, or the first that is special. */
function indexInView({ rows, lit, died, selected }: SourceLinesProps): number {
  const wanted = selected ?? lit ?? died ?? null;
  return rows.findIndex(({ number, look }) => (wanted === null ? look !== "plain" : number === wanted));
}

/** Number of the line that an event happened in; null outside of the lines of the file that runs. */
function lineOf(target: EventTarget): number | null {
  const line = target instanceof Element ? target.closest("[data-number]") : null;
  return Number(line?.getAttribute("data-number")) || null;
}

/** A source with numbered lines, one of them lit. */
export function SourceLines(props: SourceLinesProps) {
  const { label, rows, language, lit = null, waiting = false, died = null, selected = null, onPick } = props;
  const { t } = useTranslation("source");
  const pick = (line: number | null) => line !== null && line > 0 && onPick?.(line);
  const box = useLineInView(indexInView(props));
  return (
    <ol
      ref={box}
      className="source-lines"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key.
      tabIndex={0}
      aria-label={label}
      data-picks={onPick !== undefined || undefined}
      onClick={(event) => pick(lineOf(event.target))}
      onKeyDown={(event) => event.key === "Enter" && pick(lit)}
    >
      {rows.map(({ key, number, text, look }) => {
        const isLit = number !== null && number === lit;
        const lights = isLit ? ` source-lit${waiting ? " source-lit-waiting" : ""}` : "";
        const isEnd = number !== null && number === died;
        const end = isEnd ? " source-line-died" : "";
        const choice = number !== null && number === selected ? " source-line-selected" : "";
        return (
          <li
            key={key}
            data-number={number ?? "+"}
            className={`source-line source-line-${look}${lights}${end}${choice}`}
            aria-current={isLit ? "step" : undefined}
          >
            {look !== "plain" && <span className="sr-only">{t(`line.${look}`)} </span>}
            <Tokens text={text} language={language} />
            {isEnd && <span className="source-died">{t("died")}</span>}
          </li>
        );
      })}
    </ol>
  );
}
