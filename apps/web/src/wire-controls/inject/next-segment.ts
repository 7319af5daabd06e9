import { type FrameEntry, frameEnd, type TraceLog } from "@wirestage/trace";
import {
  decodeFrame,
  type FrameParts,
  hasFlag,
  ipv4Address,
  ipv6Address,
  macAddress,
  type QuickView,
  SeqNumber,
  TcpFlag,
  type TcpOption,
} from "@wirestage/wire";
import { frameIndex } from "../../inspector/frame-index.ts";
import { discardOf } from "../../inspector/kernel-discard.ts";
import { type FlowDirection, isSameDirection, reversed } from "./flows.ts";
import type { ReceiverState } from "./receiver-verdict.ts";

/** What a segment is to carry; `flags` are bits of `TcpFlag`. */
export interface SegmentWish {
  readonly flags: number;
  readonly payload: Uint8Array;
}

/** Where a direction of a connection stands, as far as the wire has seen it. */
export interface DirectionState {
  /** The number that the receiver waits for: RCV.NXT of RFC 9293 §3.3.1, there. */
  readonly next: SeqNumber;
  /** The initial sequence number, which counts as 0; null where no segment of this way was seen. */
  readonly base: SeqNumber | null;
}

interface Seen {
  readonly entry: FrameEntry;
  readonly view: QuickView;
}

/** Segments of one way since the connection's SYN; without one, all there are. */
function segmentsOf(log: TraceLog, direction: FlowDirection): readonly Seen[] {
  const back = reversed(direction, log);
  const index = frameIndex(log);
  let seen: Seen[] = [];
  for (const entry of log.frames) {
    const view = index.asNow(entry)?.view ?? null;
    const isOwn = isSameDirection(view, direction);
    if (!view || (!isOwn && !(back && isSameDirection(view, back)))) continue;
    const opens = hasFlag(view.flags, TcpFlag.syn) && !hasFlag(view.flags, TcpFlag.ack);
    if (opens && entry.sent.kind === "frame.sent" && !isRepeat(log, entry.frame)) seen = [];
    if (isOwn) seen.push({ entry, view });
  }
  return seen;
}

function isRepeat(log: TraceLog, frame: number): boolean {
  return (frameIndex(log).summary(frame)?.segment?.repeatOf ?? null) !== null;
}

function endOf({ seq, sequenceLength }: QuickView): SeqNumber {
  return SeqNumber.add(seq, sequenceLength);
}

function hasArrived({ entry }: Seen, log: TraceLog): boolean {
  return frameEnd(entry)?.kind === "frame.delivered" && discardOf(entry, log) === null;
}

function latest(first: SeqNumber, others: readonly SeqNumber[]): SeqNumber {
  return others.reduce((known, each) => (SeqNumber.after(each, known) ? each : known), first);
}

/** How far arrived segments reach without a gap from `start` on. */
function contiguousEnd(start: SeqNumber, arrived: readonly QuickView[]): SeqNumber {
  let next = start;
  for (let before: SeqNumber | null = null; before !== next; ) {
    before = next;
    for (const view of arrived) {
      const end = endOf(view);
      if (!SeqNumber.after(view.seq, next) && SeqNumber.after(end, next)) next = end;
    }
  }
  return next;
}

/** As a kernel wrote it: neither put onto the wire nor altered there by a hand. */
function isByKernel({ entry }: Seen): boolean {
  return entry.sent.kind !== "frame.injected" && entry.fates.every(({ kind }) => kind !== "frame.altered");
}

/** Segments in which the receiver's own kernel acknowledged something. */
function acksOf(log: TraceLog, direction: FlowDirection): readonly Seen[] {
  const back = reversed(direction, log);
  return (back ? segmentsOf(log, back) : []).filter(
    (seen) =>
      seen.entry.sent.kind === "frame.sent" && isByKernel(seen) && hasFlag(seen.view.flags, TcpFlag.ack),
  );
}

/**
 * What the receiver of a direction waits for: what it acknowledged itself, or the end of what arrived in order from the
 * other kernel and is about to be acknowledged. A segment that is still on the wire does not count, so that another can
 * come in its place; nor does what a hand wrote, which the receiver may refuse, until it is acknowledged.
 */
export function directionState(log: TraceLog, direction: FlowDirection): DirectionState {
  const sent = segmentsOf(log, direction);
  const acks = acksOf(log, direction);
  const first = sent.find(({ entry }) => entry.sent.kind === "frame.sent") ?? sent[0];
  const start = first?.view.seq ?? acks[0]?.view.ack ?? SeqNumber.of(0);
  const arrived = sent.filter((each) => isByKernel(each) && hasArrived(each, log)).map(({ view }) => view);
  const acknowledged = latest(
    start,
    acks.map(({ view }) => view.ack),
  );
  const next = contiguousEnd(acknowledged, arrived);
  const base = first ? (frameIndex(log).summary(first.entry.frame)?.segment?.seqBase ?? null) : null;
  return { next, base };
}

function windowOf({ entry, view }: Seen, log: TraceLog): number {
  return view.window * 2 ** (frameIndex(log).summary(entry.frame)?.segment?.windowShift ?? 0);
}

/** How the receiver of a direction stands; null before it has acknowledged anything: its connection is not open. */
export function receiverState(log: TraceLog, direction: FlowDirection): ReceiverState | null {
  const back = reversed(direction, log);
  const last = acksOf(log, direction).at(-1);
  if (back === null || last === undefined) return null;
  const own = segmentsOf(log, back).filter(isByKernel);
  const arrived = segmentsOf(log, direction).filter((each) => hasArrived(each, log));
  const first = own[0]?.view.seq ?? last.view.seq;
  const sent = latest(
    first,
    own.map(({ view }) => endOf(view)),
  );
  const acks = arrived.map(({ view }) => view.ack).filter((ack) => !SeqNumber.after(ack, sent));
  return {
    next: directionState(log, direction).next,
    window: windowOf(last, log),
    unacknowledged: latest(first, acks),
    sent,
    maxSendWindow: Math.max(0, ...arrived.map((each) => windowOf(each, log))),
  };
}

/** Addresses of the link: those of the way's last frame, else those that the lab gave its hosts. */
function linkOf(log: TraceLog, direction: FlowDirection, last: Uint8Array | undefined) {
  const seen = last && decodeFrame(last).layers.ethernet?.header;
  if (seen) return { src: seen.src, dst: seen.dst };
  const hosts = log.latest.opened?.hosts ?? [];
  const own = hosts.find(({ name }) => name === direction.from)?.mac;
  const other = hosts.find(({ name }) => name !== direction.from)?.mac;
  return own && other ? { src: macAddress(own), dst: macAddress(other) } : null;
}

function packetOf({ src, dst }: FlowDirection): FrameParts["ip"] {
  return src.address.includes(":")
    ? { version: 6, src: ipv6Address(src.address), dst: ipv6Address(dst.address) }
    : { version: 4, src: ipv4Address(src.address), dst: ipv4Address(dst.address) };
}

type Timestamps = Extract<TcpOption, { kind: "timestamps" }>;

function timestampsOf(seen: Seen | undefined): Timestamps | null {
  const transport = seen && decodeFrame(seen.view.bytes).layers.transport;
  if (transport?.kind !== "tcp") return null;
  return transport.header.options.find((option) => option.kind === "timestamps") ?? null;
}

/** As the ends agreed in their SYNs; a segment without them, or with an old one, may be thrown away (RFC 7323 §5). */
function optionsOf(own: Seen | undefined, other: Seen | undefined): readonly TcpOption[] {
  const mine = timestampsOf(own);
  if (mine === null) return [];
  const stamps = { ...mine, tsecr: timestampsOf(other)?.tsval ?? mine.tsecr };
  return [{ kind: "nop" }, { kind: "nop" }, stamps];
}

function lastSent(seen: readonly Seen[]): Seen | undefined {
  return seen.findLast(({ entry }) => entry.sent.kind === "frame.sent");
}

/**
 * The segment that the receiver of `direction` would take as the next in order, as if its sender's kernel had made it:
 * for a spoofed reset or line, or for a man in the middle. Null where the lab's hosts are not known.
 */
export function nextSegment(
  log: TraceLog,
  direction: FlowDirection,
  { flags, payload }: SegmentWish,
): FrameParts | null {
  const back = reversed(direction, log);
  const own = lastSent(segmentsOf(log, direction));
  const other = back ? lastSent(segmentsOf(log, back)) : undefined;
  const ethernet = linkOf(log, direction, own?.view.bytes);
  if (ethernet === null) return null;
  const transport = {
    kind: "tcp",
    srcPort: direction.src.port,
    dstPort: direction.dst.port,
    seq: directionState(log, direction).next,
    ack: back && hasFlag(flags, TcpFlag.ack) ? directionState(log, back).next : SeqNumber.of(0),
    flags,
    window: own?.view.window ?? 0xffff,
    options: optionsOf(own, other),
  } as const;
  return { ethernet, ip: packetOf(direction), transport, payload };
}

/** A datagram as if the sender of `direction` had made it. Null where the lab's hosts are not known. */
export function nextDatagram(
  log: TraceLog,
  direction: FlowDirection,
  payload: Uint8Array,
): FrameParts | null {
  const index = frameIndex(log);
  const own = log.frames.findLast(({ frame }) =>
    isSameDirection(index.summary(frame)?.view ?? null, direction),
  );
  const ethernet = linkOf(log, direction, own && index.summary(own.frame)?.bytes);
  if (ethernet === null) return null;
  const transport = { kind: "udp", srcPort: direction.src.port, dstPort: direction.dst.port } as const;
  return { ethernet, ip: packetOf(direction), transport, payload };
}
