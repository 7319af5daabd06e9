import { z } from "zod";
import {
  CallNumber,
  CallOutcome,
  CallValue,
  Cause,
  Due,
  Endpoint,
  FrameNumber,
  HostName,
  ProgramLimit,
  ProgramNumber,
  SocketNumber,
  SocketQueues,
  SocketTimer,
  TcpInfo,
  TcpState,
  WireActor,
} from "./facts.ts";
import { TraceTime } from "./time.ts";
import { RuleId, WireRule } from "./wire-rule.ts";

/**
 * What an event holds. A fact that events get is required here, and from the next release on raises this number by one;
 * what traces from before it mean is said in packages/recording/src/upgrade: until that release in `upgrade-1-to-2.ts`.
 */
export const TRACE_VERSION = 2;

const stamp = { seq: z.int().min(0), t: TraceTime };
const frameFact = { ...stamp, frame: FrameNumber, host: HostName };
const socketFact = { ...stamp, socket: SocketNumber, host: HostName };
const programFact = { ...stamp, program: ProgramNumber };

export const HostFacts = z.object({
  name: HostName,
  address: z.string(),
  /** IPv6 address that the host has once `net.ipv6.conf.all.disable_ipv6` is 0 there; null where it never will. */
  address6: z.string().nullable(),
  mac: z.string(),
  interface: z.string(),
});
export type HostFacts = z.infer<typeof HostFacts>;

/**
 * A capture file that the trace was made from, instead of a lab: `packets` stand in it, of which the trace shows the
 * `shown` between its two hosts. There was one capture point, so that nothing is known of how long a frame was on its way.
 */
export const CaptureFacts = z.object({
  /** Name of the file. */
  file: z.string(),
  /** Of the PCAP-related LinkType list; 1 is Ethernet. */
  linkType: z.int().min(0),
  packets: z.int().min(0),
  shown: z.int().min(0),
});
export type CaptureFacts = z.infer<typeof CaptureFacts>;

/** Always seq 0. Wall clock (ISO 8601) stands here once, that of trace time 0; every other time is trace time. */
const LabOpened = z.object({
  ...stamp,
  kind: z.literal("lab.opened"),
  version: z.literal(TRACE_VERSION),
  kernelRelease: z.string(),
  wallClock: z.string(),
  seed: z.int(),
  mtu: z.int(),
  /** What the lab was asked to begin with, as the protocol's OpenLabRequest; null where that is not known. */
  request: z.record(z.string(), z.unknown()).nullable(),
  /** Null where a lab made the trace. */
  capture: CaptureFacts.nullable(),
  hosts: z.array(HostFacts),
  sysctls: z.record(z.string(), z.string()),
});

/** `bytes` is base64, cut to the snap length; `length` is whole. */
const newFrame = { ...frameFact, bytes: z.base64(), length: z.int().min(0), due: Due };
/** How far a frame has come: 0 at its sender, 1 at its receiver. */
const position = z.number().min(0).max(1);

/** A kernel handed a frame to its network card. */
const FrameSent = z.object({ ...newFrame, kind: z.literal("frame.sent"), cause: Cause });
/**
 * The wire made a second frame like `of`, as that one is now and where it is; `frame` is the copy's own number. `due` is
 * that of the other, or null where that one is held, as `frame.held` says of the copy next.
 */
const FrameCopied = z.object({
  ...newFrame,
  kind: z.literal("frame.copied"),
  of: FrameNumber,
  by: WireActor,
  position,
});
/** A frame that no kernel sent: it travels as if from `host`, from where it was put on the wire. */
const FrameInjected = z.object({ ...newFrame, kind: z.literal("frame.injected"), by: WireActor, position });
/**
 * The wire flipped a bit of the frame on its way: `bytes` is what it is from here on, whole, because `offset` may lie
 * beyond the snap length. `offset` counts from the start of Ethernet's header, `bit` from 7, the first of a byte on the
 * wire, to 0. `checksums` says whether those that no longer fit were left so, for the receiving kernel to find, or
 * mended, as an attacker would.
 */
const FrameAltered = z.object({
  ...frameFact,
  kind: z.literal("frame.altered"),
  by: WireActor,
  position,
  bytes: z.base64(),
  offset: z.int().min(0),
  bit: z.int().min(0).max(7),
  checksums: z.enum(["left", "mended"]),
});
const FrameHeld = z.object({
  ...frameFact,
  kind: z.literal("frame.held"),
  by: WireActor,
  position,
});
const FrameReleased = z.object({
  ...frameFact,
  kind: z.literal("frame.released"),
  by: WireActor,
  due: TraceTime,
});
/** The frame will arrive at another time than was planned; `position` is where it was then. */
const FrameRescheduled = z.object({
  ...frameFact,
  kind: z.literal("frame.rescheduled"),
  by: WireActor,
  position,
  due: TraceTime,
});
/** `host` is the receiver here, and the sender in every other frame event. */
const FrameDelivered = z.object({ ...frameFact, kind: z.literal("frame.delivered") });
const FrameLost = z.object({
  ...frameFact,
  kind: z.literal("frame.lost"),
  by: WireActor,
  position,
});

const CallEntered = z.object({
  ...stamp,
  kind: z.literal("call.entered"),
  call: CallNumber,
  program: ProgramNumber,
  host: HostName,
  name: z.string(),
  arguments: z.array(CallValue),
  socket: SocketNumber.nullable(),
  line: z.int().min(1).nullable(),
});
/** The kernel had no answer yet (EAGAIN, EINPROGRESS): the program waits inside the call. */
const CallBlocked = z.object({ ...stamp, kind: z.literal("call.blocked"), call: CallNumber });
const CallReturned = z.object({
  ...stamp,
  kind: z.literal("call.returned"),
  call: CallNumber,
  outcome: CallOutcome,
});

/**
 * How a state came to be known: the kernel was asked right after the cause, or only now and then because the wire was
 * busy, or nobody could be asked, and it follows from the packets of a capture by RFC 9293's rules.
 */
const Sampling = z.enum(["exact", "sampled", "inferred"]);

/** `fd` is null while no program holds the socket (half-open, waiting in the accept queue, TIME_WAIT). */
const socketView = {
  ...socketFact,
  family: z.enum(["AF_INET", "AF_INET6", "AF_UNIX"]),
  type: z.enum(["SOCK_STREAM", "SOCK_DGRAM"]),
  state: TcpState,
  local: Endpoint,
  remote: Endpoint,
  queues: SocketQueues,
  timer: SocketTimer.nullable(),
  info: TcpInfo.nullable(),
  fd: z.int().nullable(),
  program: ProgramNumber.nullable(),
  cause: Cause,
  sampling: Sampling,
};
const SocketOpened = z.object({ ...socketView, kind: z.literal("socket.opened") });
const SocketChanged = z.object({ ...socketView, kind: z.literal("socket.changed"), before: TcpState });
/** The kernel no longer knows the socket: RFC 9293's CLOSED. */
const SocketClosed = z.object({
  ...socketFact,
  kind: z.literal("socket.closed"),
  before: TcpState,
  cause: Cause,
  sampling: Sampling,
});

/**
 * `language` tells what runs: a program of the tutorial in one of its languages, a learner's own commands (`console`),
 * or a command started from the machine's terminal (`command`), whose name is its command line. The latter two have no
 * role.
 */
const ProgramStarted = z.object({
  ...programFact,
  kind: z.literal("program.started"),
  host: HostName,
  name: z.string(),
  role: z.enum(["server", "client"]).nullable(),
  language: z.enum(["ts", "python", "console", "command"]),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
/**
 * The source of a program that is none of the tutorial's, told by its tracer. From here on its calls are seen; of a
 * `command` without this event only sockets and frames are.
 */
const ProgramSource = z.object({
  ...programFact,
  kind: z.literal("program.source"),
  language: z.enum(["python"]),
  file: z.string(),
  text: z.string(),
});
const ProgramLine = z.object({ ...programFact, kind: z.literal("program.line"), line: z.int().min(1) });
/** The program waits for a line from its terminal; over with the next event of this program that is no output. */
const ProgramAsking = z.object({ ...programFact, kind: z.literal("program.asking") });
/** A person let the program rest before its next call; nothing of it runs until `program.resumed`. */
const ProgramPaused = z.object({ ...programFact, kind: z.literal("program.paused") });
const ProgramResumed = z.object({ ...programFact, kind: z.literal("program.resumed") });
/** `terminal`: as read from its terminal, where what was typed shows as well and streams cannot be told apart. */
const ProgramOutput = z.object({
  ...programFact,
  kind: z.literal("program.output"),
  stream: z.enum(["stdout", "stderr", "terminal"]),
  text: z.string(),
});
/** A line that the program read from its terminal. */
const ProgramInput = z.object({ ...programFact, kind: z.literal("program.input"), text: z.string() });
/** What a learner typed into a console, just before the call that it makes. */
const ProgramStatement = z.object({
  ...programFact,
  kind: z.literal("program.statement"),
  call: CallNumber,
  text: z.string(),
});
/** `limit` is what the program went beyond, where that ended it. */
const ProgramEnded = z.object({
  ...programFact,
  kind: z.literal("program.ended"),
  exitCode: z.int().nullable(),
  signal: z.string().nullable(),
  limit: ProgramLimit.nullable(),
});

const SysctlChanged = z.object({
  ...stamp,
  kind: z.literal("sysctl.changed"),
  host: HostName,
  name: z.string(),
  from: z.string(),
  to: z.string(),
});

/** A rule of the wire for frames that `host` sends; values are null where the rule is off. Delay is in ns. */
const RuleChanged = z.object({
  ...stamp,
  kind: z.literal("rule.changed"),
  host: HostName,
  rule: z.enum(["delay", "hold"]),
  from: z.number().nullable(),
  to: z.number().nullable(),
});

/** A rule was added, or took the place of the one with its id. */
const RuleSet = z.object({ ...stamp, kind: z.literal("rule.set"), rule: WireRule });
/** `spent`: it was for the next so many frames only. */
const RuleRemoved = z.object({
  ...stamp,
  kind: z.literal("rule.removed"),
  id: RuleId,
  why: z.enum(["hand", "spent"]),
});

/**
 * What a person told the lab to do, as a command of the protocol: what is needed to do the same again. What it caused
 * comes after it; nothing does where it was refused.
 */
const CommandGiven = z.object({
  ...stamp,
  kind: z.literal("command.given"),
  command: z.record(z.string(), z.unknown()),
});

const Note = z.object({
  ...stamp,
  kind: z.literal("note"),
  topic: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const TraceEvent = z.discriminatedUnion("kind", [
  LabOpened,
  FrameSent,
  FrameCopied,
  FrameInjected,
  FrameAltered,
  FrameHeld,
  FrameReleased,
  FrameRescheduled,
  FrameDelivered,
  FrameLost,
  CallEntered,
  CallBlocked,
  CallReturned,
  SocketOpened,
  SocketChanged,
  SocketClosed,
  ProgramStarted,
  ProgramSource,
  ProgramLine,
  ProgramAsking,
  ProgramPaused,
  ProgramResumed,
  ProgramOutput,
  ProgramInput,
  ProgramStatement,
  ProgramEnded,
  SysctlChanged,
  RuleChanged,
  RuleSet,
  RuleRemoved,
  CommandGiven,
  Note,
]);
export type TraceEvent = z.infer<typeof TraceEvent>;
export type EventKind = TraceEvent["kind"];
export type EventOf<K extends EventKind> = Extract<TraceEvent, { kind: K }>;

type WithoutStamp<E> = E extends TraceEvent ? Omit<E, "seq" | "t"> : never;
/** An event as its writer states it, before the trace gives it its place and time. */
export type EventFacts = WithoutStamp<TraceEvent>;

/** What put a frame on the wire. Frames are numbered in the order of these events, whichever kind they are. */
export type FrameOrigin = EventOf<"frame.sent" | "frame.copied" | "frame.injected">;

/** Facts about one frame, in the order in which they happened; the first is always its origin. */
export type FrameEvent =
  | FrameOrigin
  | EventOf<
      | "frame.altered"
      | "frame.held"
      | "frame.released"
      | "frame.rescheduled"
      | "frame.delivered"
      | "frame.lost"
    >;

export function isFrameOrigin(event: TraceEvent): event is FrameOrigin {
  return event.kind === "frame.sent" || event.kind === "frame.copied" || event.kind === "frame.injected";
}
