import { decodeFrame, hasFlag, type QuickView, SeqNumber, segmentKey, TcpFlag } from "@wirestage/wire";

/** What the frames before it tell of a TCP segment. Derived by us; none of it stands in the bytes. */
export interface SegmentContext {
  /** The number that counts as 0 for `seq`: the initial sequence number of the segment's sender. */
  readonly seqBase: SeqNumber;
  /** The same for `ack`, or null while nothing was seen from the other side. */
  readonly ackBase: SeqNumber | null;
  /** The earlier frame of the other side whose last byte (or SYN or FIN) this one is the first to acknowledge. */
  readonly ackOf: number | null;
  /** The first frame in which its kernel sent the same segment; null for what the wire made, which no kernel sent. */
  readonly repeatOf: number | null;
  /** How far its window field is to be shifted (RFC 7323 §2.2): 0 unless both SYNs were seen to agree on it. */
  readonly windowShift: number;
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

/** Without its SYN, the first byte seen counts as 1, as Wireshark does it. */
function begunBy(view: QuickView): Direction {
  return hasFlag(view.flags, TcpFlag.syn)
    ? direction(view.seq, offeredShift(view.bytes))
    : direction(SeqNumber.add(view.seq, -1));
}

/** Names of a segment's own direction and of the other one. */
function waysOf({ src, srcPort, dst, dstPort }: QuickView): {
  readonly there: string;
  readonly back: string;
} {
  return { there: `${src}:${srcPort}>${dst}:${dstPort}`, back: `${dst}:${dstPort}>${src}:${srcPort}` };
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

/** The connections of a trace, followed segment by segment. */
export class SegmentContexts {
  readonly #directions = new Map<string, Direction>();

  /** Of a segment that a kernel sent: what the later ones are read by. */
  sent(frame: number, view: QuickView): SegmentContext {
    const { there, back } = waysOf(view);
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

  /** A segment that no kernel sent is read by what the kernels told before, and adds nothing to that. */
  seen(view: QuickView): SegmentContext {
    const { there, back } = waysOf(view);
    const own = this.#directions.get(there) ?? begunBy(view);
    const other = this.#directions.get(back);
    return {
      seqBase: own.base,
      ackBase: other?.base ?? null,
      ackOf: null,
      repeatOf: null,
      windowShift: agreedShift(view, own, other),
    };
  }

  /** What an injected segment brings may be acknowledged; the kernel's own segment for these numbers comes before it. */
  claim(frame: number, view: QuickView): void {
    const own = this.#directions.get(waysOf(view).there);
    const end = SeqNumber.add(view.seq, view.sequenceLength);
    if (own && view.sequenceLength > 0 && !own.ends.has(end)) own.ends.set(end, frame);
  }

  /** A SYN with a new initial sequence number begins the direction afresh, and the other one too if it opens. */
  #ownDirection(there: string, back: string, view: QuickView): Direction {
    const isSyn = hasFlag(view.flags, TcpFlag.syn);
    const known = this.#directions.get(there);
    if (known && (!isSyn || known.base === view.seq)) return known;
    if (isSyn && known && !hasFlag(view.flags, TcpFlag.ack)) this.#directions.delete(back);
    const begun = begunBy(view);
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
