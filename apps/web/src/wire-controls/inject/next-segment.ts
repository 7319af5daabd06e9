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

/**
 * What the receiver of a direction waits for: the end of what arrived in order, or what it acknowledged itself. A
 * segment that is still on the wire does not count, so that another can come in its place.
 */
export function directionState(log: TraceLog, direction: FlowDirection): DirectionState {
  const sent = segmentsOf(log, direction);
  const back = reversed(direction, log);
  const acks = (back ? segmentsOf(log, back) : []).filter(
    ({ entry, view }) => entry.sent.kind === "frame.sent" && hasFlag(view.flags, TcpFlag.ack),
  );
  const first = sent.find(({ entry }) => entry.sent.kind === "frame.sent") ?? sent[0];
  const start = first?.view.seq ?? acks[0]?.view.ack ?? SeqNumber.of(0);
  const arrived = sent.filter((each) => hasArrived(each, log)).map(({ view }) => view);
  const next = acks.reduce(
    (known, { view }) => (SeqNumber.after(view.ack, known) ? view.ack : known),
    contiguousEnd(start, arrived),
  );
  const base = first ? (frameIndex(log).summary(first.entry.frame)?.segment?.seqBase ?? null) : null;
  return { next, base };
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
