import type { EventOf, TraceLog } from "@wirestage/trace";
import { type EventsT, hostText, programText } from "./names.ts";

type ProgramEvent = EventOf<
  | "program.started"
  | "program.source"
  | "program.line"
  | "program.asking"
  | "program.paused"
  | "program.resumed"
  | "program.output"
  | "program.input"
  | "program.statement"
  | "program.ended"
>;

/** All control characters but line feed and tab. */
const CONTROL = /[^\P{Cc}\n\t]/gu;
const CONTROL_PICTURES = 0x2400;
const DELETE_PICTURE = "\u2421";

function controlPicture(control: string): string {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(CONTROL_PICTURES + code) : DELETE_PICTURE;
}

/** Text as a program or a terminal wrote it, without its last line end, and with its control characters shown. */
function visibleText(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd().replace(CONTROL, controlPicture);
}

function startedSentence(event: EventOf<"program.started">, log: TraceLog, t: EventsT): string {
  const { language, name } = event;
  const facts = { program: programText(event.program, log, t), host: hostText(event.host, t), name };
  switch (language) {
    case "console":
      return t("consoleOpened", facts);
    case "command":
      return t("commandStarted", { ...facts, program: t("program.command", { name }) });
    case "ts":
    case "python":
      return t("programStarted", { ...facts, language: t(`language.${language}`) });
    default:
      return language satisfies never;
  }
}

function outputSentence(event: EventOf<"program.output">, program: string, t: EventsT): string {
  const text = visibleText(event.text);
  if (event.stream === "terminal" && text === "") return t("programNewLine", { program });
  return t(`programOutput.${event.stream}`, { program, text });
}

function inputSentence(event: EventOf<"program.input">, program: string, t: EventsT): string {
  const text = visibleText(event.text);
  return text === "" ? t("programInputEmpty", { program }) : t("programInput", { program, text });
}

function endedSentence(event: EventOf<"program.ended">, program: string, t: EventsT): string {
  if (event.limit !== null) return t(`programStopped.${event.limit}`, { program });
  if (event.signal !== null) return t("programKilled", { program, signal: event.signal });
  if (event.exitCode === null || event.exitCode === 0) return t("programEnded", { program });
  return t("programFailed", { program, exitCode: event.exitCode });
}

/** What an event of a program says, as one sentence in the language of `t`. */
export function programSentence(event: ProgramEvent, log: TraceLog, t: EventsT): string {
  const program = programText(event.program, log, t);
  switch (event.kind) {
    case "program.started":
      return startedSentence(event, log, t);
    case "program.source":
      return t("programSource", { program, file: event.file });
    case "program.line":
      return t("programLine", { program, line: event.line });
    case "program.asking":
      return t("programAsking", { program });
    case "program.paused":
      return t("programPaused", { program });
    case "program.resumed":
      return t("programResumed", { program });
    case "program.output":
      return outputSentence(event, program, t);
    case "program.input":
      return inputSentence(event, program, t);
    case "program.statement":
      return t("programStatement", { program, text: event.text, call: event.call });
    case "program.ended":
      return endedSentence(event, program, t);
    default:
      return event satisfies never;
  }
}
