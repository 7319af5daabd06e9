import { type EventFacts, NS_PER_S, TRACE_VERSION, type TraceEvent, traceTime } from "@wirestage/trace";
import { decodeFrame, quickView } from "@wirestage/wire";
import { base64Of } from "./base64.ts";
import type { Conversation } from "./conversation.ts";
import type { ConversationPacket } from "./conversation-packets.ts";
import type { Moment, StateChange } from "./tcp/change.ts";
import { type Side, TcpInference } from "./tcp/inference.ts";

/** What the trace says of the file that it was made from. */
export interface CaptureOrigin {
  /** Name of the file. */
  readonly file: string;
  readonly linkType: number;
  /** In the whole file. */
  readonly packets: number;
  /** Time of the file's first packet, in nanoseconds since 1970 UTC. */
  readonly origin: bigint;
}

/** Trace times are whole numbers that a double holds exactly: 104 days of nanoseconds. */
const LATEST = Number.MAX_SAFE_INTEGER;
const SIDES = ["client", "server"] as const;
/** TCP's states are made of their place in the file; two packets of one time stay in its order. */
const byTime = (a: Timed, b: Timed) => a.t - b.t;

type Family = "AF_INET" | "AF_INET6";

interface Timed {
  readonly packet: ConversationPacket;
  readonly t: number;
}

/**
 * One conversation of a capture as a trace: its frames, each sent and delivered at the time at which the capture point saw
 * it, and the states that follow from them. Frames are numbered from 1, in order of time.
 */
export function* captureTrace(
  conversation: Conversation,
  packets: readonly ConversationPacket[],
  capture: CaptureOrigin,
): Generator<TraceEvent, void, undefined> {
  const ordered = timed(packets);
  const start = ordered[0]?.t ?? 0;
  const inference = new TcpInference(sidesOf(conversation));
  const changes = new ChangesByFrame();
  ordered.forEach(({ packet }, index) => {
    const view = quickView(packet.head);
    if (view?.kind === "tcp") changes.add(inference.take(index + 1, packet.from, view));
  });
  const family = conversation.version === 4 ? "AF_INET" : "AF_INET6";
  let seq = 0;
  const at = (t: number, facts: EventFacts): TraceEvent => ({ ...facts, seq: seq++, t: traceTime(t) });
  yield at(0, openedFacts(conversation, ordered, capture));
  let frame = 0;
  for (const { packet, t } of ordered) {
    frame += 1;
    const since = Math.min(LATEST, t - start);
    yield at(since, sentFacts(frame, packet, since));
    for (const facts of changes.of({ frame, when: "sent" }, family)) yield at(since, facts);
    yield at(since, { kind: "frame.delivered", frame, host: SIDES[packet.from === 0 ? 1 : 0] });
    for (const facts of changes.of({ frame, when: "arrived" }, family)) yield at(since, facts);
  }
}

/** Changes by when they came about, which may be before the frame that tells of them. */
class ChangesByFrame {
  readonly #changes = { sent: new Map<number, StateChange[]>(), arrived: new Map<number, StateChange[]>() };

  add(changes: readonly StateChange[]): void {
    for (const change of changes) {
      const { frame, when } = change.at;
      const there = this.#changes[when].get(frame);
      if (there === undefined) this.#changes[when].set(frame, [change]);
      else there.push(change);
    }
  }

  of({ frame, when }: Moment, family: Family): EventFacts[] {
    const changes = this.#changes[when].get(frame) ?? [];
    return changes.flatMap((change) => {
      const facts = socketFacts(change, family);
      return change.is === "opened" && change.midway ? [facts, midwayNote(change.socket)] : [facts];
    });
  }
}

/** In order of time; a packet without one has that of the packet before it. */
function timed(packets: readonly ConversationPacket[]): Timed[] {
  let latest = 0;
  const all = packets.map((packet) => {
    latest = packet.time ?? latest;
    return { packet, t: latest };
  });
  return all.sort(byTime);
}

/** The packets of a conversation in the order of `captureTrace`, which numbers them from 1. */
export function packetsInOrder(packets: readonly ConversationPacket[]): ConversationPacket[] {
  return timed(packets).map(({ packet }) => packet);
}

function sidesOf({ client, server }: Conversation): readonly [Side, Side] {
  return [
    { host: "client", address: client },
    { host: "server", address: server },
  ];
}

function openedFacts(
  conversation: Conversation,
  ordered: readonly Timed[],
  { file, linkType, packets, origin }: CaptureOrigin,
): EventFacts {
  const started = origin + BigInt(Math.trunc(ordered[0]?.t ?? 0));
  return {
    kind: "lab.opened",
    version: TRACE_VERSION,
    kernelRelease: "",
    wallClock: wallClockOf(started),
    seed: 0,
    mtu: 0,
    request: null,
    capture: { file, linkType, packets, shown: ordered.length },
    hosts: SIDES.map((name, side) => ({
      name,
      address: side === 0 ? conversation.client : conversation.server,
      address6: null,
      mac: macOf(side, ordered),
      interface: "",
    })),
    sysctls: {},
  };
}

/** The address from which a side's first frame came; behind a router that is the router's. */
function macOf(side: number, ordered: readonly Timed[]): string {
  const first = ordered.find(({ packet }) => packet.from === side);
  if (first === undefined) return "";
  return decodeFrame(first.packet.head, first.packet.length).layers.ethernet?.header.src ?? "";
}

/** ISO 8601 with nanoseconds. */
function wallClockOf(ns: bigint): string {
  const perSecond = BigInt(NS_PER_S);
  const seconds = Number(ns / perSecond);
  const date = new Date(seconds * 1_000);
  if (Number.isNaN(date.getTime()) || ns < 0n) return new Date(0).toISOString();
  const fraction = (ns % perSecond).toString().padStart(9, "0");
  return `${date.toISOString().slice(0, 19)}.${fraction}Z`;
}

function sentFacts(frame: number, { from, head, length }: ConversationPacket, t: number): EventFacts {
  const bytes = base64Of(head);
  const due = traceTime(t);
  return { kind: "frame.sent", frame, host: SIDES[from], bytes, length, due, cause: { by: "kernel" } };
}

/** Nobody saw how a connection came about that was there before the capture. */
function midwayNote(socket: number): EventFacts {
  return { kind: "note", topic: "capture.midway", facts: { socket } };
}

function socketFacts(change: StateChange, family: Family): EventFacts {
  const { end, socket, cause: frame } = change;
  const told = {
    socket,
    host: end.host,
    cause: { by: "frame", frame } as const,
    sampling: "inferred" as const,
  };
  if (change.is === "closed") return { ...told, kind: "socket.closed", before: change.before };
  const view = {
    ...told,
    family,
    type: "SOCK_STREAM" as const,
    state: change.state,
    local: end.local,
    remote: end.remote,
    queues: { receive: 0, send: 0 },
    timer: null,
    info: null,
    fd: null,
    program: null,
  };
  if (change.is === "opened") return { ...view, kind: "socket.opened" };
  return { ...view, kind: "socket.changed", before: change.before };
}
