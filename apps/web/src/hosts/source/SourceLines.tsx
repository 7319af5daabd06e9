import "./source.css";
import type { SourceLanguage } from "@wirestage/programs";
import { memo, useEffect, useMemo, useRef } from "react";
import { sourceTokens } from "./source-tokens.ts";

/** What is special about a line. */
export interface LineLook {
  readonly className: string;
  /** What those hear who do not see it. */
  readonly said: string;
}

interface SourceLinesProps {
  readonly label: string;
  readonly text: string;
  readonly language: SourceLanguage;
  /** From 1; null where none is lit. */
  readonly lit: number | null;
  /** Whether the lit line waits or rests rather than runs. */
  readonly waiting?: boolean;
  /** Looks of further lines, by number. */
  readonly looks?: ReadonlyMap<number, LineLook>;
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
function bringIntoView(list: HTMLElement, line: number): void {
  const lit = list.children[line - 1];
  if (!(lit instanceof HTMLElement)) return;
  const top = lit.offsetTop - list.offsetTop;
  const isInView =
    top >= list.scrollTop + 12 && top + lit.offsetHeight <= list.scrollTop + list.clientHeight - 12;
  if (!isInView) list.scrollTo({ top: top - list.clientHeight / 2 + lit.offsetHeight / 2 });
}

/** Keeps a line within its box, also when the box changes its size. */
function useLineInView(line: number | null, text: string) {
  const box = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text puts its lines elsewhere.
  useEffect(() => {
    const list = box.current;
    if (!list || line === null) return;
    const observer = new ResizeObserver(() => bringIntoView(list, line));
    observer.observe(list);
    return () => observer.disconnect();
  }, [line, text]);
  return box;
}

/** A source with numbered lines, one of them lit. */
export function SourceLines({ label, text, language, lit, waiting = false, looks }: SourceLinesProps) {
  const firstLook = looks?.keys().next().value ?? null;
  const box = useLineInView(lit ?? firstLook, text);
  const lines = useMemo(() => text.replace(/\n$/, "").split("\n"), [text]);
  return (
    <ol
      ref={box}
      className="host-source"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key.
      tabIndex={0}
      aria-label={label}
    >
      {lines.map((line, at) => {
        const look = looks?.get(at + 1);
        const isLit = at + 1 === lit;
        const lights = isLit ? ` host-lit${waiting ? " host-lit-waiting" : ""}` : "";
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number.
            key={at}
            className={`host-line${lights}${look ? ` ${look.className}` : ""}`}
            aria-current={isLit ? "step" : undefined}
          >
            {look && <span className="sr-only">{look.said} </span>}
            <Tokens text={line} language={language} />
          </li>
        );
      })}
    </ol>
  );
}
