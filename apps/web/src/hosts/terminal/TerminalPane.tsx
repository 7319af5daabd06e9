import "./terminal.css";
import type { ProgramState } from "@wirestage/trace";
import { Copy } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PartBoundary } from "../../app/PartBoundary.tsx";
import { useMedia } from "../../app/use-media.ts";
import { pairOf, usePrograms } from "../../runs/use-programs.ts";
import type { ProgramStatus } from "../program-status.ts";
import type { MayAct } from "../use-may-act.ts";
import { copyText } from "./copy-text.ts";
import { InputLine } from "./InputLine.tsx";

/** The emulator's code comes when a terminal is first shown. */
const XtermView = lazy(async () => ({ default: (await import("./XtermView.tsx")).XtermView }));

export interface TerminalPaneProps {
  readonly program: ProgramState;
  readonly status: ProgramStatus;
  /** Of the host. */
  readonly name: string;
  readonly may: MayAct;
}

/** Whether the program reads lines from its terminal at all. */
function useReadsLines({ started }: ProgramState): boolean {
  const pair = pairOf(usePrograms(), started.name);
  return started.role === "client" && (pair?.interactive ?? false);
}

type Word =
  | "past"
  | "watching"
  | "over"
  | "recording"
  | "ended"
  | "asking"
  | "resting"
  | "readsNothing"
  | "busy";

/** How the terminal stands, as one word for what is then said. */
function wordFor({ program, status, may }: TerminalPaneProps, readsLines: boolean): Word {
  if (may !== "yes") return may;
  if (program.ended) return "ended";
  if (status.doing === "asking") return "asking";
  if (!readsLines) return "readsNothing";
  return status.doing === "resting" ? "resting" : "busy";
}

/** The terminal of a program: what it showed at this time, and where one types into it. */
export function TerminalPane(props: TerminalPaneProps) {
  const { program, name, may } = props;
  const { t } = useTranslation("hosts");
  const [text, setText] = useState("");
  // Each line apart, so that only what is new is read out.
  const lines = text === "" ? [] : text.split("\n");
  const touch = useMedia("(pointer: coarse)");
  const readsLines = useReadsLines(program);
  const word = wordFor(props, readsLines);
  const pane = useRef<HTMLElement>(null);
  const keyboard = () => pane.current?.querySelector("textarea");
  const readOnly = may !== "yes" || program.ended !== null;
  return (
    <section ref={pane} className="host-terminal" aria-label={t("terminal.label", { host: name })}>
      <PartBoundary>
        <Suspense fallback={<div className="terminal-screen" />}>
          <XtermView
            program={program}
            label={t("terminal.input", { host: name })}
            readOnly={readOnly}
            onText={setText}
          />
        </Suspense>
      </PartBoundary>
      <div role="log" className="sr-only" aria-label={t("terminal.text", { host: name })}>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place.
          <div key={at}>{line}</div>
        ))}
      </div>
      {touch && readsLines && !readOnly && (
        <InputLine program={program.started.program} asks={word === "asking"} />
      )}
      <div className="terminal-foot" data-word={word}>
        {word === "asking" ? (
          <button type="button" className="terminal-word" onClick={() => keyboard()?.focus()}>
            {t("terminal.word.asking")}
          </button>
        ) : (
          <span>{t(`terminal.word.${word}`)}</span>
        )}
        <button
          type="button"
          className="terminal-copy"
          aria-label={t("terminal.copy")}
          title={t("terminal.copy")}
          disabled={text === ""}
          onClick={() => void copyText(text)}
        >
          <Copy size={13} aria-hidden="true" />
        </button>
      </div>
    </section>
  );
}
