import { ProgramLimit } from "@wirestage/trace";
import { z } from "zod";

/** Longest line that a tracer may say, in octets: the source of a command, all of it escaped. */
export const LONGEST_LINE = 512 * 1024;
/** In UTF-16 units; the tracer counts characters, and tells 256. */
const LONGEST_TEXT = 512;
/** Of a call on no socket; the tracer tells less of the others. */
const TOLD_BYTES = 1024;

const MessageNumber = z.int().min(1);
const Line = z.int().min(1).nullable();
const Text = z.string().max(LONGEST_TEXT);

/** A socket as the traced process knows it: descriptor, SO_COOKIE, and the kernel's numbers of family and type. */
export const ToldSocket = z.strictObject({
  fd: z
    .int()
    .min(0)
    .max(1 << 20),
  cookie: z.string().regex(/^\d{1,20}$/),
  family: z.int().min(0),
  type: z.int().min(0),
});
export type ToldSocket = z.infer<typeof ToldSocket>;

const ToldAtom = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  Text,
  z.strictObject({
    bytes: z
      .string()
      .max(2 * TOLD_BYTES)
      .regex(/^([0-9a-f]{2})*$/),
    length: z.int().min(0),
  }),
  z.strictObject({ socket: ToldSocket.nullable() }),
]);
export type ToldAtom = z.infer<typeof ToldAtom>;

const ToldItem = z.union([ToldAtom, z.strictObject({ tuple: z.array(ToldAtom).max(8) })]);
export type ToldItem = z.infer<typeof ToldItem>;

/** A value of the program: tuples hold at most a tuple each, as what `accept` and `recvfrom` answer. */
export const ToldValue = z.union([ToldAtom, z.strictObject({ tuple: z.array(ToldItem).max(8) })]);
export type ToldValue = z.infer<typeof ToldValue>;

const Enter = z.strictObject({
  number: MessageNumber,
  say: z.literal("enter"),
  name: z.string().regex(/^[a-z_.]{1,32}$/),
  arguments: z.array(ToldValue).max(8),
  socket: ToldSocket.nullable(),
  line: Line,
  /** Of the socket, in s; null waits for ever. */
  timeout: z.number().min(0).nullable(),
  /** Where it is null: how long the kernel waits in this call (SO_RCVTIMEO, SO_SNDTIMEO), in s; null waits for ever. */
  patience: z.number().min(0).nullable().default(null),
});
export type Enter = z.infer<typeof Enter>;

/** What answers the word `try`. */
const Attempted = z.discriminatedUnion("say", [
  z.strictObject({ number: MessageNumber, say: z.literal("blocked"), sent: z.int().min(0) }),
  /** `socket` is the call's, null once it is closed. */
  z.strictObject({
    number: MessageNumber,
    say: z.literal("returned"),
    value: ToldValue,
    socket: ToldSocket.nullable(),
  }),
  /** `error` is a name of the library's where the kernel gave no errno. */
  z.strictObject({
    number: MessageNumber,
    say: z.literal("raised"),
    errno: z.int().min(0).max(4095),
    error: Text.nullable(),
  }),
]);
export type Attempted = z.infer<typeof Attempted>;

/** What a tracer says, a line of JSON each; see packages/programs/python. */
export const TracerMessage = z.discriminatedUnion("say", [
  z.strictObject({ number: MessageNumber, say: z.literal("hello"), python: Text, process: z.int().min(1) }),
  z.strictObject({
    number: MessageNumber,
    say: z.literal("source"),
    file: z.string().max(4096),
    text: z.string(),
  }),
  Enter,
  ...Attempted.options,
  z.strictObject({ number: MessageNumber, say: z.literal("print"), line: Line }),
  z.strictObject({ number: MessageNumber, say: z.literal("asking"), line: Line }),
  z.strictObject({ number: MessageNumber, say: z.literal("input"), line: Line, text: z.string() }),
  /** It is about to start another process. */
  z.strictObject({ number: MessageNumber, say: z.literal("process"), line: Line }),
  z.strictObject({
    number: MessageNumber,
    say: z.literal("ended"),
    line: Line,
    /** Null where only the interpreter knows it. */
    code: z.int().nullable(),
    signal: z.literal("SIGINT").nullable(),
    limit: ProgramLimit.extract(["memory"]).nullable(),
  }),
]);
export type TracerMessage = z.infer<typeof TracerMessage>;

export function isAttempted(message: TracerMessage): message is Attempted {
  return message.say === "blocked" || message.say === "returned" || message.say === "raised";
}
