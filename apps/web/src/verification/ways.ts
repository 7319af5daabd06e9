import type { FrameOrigin } from "@wirestage/trace";
import { hasFlag, SeqNumber, TcpFlag } from "@wirestage/wire";
import type { FrameSummary } from "../inspector/frame-index.ts";
import type { CarriedStretch, Moment } from "./story.ts";
import { Stretches } from "./stretches.ts";

/** One direction of one connection, as its frames tell it. */
export interface Way {
  /** The sequence number of its SYN: byte 0 of the stream has the next one. */
  readonly base: SeqNumber;
  /** Where its SYN was seen. */
  readonly syn: Moment | null;
  /** The first FIN or RST. */
  readonly farewell: Moment | null;
  readonly carried: Stretches<CarriedStretch>;
}

type Seen = { -readonly [K in keyof Way]: Way[K] };

/** Every direction in which segments were seen; a new SYN begins it afresh. */
export class WayTable {
  readonly #ways = new Map<string, Seen>();

  /** The newest connection's from `there`: `10.0.0.2:8888>10.0.0.1:40022`. */
  of(there: string): Way | null {
    return this.#ways.get(there) ?? null;
  }

  /** The way of a segment, which is now known to have carried it; null for other frames. */
  push({ kind, frame, seq, t }: FrameOrigin, { view, segment }: FrameSummary): Way | null {
    if (view?.kind !== "tcp" || segment === null) return null;
    const there = `${view.src}:${view.srcPort}>${view.dst}:${view.dstPort}`;
    const known = this.#ways.get(there);
    const way: Seen =
      known?.base === segment.seqBase
        ? known
        : { base: segment.seqBase, syn: null, farewell: null, carried: new Stretches() };
    this.#ways.set(there, way);
    if (hasFlag(view.flags, TcpFlag.syn)) way.syn ??= { seq, t };
    if (hasFlag(view.flags, TcpFlag.fin) || hasFlag(view.flags, TcpFlag.rst)) way.farewell ??= { seq, t };
    const { payloadLength: payload } = view;
    if (payload > 0 && !hasFlag(view.flags, TcpFlag.syn)) {
      const from = SeqNumber.distance(segment.seqBase, view.seq) - 1;
      const start = view.transportOffset + headerLength(view.bytes, view.transportOffset);
      const [to, end] = [from + payload, start + payload];
      const isInjected = kind === "frame.injected";
      way.carried.push({ seq, t, frame, from, to, start, end, payload, isInjected });
    }
    return way;
  }
}

/** Of TCP: its Data Offset counts words of 32 bits (RFC 9293 §3.1). */
function headerLength(bytes: Uint8Array, transport: number): number {
  return 4 * ((bytes[transport + 12] ?? 0) >>> 4);
}
