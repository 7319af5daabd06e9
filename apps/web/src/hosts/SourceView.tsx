import { memo, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type SourceLanguage, sourceTokens } from "./source-tokens.ts";
import { type Programs, usePrograms } from "./use-programs.ts";

interface SourceViewProps {
  readonly run: string;
  readonly role: "server" | "client" | null;
  readonly language: SourceLanguage;
  readonly line: number | null;
  /** Whether the lit line waits rather than runs. */
  readonly waiting: boolean;
}

function sourceOf(programs: Programs, { run, role, language }: SourceViewProps) {
  if (programs.status !== "here") return null;
  const pair = programs.programs.find((each) => each.name === run);
  return pair?.sources.find((each) => each.role === role && each.language === language) ?? null;
}

const SourceLine = memo(function SourceLine({
  text,
  language,
}: {
  readonly text: string;
  readonly language: SourceLanguage;
}) {
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

/** Keeps the lit line within its box, also when the box changes its size. */
function useLitLineInView(line: number | null, source: string | undefined) {
  const box = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const list = box.current;
    if (!list || line === null || source === undefined) return;
    const observer = new ResizeObserver(() => bringIntoView(list, line));
    observer.observe(list);
    return () => observer.disconnect();
  }, [line, source]);
  return box;
}

/** The file that runs, with the line that makes the running call lit. */
export function SourceView(props: SourceViewProps) {
  const { line, waiting, language } = props;
  const { t } = useTranslation("hosts");
  const programs = usePrograms();
  const source = sourceOf(programs, props);
  const box = useLitLineInView(line, source?.text);
  const lines = useMemo(() => source?.text.replace(/\n$/, "").split("\n") ?? [], [source]);
  if (!source)
    return (
      <p className="host-none">{t(programs.status === "loading" ? "source.loading" : "source.missing")}</p>
    );
  const { file } = source;
  return (
    <ol
      ref={box}
      className="host-source"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key.
      tabIndex={0}
      aria-label={line === null ? t("source.labelIdle", { file }) : t("source.label", { file, line })}
    >
      {lines.map((text, at) => {
        const isLit = at + 1 === line;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number.
            key={at}
            className={isLit ? `host-line host-lit${waiting ? " host-lit-waiting" : ""}` : "host-line"}
            aria-current={isLit ? "step" : undefined}
          >
            <SourceLine text={text} language={language} />
          </li>
        );
      })}
    </ol>
  );
}
