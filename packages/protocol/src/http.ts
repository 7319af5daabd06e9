import { TraceEvent, WireRule } from "@wirestage/trace";
import { z } from "zod";
import { AgainScript } from "./again/script.ts";
import { DEFAULT_PACE_MS, InputLine, Language, PaceMs, RunName, RunParameters, RunRole } from "./command.ts";
import { LIMITS } from "./limits.ts";
import { PresetName } from "./presets.ts";
import { Keeping, OwnerKey } from "./recordings.ts";

/** What a lab begins with; `{}` is an idle one. It stands in the trace: nothing of it is anybody's own secret. */
export const OpenLabRequest = z.strictObject({
  run: RunName.optional(),
  language: Language.default("ts"),
  /** `language` unless given. */
  clientLanguage: Language.optional(),
  parameters: RunParameters.default({}),
  /** All of the client's; `parameters` unless given. */
  clientParameters: RunParameters.optional(),
  input: z.array(InputLine).max(LIMITS.inputLines).default([]),
  /** One-way delay in both directions, in ms. */
  latencyMs: z.number().min(0).max(120_000).default(0),
  paceMs: PaceMs.default(DEFAULT_PACE_MS),
  /** Stop every frame half-way from the first. */
  hold: z.boolean().default(false),
  /** Sets the delay too; `latencyMs` is for wires without a preset. */
  preset: PresetName.optional(),
  /** Set after those of the preset. */
  rules: z.array(WireRule).max(LIMITS.rules).default([]),
  /** Of all that rules draw by chance; the same seed and the same commands give the same story. Drawn unless given. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  /** Commands that the lab gives by itself, each when its story has come as far as another's had. */
  script: AgainScript.optional(),
});
export type OpenLabRequest = z.output<typeof OpenLabRequest>;
export type OpenLabInput = z.input<typeof OpenLabRequest>;

/** Body of `POST /api/labs`. */
export const OpenLabBody = OpenLabRequest.extend({
  /** To whom the lab's recording will belong; without it to whoever has the lab's token. */
  owner: OwnerKey.optional(),
});
export type OpenLabBody = z.output<typeof OpenLabBody>;

export const OpenLabResponse = z.object({ id: z.string(), token: z.string() });
export type OpenLabResponse = z.infer<typeof OpenLabResponse>;

export const LabStatus = z.object({
  id: z.string(),
  state: z.enum(["open", "full", "lost", "idle"]),
  next: z.int().min(0),
  watchers: z.int().min(0),
  wallClock: z.string(),
});
export type LabStatus = z.infer<typeof LabStatus>;

export const TracePage = z.object({ events: z.array(TraceEvent), next: z.int().min(0) });
export type TracePage = z.infer<typeof TracePage>;

export const Health = z.object({
  version: z.string(),
  kernelRelease: z.string().nullable(),
  mode: z.enum(["kernel", "recordings"]),
  /** Why the kernel cannot be used, and how to allow it; null in kernel mode. */
  why: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Whether recordings are kept, and how much room they take. */
  recordings: Keeping,
});
export type Health = z.infer<typeof Health>;

/** What a learner may change: a constant at the head of the source of one or both roles. */
export const ParameterFacts = z.object({
  name: RunParameters.keyof(),
  roles: z.array(RunRole),
  value: z.union([z.string(), z.number(), z.boolean()]),
});
export type ParameterFacts = z.infer<typeof ParameterFacts>;

/** A pair of programs, each with the very source that runs. */
export const ProgramPair = z.object({
  name: RunName,
  title: z.object({ en: z.string(), zh: z.string() }),
  interactive: z.boolean(),
  /** What the flow chart of such a program is. */
  flow: z.enum(["tcp", "udp"]),
  family: z.enum(["AF_INET", "AF_INET6", "AF_UNIX"]),
  parameters: z.array(ParameterFacts),
  /** What is wrong with these programs on purpose, and the pair in which it is cured; null where nothing is. */
  bug: z.object({ en: z.string(), zh: z.string(), cure: RunName, role: RunRole }).nullable(),
  languages: z.array(Language),
  sources: z.array(z.object({ role: RunRole, language: Language, file: z.string(), text: z.string() })),
});
export type ProgramPair = z.infer<typeof ProgramPair>;

/** The CPython that Python programs run on, or a sentence why there is none. */
export const PythonFacts = z.discriminatedUnion("available", [
  z.object({ available: z.literal(true), version: z.string() }),
  z.object({ available: z.literal(false), message: z.string() }),
]);
export type PythonFacts = z.infer<typeof PythonFacts>;

export const ProgramList = z.object({ programs: z.array(ProgramPair), python: PythonFacts });
export type ProgramList = z.infer<typeof ProgramList>;
