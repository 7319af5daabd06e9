import { FrameNumber, HostName, NS_PER_S, ProgramNumber } from "@wirestage/trace";
import { z } from "zod";
import { LIMITS } from "./limits.ts";

/** Longest one-way delay that a learner may set, in ns: beyond it a SYN is given up before it arrives. */
export const MAX_DELAY_NS = 120 * NS_PER_S;

export const RunName = z.enum(["tcp-echo-once", "tcp-echo"]);
export type RunName = z.infer<typeof RunName>;

export const Language = z.enum(["ts", "python"]);
export type Language = z.infer<typeof Language>;

export const InputLine = z.string().max(LIMITS.inputLength);

/**
 * Pause of a program before each call, in ms, so that a person can follow the line. Longer than a delayed ACK (40 ms on
 * Linux, TCP_DELACK_MIN) it also shows what a server does that takes its time; 0 is full speed.
 */
export const PaceMs = z.int().min(0).max(10_000);
export const DEFAULT_PACE_MS = 100;

/** Starts the server and then the client of a pair; both must have ended or never have run. */
const RunStart = z.strictObject({
  do: z.literal("run.start"),
  run: RunName,
  language: Language.default("ts"),
  /** Typed into the client, a line each, as it asks for them. */
  input: z.array(InputLine).max(LIMITS.inputLines).default([]),
  paceMs: PaceMs.default(DEFAULT_PACE_MS),
});
const ProgramInput = z.strictObject({
  do: z.literal("program.input"),
  program: ProgramNumber,
  text: InputLine,
});
const ProgramKill = z.strictObject({ do: z.literal("program.kill"), program: ProgramNumber });

/** Stops every frame half-way, in both directions, until it is released. Switching off lets nothing go by itself. */
const WireHold = z.strictObject({ do: z.literal("wire.hold"), on: z.boolean() });
/** Lets the longest held frame go. */
const WireStep = z.strictObject({ do: z.literal("wire.step") });
const WireReleaseAll = z.strictObject({ do: z.literal("wire.release-all") });
/** One-way delay of the frames that `host` sends from now on. */
const WireDelay = z.strictObject({
  do: z.literal("wire.delay"),
  host: HostName,
  delayNs: z.int().min(0).max(MAX_DELAY_NS),
});
const FrameHold = z.strictObject({ do: z.literal("frame.hold"), frame: FrameNumber });
const FrameRelease = z.strictObject({ do: z.literal("frame.release"), frame: FrameNumber });
const FrameDrop = z.strictObject({ do: z.literal("frame.drop"), frame: FrameNumber });

export const Command = z.discriminatedUnion("do", [
  RunStart,
  ProgramInput,
  ProgramKill,
  WireHold,
  WireStep,
  WireReleaseAll,
  WireDelay,
  FrameHold,
  FrameRelease,
  FrameDrop,
]);
/** A command as it is carried out, defaults filled in. */
export type Command = z.output<typeof Command>;
/** A command as a client may write it. */
export type CommandInput = z.input<typeof Command>;
