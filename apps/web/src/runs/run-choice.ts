import {
  type CommandInput,
  InputLine,
  Language,
  type OpenLabInput,
  RunName,
  RunParameters,
  type RunRole,
} from "@wirestage/protocol";
import { z } from "zod";

/** What a learner chose to run: a pair of programs, each side's language, what is typed for them, and what is set. */
export const RunChoice = z.object({
  run: RunName,
  language: Language,
  clientLanguage: Language,
  /** Typed into the client as it asks; after that, or without any, the learner types. */
  input: z.array(InputLine),
  parameters: RunParameters,
  /** Of a client that has another secret than its server. */
  clientSecret: RunParameters.shape.SECRET,
});
export type RunChoice = z.infer<typeof RunChoice>;

/** Choices that need no explanation; the landing view offers them first. */
export const PRESETS = ["whole", "talk", "once"] as const;
export type Preset = (typeof PRESETS)[number];

/** Lines that show what a pair is about without a key being touched; where a person must act, all that comes before. */
const SCRIPTS: Readonly<Partial<Record<RunName, readonly string[]>>> = {
  "tcp-echo-loop-empty": ["hello", ""],
  "tcp-echo-loop-reset": ["hello"],
  "tcp-echo-loop-in-use": ["hello"],
};
const USUAL_SCRIPT: readonly string[] = ["hello", "exit"];

export function scriptOf(run: RunName): readonly string[] {
  return SCRIPTS[run] ?? USUAL_SCRIPT;
}

const PRESET_RUNS: Readonly<Record<Preset, { readonly run: RunName; readonly input: readonly string[] }>> = {
  /** Made, used and closed without a key being touched, the client closing first. */
  whole: { run: "tcp-echo", input: scriptOf("tcp-echo") },
  talk: { run: "tcp-echo", input: [] },
  once: { run: "tcp-echo-once", input: [] },
};

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, at) => line === b[at]);
}

/** Another pair in the languages chosen before. What was set for the old one is not taken along. */
export function choiceOfRun(
  run: RunName,
  before: Pick<RunChoice, "language" | "clientLanguage">,
  input: readonly string[] = scriptOf(run),
): RunChoice {
  const { language, clientLanguage } = before;
  return { run, language, clientLanguage, input: [...input], parameters: {} };
}

export function choiceOfPreset(
  preset: Preset,
  before: Pick<RunChoice, "language" | "clientLanguage">,
): RunChoice {
  const { run, input } = PRESET_RUNS[preset];
  return choiceOfRun(run, before, input);
}

export const DEFAULT_CHOICE = choiceOfPreset("whole", { language: "ts", clientLanguage: "ts" });

/** The preset that a choice comes from, whatever its languages and what is set; null where it comes from none. */
export function presetOf({ run, input }: RunChoice): Preset | null {
  return (
    PRESETS.find((each) => PRESET_RUNS[each].run === run && isSame(PRESET_RUNS[each].input, input)) ?? null
  );
}

/**
 * Slow enough that a person sees a frame fly and a line of code run. Six calls come before the SYN (four of the server,
 * two of the client), so that with this pace it is on the wire within two seconds of the press.
 */
const LATENCY_MS = 400;
const PACE_MS = 200;

/** The constants at the head of one side's source, as the choice sets them. */
export function parametersOfSide({ parameters, clientSecret }: RunChoice, role: RunRole): RunParameters {
  return role === "server" || clientSecret === undefined
    ? parameters
    : { ...parameters, SECRET: clientSecret };
}

/** Both sides, as a lab takes them. */
function bothSides(choice: RunChoice) {
  const { clientSecret, ...both } = choice;
  return clientSecret === undefined
    ? both
    : { ...both, clientParameters: parametersOfSide(choice, "client") };
}

/** The choice as it may be kept: no browser stores a secret. */
export function withoutSecrets({ clientSecret: _own, parameters, ...choice }: RunChoice): RunChoice {
  const { SECRET: _secret, ...others } = parameters;
  return { ...choice, parameters: others };
}

/** The lab that Start opens; with `hold` every frame stops half-way. */
export function labRequest(choice: RunChoice, hold: boolean): OpenLabInput {
  return { ...bothSides(choice), latencyMs: LATENCY_MS, paceMs: PACE_MS, ...(hold && { hold }) };
}

/** A lab in which nothing runs. */
export const IDLE_LAB: OpenLabInput = { latencyMs: LATENCY_MS };

/** The command that starts both sides in a lab that is open. */
export function runCommand(choice: RunChoice): CommandInput {
  return { do: "run.start", ...bothSides(choice), paceMs: PACE_MS };
}

/** The command that starts one side alone, whatever else runs. */
export function sideCommand(choice: RunChoice, role: RunRole): CommandInput {
  const { clientLanguage, clientSecret: _own, ...side } = choice;
  const language = role === "client" ? clientLanguage : choice.language;
  const parameters = parametersOfSide(choice, role);
  return { do: "program.start", role, ...side, language, parameters, paceMs: PACE_MS };
}
