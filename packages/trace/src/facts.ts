import { z } from "zod";
import { TraceTime } from "./time.ts";

/** Numbers given by the lab, from 1, never used twice within a trace. */
export const FrameNumber = z.int().min(1);
export const CallNumber = z.int().min(1);
export const SocketNumber = z.int().min(1);
export const ProgramNumber = z.int().min(1);

export const HostName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
export type HostName = z.infer<typeof HostName>;

/** As `include/net/tcp_states.h` spells them; `SYN_RECV` also stands for the kernel's NEW_SYN_RECV. */
export const TcpState = z.enum([
  "CLOSE",
  "LISTEN",
  "SYN_SENT",
  "SYN_RECV",
  "ESTABLISHED",
  "FIN_WAIT1",
  "FIN_WAIT2",
  "CLOSE_WAIT",
  "CLOSING",
  "LAST_ACK",
  "TIME_WAIT",
]);
export type TcpState = z.infer<typeof TcpState>;

/** Why a thing happened, as far as it was seen. `kernel` means: on its own, and we could not see why. */
export const Cause = z.discriminatedUnion("by", [
  z.object({ by: z.literal("call"), call: CallNumber }),
  z.object({ by: z.literal("frame"), frame: FrameNumber }),
  z.object({ by: z.literal("timer"), timer: z.string(), socket: SocketNumber }),
  /** A program ended, and its kernel closed what it had left open. */
  z.object({ by: z.literal("exit"), program: ProgramNumber }),
  z.object({ by: z.literal("kernel") }),
]);
export type Cause = z.infer<typeof Cause>;

/** What moved, stopped or ended a frame on the wire. `rule` is the id of a rule, or `hold`: the rule that stops every frame. */
export const WireActor = z.discriminatedUnion("by", [
  z.object({ by: z.literal("hand") }),
  z.object({ by: z.literal("rule"), rule: z.string() }),
  /** The kernel sent a held segment once more; the repeat is counted on the held frame, not queued. */
  z.object({ by: z.literal("repeat"), of: FrameNumber }),
  /** A limit of the lab was reached; `limit` is its error code. */
  z.object({ by: z.literal("limit"), limit: z.string() }),
]);
export type WireActor = z.infer<typeof WireActor>;

/**
 * An IP address and port, or the wildcard address and 0 where a socket is not bound. Of an AF_UNIX socket `address` is
 * its path, empty while it has none, and `port` is 0 (unix(7)).
 */
export const Endpoint = z.object({ address: z.string(), port: z.int().min(0).max(65535) });
export type Endpoint = z.infer<typeof Endpoint>;

const PlainValue = z.union([
  z.null(),
  z.boolean(),
  z.number(),
  z.string(),
  z.object({ type: z.literal("bytes"), base64: z.string(), length: z.int().min(0) }),
  z.object({ type: z.literal("address"), address: z.string(), port: z.int() }),
  z.object({ type: z.literal("constant"), name: z.string(), value: z.int() }),
  z.object({ type: z.literal("socket"), socket: SocketNumber, fd: z.int() }),
  /** What `makefile` answers; it reads and writes through the socket it was made of. */
  z.object({ type: z.literal("file"), mode: z.string() }),
  /** A secret that a recording was saved without. */
  z.object({ type: z.literal("withheld") }),
]);

/** A value as a program passed it or got it back; shown the way Python would print it. */
export const CallValue = z.union([
  PlainValue,
  /** As `recvfrom` answers, as SO_LINGER is given, as `accept` answers on AF_UNIX. */
  z.object({ type: z.literal("tuple"), items: z.array(PlainValue).max(8) }),
  z.object({
    type: z.literal("accepted"),
    socket: SocketNumber,
    fd: z.int(),
    address: z.string(),
    port: z.int(),
  }),
]);
export type CallValue = z.infer<typeof CallValue>;

/**
 * `errno` 0 and code `timeout` mean that the program's own settimeout ran out while it waited: the kernel gave no errno
 * (Python's TimeoutError). `errno` 0 and any other code name a refusal of the program's own library.
 */
export const CallOutcome = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: CallValue }),
  z.object({ ok: z.literal(false), errno: z.int(), code: z.string() }),
]);
export type CallOutcome = z.infer<typeof CallOutcome>;

/** What a program went beyond, so that it was ended: see LIMITS of the protocol. `lab` means that its lab was closed. */
export const ProgramLimit = z.enum(["calls", "events", "output", "memory", "cpu", "processes", "lab"]);
export type ProgramLimit = z.infer<typeof ProgramLimit>;

/** `idiag_timer` of `inet_diag_msg`, at the time of the event that carries it. */
export const SocketTimer = z.object({
  kind: z.enum(["retransmit", "keepalive", "time-wait", "probe", "other"]),
  /** Milliseconds left when the kernel was asked. */
  remainingMs: z.int().min(0),
  retries: z.int().min(0),
});
export type SocketTimer = z.infer<typeof SocketTimer>;

/**
 * As `ss` shows them in Recv-Q and Send-Q. TCP: bytes waiting. LISTEN: the accept queue and its limit. UDP: octets of
 * memory, the kernel's own for each datagram included, so that an empty one counts too. AF_UNIX: bytes to be read (of a
 * datagram socket those of its next datagram), and memory of what its peer has not read.
 */
export const SocketQueues = z.object({ receive: z.int().min(0), send: z.int().min(0) });
export type SocketQueues = z.infer<typeof SocketQueues>;

/** The part of `struct tcp_info` (linux/tcp.h) that the page shows. Times in microseconds, windows in segments. */
export const TcpInfo = z.object({
  rtoUs: z.int(),
  rttUs: z.int(),
  rttVarUs: z.int(),
  cwnd: z.int(),
  ssthresh: z.int(),
  sndMss: z.int(),
  unacked: z.int(),
  retransmits: z.int(),
  totalRetransmits: z.int(),
});
export type TcpInfo = z.infer<typeof TcpInfo>;

/** When the wire means to hand the frame over, or null while nothing is planned (held). */
export const Due = TraceTime.nullable();
