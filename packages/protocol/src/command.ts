import { FrameNumber, HostName, NS_PER_S, ProgramNumber, RuleId, WireRule } from "@wirestage/trace";
import { z } from "zod";
import { LIMITS } from "./limits.ts";
import { PresetName } from "./presets.ts";

/** Longest one-way delay that a learner may set, in ns: beyond it a SYN is given up before it arrives. */
export const MAX_DELAY_NS = 120 * NS_PER_S;

/** The pairs of programs, in the order in which they are learnt. */
export const RunName = z.enum([
  "tcp-echo-once",
  "tcp-echo-loop",
  "tcp-echo-loop-empty",
  "tcp-echo-loop-killed",
  "tcp-echo-loop-reset",
  "tcp-echo-loop-in-use",
  "tcp-echo",
  "tcp-stream",
  "udp-echo-once",
  "udp-echo",
  "unix-echo",
  "tcp6-echo",
  "udp6-echo",
  "tcp-hmac",
  "tcp-hmac-unframed",
  "tcp-hmac-nonce-reused",
  "tcp-hmac-replay",
  "tcp-hmac-silent",
]);
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

/**
 * What both sides of a verification know: text that a string literal holds as it is. Hidden characters are refused,
 * because nobody could tell two such secrets apart.
 */
const Secret = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^"'\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u);

/**
 * What a learner may change before a run: the constants at the head of a program's source, by their names there. Those
 * that a program does not have are left alone.
 */
export const RunParameters = z.strictObject({
  ADDRESS: z.string().min(1).max(64).optional(),
  PORT: z.int().min(0).max(65_535).optional(),
  BACKLOG: z.int().min(0).max(65_535).optional(),
  BUFFER_SIZE: z.int().min(1).max(65_536).optional(),
  REUSE_ADDRESS: z.boolean().optional(),
  NO_DELAY: z.boolean().optional(),
  SECRET: Secret.optional(),
  /** Hash function of HMAC, by its name in Python's hashlib. */
  DIGEST: z.enum(["sha256", "sha512", "sha1", "md5"]).optional(),
  /** How long a server waits for the answer to its challenge, in s. */
  TIMEOUT: z.int().min(1).max(60).optional(),
  /** What a client answers that does not know the secret, in hex. */
  ANSWER: z
    .string()
    .max(256)
    .regex(/^([0-9A-Fa-f]{2})*$/)
    .optional(),
});
export type RunParameters = z.output<typeof RunParameters>;

export const RunRole = z.enum(["server", "client"]);
export type RunRole = z.infer<typeof RunRole>;

const runFacts = {
  run: RunName,
  language: Language.default("ts"),
  /** Typed into the client, a line each, as it asks for them. */
  input: z.array(InputLine).max(LIMITS.inputLines).default([]),
  paceMs: PaceMs.default(DEFAULT_PACE_MS),
  parameters: RunParameters.default({}),
};
/**
 * Starts the server of a pair and, once it is ready, the client; all programs of pairs must have ended. A server is
 * ready when it listens or, with UDP, when it is bound. `clientLanguage` is `language` unless given, and
 * `clientParameters`, which stand for all of the client's, are `parameters`.
 */
const RunStart = z.strictObject({
  do: z.literal("run.start"),
  ...runFacts,
  clientLanguage: Language.optional(),
  clientParameters: RunParameters.optional(),
});
/** Starts one side of a pair alone, whatever else runs. */
const ProgramStart = z.strictObject({ do: z.literal("program.start"), role: RunRole, ...runFacts });
/** Types a line and Enter. */
const ProgramInput = z.strictObject({
  do: z.literal("program.input"),
  program: ProgramNumber,
  text: InputLine,
});
/** Keys as a terminal sends them: text, `\r` for Enter, `\x7f` for Backspace, `\x03` for Ctrl-C, `\x04` for Ctrl-D. */
const ProgramType = z.strictObject({
  do: z.literal("program.type"),
  program: ProgramNumber,
  data: z.string().min(1).max(LIMITS.inputLength),
});
const ProgramResize = z.strictObject({
  do: z.literal("program.resize"),
  program: ProgramNumber,
  columns: z.int().min(2).max(1_000),
  rows: z.int().min(1).max(1_000),
});
/** SIGKILL: the program makes no further step, and its kernel closes what it left open. */
const ProgramKill = z.strictObject({ do: z.literal("program.kill"), program: ProgramNumber });
/** The program rests before its next call. */
const ProgramPause = z.strictObject({ do: z.literal("program.pause"), program: ProgramNumber });
/** Lets it make the call that it rests before, and rest before the one after; pauses a program that runs. */
const ProgramStep = z.strictObject({ do: z.literal("program.step"), program: ProgramNumber });
const ProgramResume = z.strictObject({ do: z.literal("program.resume"), program: ProgramNumber });
/** Kills the program if it still runs, and starts the same again: role, language, parameters, pace, lines to type. */
const ProgramRestart = z.strictObject({ do: z.literal("program.restart"), program: ProgramNumber });

export const ConsoleName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,31}$/);

/** Bytes that these base64 digits (RFC 4648 §4) stand for. */
function decodedLength(base64: string): number {
  return (base64.replace(/=+$/, "").length * 3) >> 2;
}

/** Bytes; with `times` they stand so many times in a row, as `b"x" * 70000`, so that a large datagram is a short message. */
const ConsoleBytes = z.object({
  bytes: z.base64(),
  times: z.int().min(2).max(LIMITS.statementBytes).optional(),
});

/**
 * A value as written in a statement; the table of `packages/console` says what may stand where. Arguments are in the
 * order of Python's parameters, keywords put in their place. An address is the tuple of host and port, or a path;
 * SO_LINGER's value a tuple of two integers; flags joined by `|` are a tuple of constants.
 */
const ConsoleAtom = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  ConsoleBytes,
  /** As `SOL_SOCKET`, `SO_REUSEADDR`, `MSG_PEEK`. */
  z.object({ constant: z.string().max(32) }),
  /** What a statement before gave this name. */
  z.object({ name: ConsoleName }),
]);
export const ConsoleValue = z.union([ConsoleAtom, z.object({ tuple: z.array(ConsoleAtom).max(8) })]);
export type ConsoleValue = z.infer<typeof ConsoleValue>;

/** Bytes that these values hand to a call. */
function handedBytes(values: readonly ConsoleValue[]): number {
  return values.reduce<number>((sum, value) => {
    if (typeof value !== "object" || value === null) return sum;
    if ("tuple" in value) return sum + handedBytes(value.tuple);
    return "bytes" in value ? sum + decodedLength(value.bytes) * (value.times ?? 1) : sum;
  }, 0);
}

/** One statement of a learner, as its text was understood: `conn, peer = s.accept()`. */
export const ConsoleStatement = z.strictObject({
  /** As typed; shown, and not read again. */
  text: z.string().max(LIMITS.statementLength),
  /** Names that the result is kept under; two take the parts of a pair. */
  assign: z.array(ConsoleName).max(2).default([]),
  /** The socket or file that the method belongs to; null for `socket(…)` itself. */
  target: ConsoleName.nullable(),
  method: z.string().max(32),
  arguments: z
    .array(ConsoleValue)
    .max(8)
    .refine((values) => handedBytes(values) <= LIMITS.statementBytes, {
      error: `One statement hands over at most ${LIMITS.statementBytes} bytes.`,
    }),
});
export type ConsoleStatement = z.output<typeof ConsoleStatement>;

/** Makes one call from the console of a host, which starts with the first; calls do not wait for each other. */
const ConsoleCall = z.strictObject({
  do: z.literal("console.call"),
  host: HostName,
  statement: ConsoleStatement,
});

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
/** Makes a second frame like this where this one is: held too if it is held, flying behind it if it flies. */
const FrameCopy = z.strictObject({ do: z.literal("frame.copy"), frame: FrameNumber });
/**
 * Flips one bit of a frame on its way. `offset` counts bytes from the start of Ethernet's header, `bit` from 7, the
 * first of a byte on the wire, to 0. `checksums` says whether IP's, TCP's, UDP's or ICMP's are mended afterwards.
 */
const FrameAlter = z.strictObject({
  do: z.literal("frame.alter"),
  frame: FrameNumber,
  offset: z
    .int()
    .min(0)
    .max(LIMITS.frameBytes - 1),
  bit: z.int().min(0).max(7),
  checksums: z.enum(["left", "mended"]),
});
/** Puts a frame on the wire half-way that no kernel sent, on its way from `host` to the other; base64, whole. */
const FrameInject = z.strictObject({
  do: z.literal("frame.inject"),
  host: HostName,
  bytes: z.base64().max(4 * Math.ceil(LIMITS.frameBytes / 3)),
});

/** The frame arrives so much later than it would have; a held one is let go for it. */
const FrameDelay = z.strictObject({
  do: z.literal("frame.delay"),
  frame: FrameNumber,
  delayNs: z.int().min(1).max(MAX_DELAY_NS),
});
/**
 * The next frame of the same direction arrives before this one. Where none is on the wire yet, this one waits for it,
 * and a hand may let it go sooner.
 */
const FrameSwap = z.strictObject({ do: z.literal("frame.swap"), frame: FrameNumber });

/** Adds a rule after all others, or puts it in the place of the one with its id, which begins to count anew. */
const RuleSet = z.strictObject({ do: z.literal("rule.set"), rule: WireRule });
/** Takes a rule away. What it has held stays held. */
const RuleRemove = z.strictObject({ do: z.literal("rule.remove"), id: RuleId });
const RuleClear = z.strictObject({ do: z.literal("rule.clear") });
/** Takes all rules away and sets delay and rules of a kind of network that people know. */
const WirePreset = z.strictObject({ do: z.literal("wire.preset"), preset: PresetName });

/** Ends a run of what was done before where it has come to: everything stands still, and a person may act. */
const AgainStop = z.strictObject({ do: z.literal("again.stop") });

export const Command = z.discriminatedUnion("do", [
  RunStart,
  ProgramStart,
  ProgramInput,
  ProgramType,
  ProgramResize,
  ProgramKill,
  ProgramPause,
  ProgramStep,
  ProgramResume,
  ProgramRestart,
  ConsoleCall,
  WireHold,
  WireStep,
  WireReleaseAll,
  WireDelay,
  FrameHold,
  FrameRelease,
  FrameDrop,
  FrameCopy,
  FrameAlter,
  FrameDelay,
  FrameSwap,
  FrameInject,
  RuleSet,
  RuleRemove,
  RuleClear,
  WirePreset,
  AgainStop,
]);
/** A command as it is carried out, defaults filled in. */
export type Command = z.output<typeof Command>;
/** A command as a client may write it. */
export type CommandInput = z.input<typeof Command>;
