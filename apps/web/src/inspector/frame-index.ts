import {
  bytesOfBase64,
  type EventOf,
  type FrameEntry,
  type FrameOrigin,
  type TraceLog,
} from "@wirestage/trace";
import {
  decodeFrame,
  type IpFragment,
  ipFragment,
  isLinkNoise,
  type QuickView,
  quickView,
} from "@wirestage/wire";
import { type FrameKind, frameKind } from "./frame-kind.ts";
import { quotedFrame } from "./quoted-frame.ts";
import { type SegmentContext, SegmentContexts } from "./segment-contexts.ts";

export interface FrameSummary {
  readonly frame: number;
  /** What put it on the wire. */
  readonly origin: FrameOrigin["kind"];
  /** The frame of which the wire made it as a copy. */
  readonly copyOf: number | null;
  readonly from: string;
  /**
   * The host whose card the frame is addressed to, or null: every host (broadcast) or none that we know. In a capture the
   * other one of its two hosts: the card is mostly a router's, and loopback interfaces have none.
   */
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

function macText(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join(":");
}

/** IEEE 802: the lowest bit of the destination's first octet tells a group (or all) from a single card. */
function isGroupAddressed(bytes: Uint8Array): boolean {
  return ((bytes[0] ?? 0) & 1) === 1;
}

/** Reads every frame of a log once, in the order in which they came onto the wire. */
export class FrameIndex {
  readonly #log: TraceLog;
  readonly #summaries: FrameSummary[] = [];
  readonly #segments = new SegmentContexts();
  /** `seq` of the events that sent link noise. */
  readonly #noise: number[] = [];
  readonly #all: number[] = [];
  /** By the frame that an ICMP error is about: the error. */
  readonly #answers = new Map<number, number>();
  readonly #copies = new Map<number, number[]>();
  readonly #quiet: number[] = [];
  readonly #altered = new WeakMap<EventOf<"frame.altered">, FrameSummary>();

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** Frame `frame` as it came onto the wire; undefined where the log has none of that number. */
  summary(frame: number): FrameSummary | undefined {
    this.#grow();
    return this.#summaries[frame - 1];
  }

  /** The frame as the fates of `entry` have left it: of an altered one, what its bytes are from there on. */
  asNow(entry: FrameEntry): FrameSummary | undefined {
    const first = this.summary(entry.frame);
    const altered = entry.fates.findLast((fate) => fate.kind === "frame.altered");
    if (!first || altered?.kind !== "frame.altered") return first;
    const known = this.#altered.get(altered);
    if (known) return known;
    const bytes = bytesOfBase64(altered.bytes);
    const read = this.#readBytes(first.from, bytes);
    const segment = read.view?.kind === "tcp" ? (first.segment ?? this.#segments.seen(read.view)) : null;
    const summary = { ...first, ...read, segment };
    this.#altered.set(altered, summary);
    return summary;
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

  /** The copies that the wire made of a frame, in order. */
  copiesOf(frame: number): readonly number[] {
    this.#grow();
    return this.#copies.get(frame) ?? [];
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
      const { copyOf } = summary;
      if (copyOf !== null) this.#copies.set(copyOf, [...(this.#copies.get(copyOf) ?? []), entry.frame]);
      if (summary.about !== null) this.#answers.set(summary.about, entry.frame);
      if (summary.isNoise) this.#noise.push(entry.sent.seq);
      else this.#quiet.push(entry.frame);
    }
  }

  #read({ frame, sent }: FrameEntry): FrameSummary {
    const from = sent.host;
    const read = this.#readBytes(from, bytesOfBase64(sent.bytes));
    const { kind, view, bytes } = read;
    const segment = view?.kind === "tcp" ? this.#segment(sent, view) : null;
    const isMessage = kind === "ICMP" || kind === "ICMPv6";
    const about = isMessage ? quotedFrame({ from, bytes }, this.#summaries) : null;
    const copyOf = sent.kind === "frame.copied" ? sent.of : null;
    return { frame, origin: sent.kind, copyOf, from, ...read, segment, about };
  }

  #readBytes(from: string, bytes: Uint8Array) {
    const view = quickView(bytes);
    const kind = frameKind(bytes, view);
    const fragment = kind === "fragment" ? ipFragment(decodeFrame(bytes)) : null;
    const to = this.#receiver(from, kind, bytes);
    return { bytes, view, kind, fragment, to, isNoise: isLinkNoise(bytes) };
  }

  #receiver(from: string, kind: FrameKind, bytes: Uint8Array): string | null {
    const { opened } = this.#log.latest;
    if (opened?.capture) {
      const asksEveryone = kind === "ARP" && isGroupAddressed(bytes);
      return asksEveryone ? null : (opened.hosts.find(({ name }) => name !== from)?.name ?? null);
    }
    const mac = macText(bytes);
    return opened?.hosts.find((host) => host.mac.toLowerCase() === mac)?.name ?? null;
  }

  #segment({ kind, frame }: FrameOrigin, view: QuickView): SegmentContext {
    switch (kind) {
      case "frame.sent":
        return this.#segments.sent(frame, view);
      case "frame.copied":
        return this.#segments.seen(view);
      case "frame.injected":
        this.#segments.claim(frame, view);
        return this.#segments.seen(view);
      default:
        return kind satisfies never;
    }
  }
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
