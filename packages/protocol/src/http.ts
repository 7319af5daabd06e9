import { TraceEvent } from "@wirestage/trace";
import { z } from "zod";
import { DEFAULT_PACE_MS, InputLine, Language, PaceMs, RunName } from "./command.ts";
import { LIMITS } from "./limits.ts";

/** Body of `POST /api/labs`; `{}` opens an idle lab. */
export const OpenLabRequest = z.strictObject({
  run: RunName.optional(),
  language: Language.default("ts"),
  input: z.array(InputLine).max(LIMITS.inputLines).default([]),
  /** One-way delay in both directions, in ms. */
  latencyMs: z.number().min(0).max(120_000).default(0),
  paceMs: PaceMs.default(DEFAULT_PACE_MS),
  /** Stop every frame half-way from the first. */
  hold: z.boolean().default(false),
});
export type OpenLabRequest = z.output<typeof OpenLabRequest>;
export type OpenLabInput = z.input<typeof OpenLabRequest>;

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
});
export type Health = z.infer<typeof Health>;

/** A pair of programs, each with the very source that runs. */
export const ProgramPair = z.object({
  name: RunName,
  title: z.object({ en: z.string(), zh: z.string() }),
  interactive: z.boolean(),
  languages: z.array(Language),
  sources: z.array(
    z.object({ role: z.enum(["server", "client"]), language: Language, file: z.string(), text: z.string() }),
  ),
});
export type ProgramPair = z.infer<typeof ProgramPair>;
export const ProgramList = z.object({ programs: z.array(ProgramPair) });
export type ProgramList = z.infer<typeof ProgramList>;
