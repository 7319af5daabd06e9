import { bytesOfBase64, type FrameEntry, type TraceLog } from "@wirestage/trace";
import {
  decodeFrame,
  hasFlag,
  type IpFragment,
  ipFragment,
  isLinkNoise,
  type QuickView,
  quickView,
  SeqNumber,
  segmentKey,
  TcpFlag,
} from "@wirestage/wire";
import { type FrameKind, frameKind } from "./frame-kind.ts";
import { quotedFrame } from "./quoted-frame.ts";

/** What the frames before it tell of a TCP segment. Derived by us; none of it stands in the bytes. */
export interface SegmentContext {
  /** The number that counts as 0 for `seq`: the initial sequence number of the segment's sender. */
  readonly seqBase: SeqNumber;
  /** The same for `ack`, or null while nothing was seen from the other side. */
  readonly ackBase: SeqNumber | null;
  /** The earlier frame of the other side whose last byte (or SYN or FIN) this one is the first to acknowledge. */
  readonly ackOf: number | null;
  /** The first frame that carried the same segment. */
  readonly repeatOf: number | null;
  /** How far its window field is to be shifted (RFC 7323 §2.2): 0 unless both SYNs were seen to agree on it. */
  readonly windowShift: number;
}

export interface FrameSummary {
  readonly frame: number;
  readonly from: string;
  /** The host whose card the frame is addressed to, or null: every host (broadcast) or none that we know. */
  readonly to: string | null;
  readonly kind: FrameKind;
  readonly bytes: Uint8Array;
  readonly view: QuickView | null;
  readonly segment: SegmentContext | null;
  /** The frame that an ICMP error is about. Derived by us. */
  readonly about: number | null;
  /** Which part of its packet it carries, where that was cut; null for whole packets and TCP. */
  readonly fragment: IpFragment | null;
  /** What kernels send for the link's sake. */
  readonly isNoise: boolean;
}

/** One direction of one connection, as far as it was seen. */
interface Direction {
  readonly base: SeqNumber;
  /** By the sequence number after a segment: the frame that brought it first. */
  readonly ends: Map<number, number>;
  /** Segments by `segmentKey`: the frame that brought it first. */
  readonly segments: Map<string, number>;
  /** Ends that the other side has acknowledged already. */
  readonly acknowledged: Set<number>;
  /** What the SYN offered as window scale; null: nothing, or the SYN was not seen. */
  readonly shift: number | null;
}

function direction(base: SeqNumber, shift: number | null = null): Direction {
  return { base, ends: new Map(), segments: new Map(), acknowledged: new Set(), shift };
}

function offeredShift(bytes: Uint8Array): number | null {
  const { transport } = decodeFrame(bytes).layers;
  if (transport?.kind !== "tcp") return null;
  const offer = transport.header.options.find((option) => option.kind === "windowScale");
  return offer ? offer.shift : null;
}

/** RFC 7323 §2.2: both sides must have offered, and a SYN's own window is never scaled. */
function agreedShift(view: QuickView, own: Direction, other: Direction | undefined): number {
  if (hasFlag(view.flags, TcpFlag.syn) || own.shift === null || !other || other.shift === null) return 0;
  return Math.min(own.shift, 14);
}

function macText(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** Reads every frame of a log once, in the order in which the kernels sent them. */
export class FrameIndex {
  readonly #log: TraceLog;
  readonly #summaries: FrameSummary[] = [];
  readonly #directions = new Map<string, Direction>();
  /** `seq` of the events that sent link noise. */
  readonly #noise: number[] = [];
  readonly #all: number[] = [];
  /** By the frame that an ICMP error is about: the error. */
  readonly #answers = new Map<number, number>();
  readonly #quiet: number[] = [];

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** Frame `frame` as its sender made it; undefined where the log has none of that number. */
  summary(frame: number): FrameSummary | undefined {
    this.#grow();
    return this.#summaries[frame - 1];
  }

  /** Numbers of all frames in order, or of all but link noise. The same array grows. */
  frames(noise: boolean): readonly number[] {
    this.#grow();
    return noise ? this.#all : this.#quiet;
  }

  /** The ICMP error that is about a frame, or null. */
  errorAbout(frame: number): number | null {
    this.#grow();
    return this.#answers.get(frame) ?? null;
  }

  isNoise(frame: number): boolean {
    return this.summary(frame)?.isNoise ?? false;
  }

  /** How many frames of link noise the first `count` events sent. */
  noiseBefore(count: number): number {
    this.#grow();
    let known = this.#noise.length;
    while (known > 0 && (this.#noise[known - 1] ?? 0) >= count) known--;
    return known;
  }

  #grow(): void {
    const { frames } = this.#log;
    for (let at = this.#summaries.length; at < frames.length; at++) {
      const entry = frames[at];
      if (!entry) continue;
      const summary = this.#read(entry);
      this.#summaries[at] = summary;
      this.#all.push(entry.frame);
      if (summary.about !== null) this.#answers.set(summary.about, entry.frame);
      if (summary.isNoise) this.#noise.push(entry.sent.seq);
      else this.#quiet.push(entry.frame);
    }
  }

  #read({ frame, sent }: FrameEntry): FrameSummary {
    const bytes = bytesOfBase64(sent.bytes);
    const view = quickView(bytes);
    const kind = frameKind(bytes, view);
    const from = sent.host;
    const segment = view?.kind === "tcp" ? this.#segment(frame, view) : null;
    const isMessage = kind === "ICMP" || kind === "ICMPv6";
    const about = isMessage ? quotedFrame({ from, bytes }, this.#summaries) : null;
    const isNoise = isLinkNoise(bytes);
    const fragment = kind === "fragment" ? ipFragment(decodeFrame(bytes)) : null;
    return { frame, from, to: this.#receiver(bytes), kind, bytes, view, segment, about, fragment, isNoise };
  }

  #receiver(bytes: Uint8Array): string | null {
    const mac = macText(bytes);
    return this.#log.latest.opened?.hosts.find((host) => host.mac.toLowerCase() === mac)?.name ?? null;
  }

  #segment(frame: number, view: QuickView): SegmentContext {
    const there = `${view.src}:${view.srcPort}>${view.dst}:${view.dstPort}`;
    const back = `${view.dst}:${view.dstPort}>${view.src}:${view.srcPort}`;
    const own = this.#ownDirection(there, back, view);
    const other = hasFlag(view.flags, TcpFlag.ack) ? this.#otherDirection(back, view) : undefined;
    const key = segmentKey(view);
    const first = key === null ? undefined : own.segments.get(key);
    if (key !== null && first === undefined) {
      own.segments.set(key, frame);
      own.ends.set(SeqNumber.add(view.seq, view.sequenceLength), frame);
    }
    return {
      seqBase: own.base,
      ackBase: other?.base ?? null,
      ackOf: other ? acknowledgedFrame(other, view.ack) : null,
      repeatOf: first ?? null,
      windowShift: agreedShift(view, own, this.#directions.get(back)),
    };
  }

  /** A SYN with a new initial sequence number begins the direction afresh, and the other one too if it opens. */
  #ownDirection(there: string, back: string, view: QuickView): Direction {
    const isSyn = hasFlag(view.flags, TcpFlag.syn);
    const known = this.#directions.get(there);
    if (known && (!isSyn || known.base === view.seq)) return known;
    if (isSyn && known && !hasFlag(view.flags, TcpFlag.ack)) this.#directions.delete(back);
    // Without its SYN, the first byte seen counts as 1, as Wireshark does it.
    const begun = isSyn
      ? direction(view.seq, offeredShift(view.bytes))
      : direction(SeqNumber.add(view.seq, -1));
    this.#directions.set(there, begun);
    return begun;
  }

  #otherDirection(back: string, view: QuickView): Direction {
    const known = this.#directions.get(back);
    if (known) return known;
    const begun = direction(SeqNumber.add(view.ack, -1));
    this.#directions.set(back, begun);
    return begun;
  }
}

function acknowledgedFrame(other: Direction, ack: SeqNumber): number | null {
  if (other.acknowledged.has(ack)) return null;
  const frame = other.ends.get(ack);
  if (frame === undefined) return null;
  other.acknowledged.add(ack);
  return frame;
}

const INDEXES = new WeakMap<TraceLog, FrameIndex>();

/** The one index of a log; it grows with the log. */
export function frameIndex(log: TraceLog): FrameIndex {
  const known = INDEXES.get(log);
  if (known) return known;
  const index = new FrameIndex(log);
  INDEXES.set(log, index);
  return index;
}
