import { RunName, RunParameters } from "@wirestage/protocol";
import type { ProgramState, TraceLog } from "@wirestage/trace";
import { type RunChoice, scriptOf } from "./run-choice.ts";

function typedInto(log: TraceLog, program: number): string[] {
  return log
    .said(program, log.latest.t)
    .flatMap((said) => (said.kind === "program.input" ? [said.text.trimEnd()] : []));
}

/** What was set for a run. The path of an AF_UNIX socket belongs to its lab, and is not taken to another. */
function parametersOfRun({ started }: ProgramState): RunParameters {
  const known = RunParameters.keyof().options.flatMap((name) => {
    const value = started.parameters[name];
    return value === undefined || (name === "ADDRESS" && String(value).startsWith("/"))
      ? []
      : [[name, value]];
  });
  return RunParameters.safeParse(Object.fromEntries(known)).data ?? {};
}

/** Of two languages, as they may stand in a trace, that of a program of a pair; the other's where there was no such. */
function languageOf(program: ProgramState | undefined, otherwise: "ts" | "python"): "ts" | "python" {
  const language = program?.started.language;
  return language === "ts" || language === "python" ? language : otherwise;
}

/**
 * The choice that the newest run of a trace was made by, as far as one can tell: a trace does not say who typed a line,
 * so that the script of the pair is taken where it agrees with what was typed. Null where nothing of a pair ran.
 */
export function runOfTrace(log: TraceLog): RunChoice | null {
  const programs = [...log.latest.programs.values()];
  const server = programs.findLast(({ started }) => started.role === "server");
  const client = programs.findLast(({ started }) => started.role === "client");
  const newest = client ?? server;
  const run = RunName.safeParse(newest?.started.name);
  if (!newest || !run.success) return null;
  const language = languageOf(server, languageOf(newest, "ts"));
  const typed = client ? typedInto(log, client.started.program) : [];
  const script = scriptOf(run.data);
  const clients = parametersOfRun(newest);
  const parameters = server?.started.name === run.data ? { ...clients, ...parametersOfRun(server) } : clients;
  const agrees = typed.every((line, at) => line === script[at]);
  return {
    run: run.data,
    language,
    clientLanguage: languageOf(client, language),
    input: agrees ? [...script] : [],
    parameters,
    ...(clients.SECRET !== parameters.SECRET && clients.SECRET && { clientSecret: clients.SECRET }),
  };
}
