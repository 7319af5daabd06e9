import { hasFlag, type QuickView, quickView, type RelativeTo, SeqNumber, TcpFlag } from "@wirestage/wire";

type Ends = Pick<QuickView, "src" | "srcPort" | "dst" | "dstPort">;

function wayOf({ src, srcPort, dst, dstPort }: Ends): string {
  return `${src}:${srcPort} > ${dst}:${dstPort}`;
}

function turned({ src, srcPort, dst, dstPort }: Ends): Ends {
  return { src: dst, srcPort: dstPort, dst: src, dstPort: srcPort };
}

/** What counts as 0 in each direction of each connection: the number of its SYN, or one less than the first seen. */
export class SequenceBases {
  readonly #byWay = new Map<string, SeqNumber>();

  /** Learns from a segment that a kernel sent. */
  sent(bytes: Uint8Array): void {
    const view = quickView(bytes);
    if (view?.kind !== "tcp") return;
    const way = wayOf(view);
    if (hasFlag(view.flags, TcpFlag.syn)) {
      const opens = !hasFlag(view.flags, TcpFlag.ack) && this.#byWay.get(way) !== view.seq;
      if (opens) this.#byWay.delete(wayOf(turned(view)));
      this.#byWay.set(way, view.seq);
    } else if (!this.#byWay.has(way)) {
      this.#byWay.set(way, SeqNumber.add(view.seq, -1));
    }
  }

  of(bytes: Uint8Array): RelativeTo {
    const view = quickView(bytes);
    if (view?.kind !== "tcp") return {};
    const seq = this.#byWay.get(wayOf(view));
    const ack = this.#byWay.get(wayOf(turned(view)));
    return { ...(seq !== undefined && { seq }), ...(ack !== undefined && { ack }) };
  }
}
