import { LIMITS } from "@wirestage/protocol";
import type { ProgramState, TraceTime } from "@wirestage/trace";
import { CornerDownLeft } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLog, useSession, useTraceState } from "../session/hooks.ts";
import { useNotices } from "../status/notices.ts";
import type { ProgramStatus } from "./program-status.ts";
import { terminalPieces } from "./terminal-text.ts";
import { usePrograms } from "./use-programs.ts";

interface TerminalProps {
  readonly program: ProgramState;
  readonly status: ProgramStatus;
  readonly name: string;
  readonly may: "yes" | "past" | "watching";
  readonly t: TraceTime;
}

type Refusal = "past" | "watching" | "ended" | "busy";

function whyNot({ program, status, may }: TerminalProps): Refusal | null {
  if (may !== "yes") return may;
  if (program.ended) return "ended";
  return status.doing === "asking" ? null : "busy";
}

/** Whether the program reads lines from its terminal at all. */
function useReadsInput({ started }: ProgramState): boolean {
  const programs = usePrograms();
  if (started.role !== "client" || programs.status !== "here") return false;
  return programs.programs.find((pair) => pair.name === started.name)?.interactive ?? false;
}

/** A line for the client. What cannot be sent now can still be written, so that a thought is not lost. */
function InputLine(props: TerminalProps) {
  const { program } = props;
  const { t } = useTranslation("hosts");
  const session = useSession();
  const [text, setText] = useState("");
  const refusal = whyNot(props);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (refusal) return;
    setText("");
    void session.command({ do: "program.input", program: program.started.program, text }).then((answer) => {
      if (!answer.ok) useNotices.getState().show({ kind: "refused", error: answer.error });
    });
  };
  const isOver = refusal === "ended" || refusal === "past" || refusal === "watching";
  return (
    <form className="host-input" onSubmit={send} data-refused={refusal ?? undefined}>
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // Enter ends a composition first; only the next one sends.
          if (event.key === "Enter" && event.nativeEvent.isComposing) event.preventDefault();
        }}
        disabled={isOver}
        aria-label={t("terminal.input")}
        placeholder={refusal ? t(`terminal.${refusal}`) : t("terminal.input")}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={LIMITS.inputLength}
      />
      {refusal && text !== "" && <span className="host-why-not">{t(`terminal.${refusal}`)}</span>}
      <button
        type="submit"
        disabled={refusal !== null}
        aria-label={t("terminal.send")}
        title={refusal ? t(`terminal.${refusal}`) : t("terminal.send")}
      >
        <CornerDownLeft size={14} aria-hidden="true" />
      </button>
    </form>
  );
}

/** What the program printed and what was typed into it, up to this time. */
export function Terminal(props: TerminalProps) {
  const { program, name, t: now } = props;
  const { t } = useTranslation("hosts");
  const log = useLog();
  const { next } = useTraceState();
  const readsInput = useReadsInput(program);
  const screen = useRef<HTMLPreElement>(null);
  const said = log.said(program.started.program, now).filter((each) => each.seq < next);
  const pieces = terminalPieces(said);
  const newest = pieces.at(-1)?.seq;
  useEffect(() => {
    if (newest !== undefined) screen.current?.scrollTo({ top: screen.current.scrollHeight });
  }, [newest]);
  return (
    <div className="host-terminal">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key. */}
      <pre ref={screen} role="log" tabIndex={0} aria-label={t("terminal.label", { host: name })}>
        {pieces.length === 0 && <span className="host-faint">{t("terminal.empty")}</span>}
        {pieces.map((piece) => (
          <span key={piece.seq} className={`host-voice-${piece.voice}`}>
            {piece.text}
          </span>
        ))}
      </pre>
      {readsInput && <InputLine {...props} />}
    </div>
  );
}
