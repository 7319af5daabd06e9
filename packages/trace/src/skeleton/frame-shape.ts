import {
  isLinkNoise,
  type QuickView,
  quickView,
  SeqNumber,
  segmentKey,
  TcpFlag,
  type TcpKind,
  tcpFlagNames,
  tcpKind,
} from "@wirestage/wire";

/** What a frame is in every run of the same: without addresses, ports, first sequence numbers and times. */
export interface FrameShape {
  /** `link`: what kernels send for the link's sake. */
  readonly kind: TcpKind | "UDP" | "link";
  /** Bytes that it carries for programs. */
  readonly payloadLength: number;
  /** As `data 5 bytes seq 1 ack 1`, sequence numbers counted from each side's SYN. */
  readonly text: string;
  /** The segment takes up sequence numbers that its sender has sent before. */
  readonly isRepeat: boolean;
}

/** Pushed or not depends on how the kernel cut the stream, and the other three on what it is set to. */
const UNSTABLE_FLAGS = TcpFlag.psh | TcpFlag.ece | TcpFlag.cwr | TcpFlag.ae;

/** Sees the shape of frame after frame, in the order in which they came onto the wire. */
export class FrameShapes {
  /** First sequence numbers, by who sends to whom. */
  readonly #first = new Map<string, SeqNumber>();
  readonly #sent = new Set<string>();

  /** @param bytes whole or cut to a snap length */
  of(bytes: Uint8Array): FrameShape {
    const view = quickView(bytes);
    switch (view?.kind) {
      case "tcp":
        return this.#segment(view);
      case "udp":
        return plain("UDP", view.payloadLength);
      default:
        return plain(view === null || isLinkNoise(bytes) ? "link" : "other", view?.payloadLength ?? 0);
    }
  }

  #segment(view: QuickView): FrameShape {
    const { flags, payloadLength } = view;
    const kind = tcpKind({ flags, payloadLength });
    const { there, back } = directionsOf(view);
    if (kind === "SYN" || kind === "SYN-ACK") this.#first.set(there, view.seq);
    const seq = relative(view.seq, this.#first.get(there));
    const ack = (flags & TcpFlag.ack) === 0 ? "" : ` ack ${relative(view.ack, this.#first.get(back))}`;
    const names = tcpFlagNames(flags & ~UNSTABLE_FLAGS).join(" ");
    const key = segmentKey(view);
    const isRepeat = key !== null && this.#sent.has(key);
    if (key !== null) this.#sent.add(key);
    return { kind, payloadLength, text: `${names} ${payloadLength} bytes seq ${seq}${ack}`, isRepeat };
  }
}

function plain(kind: FrameShape["kind"], payloadLength: number): FrameShape {
  return { kind, payloadLength, text: `${kind} ${payloadLength} bytes`, isRepeat: false };
}

function directionsOf(view: QuickView): { readonly there: string; readonly back: string } {
  const from = `${view.src} ${view.srcPort}`;
  const to = `${view.dst} ${view.dstPort}`;
  return { there: `${from} ${to}`, back: `${to} ${from}` };
}

/** `?` where the first was never seen. */
function relative(number: SeqNumber, first: SeqNumber | undefined): string {
  return first === undefined ? "?" : String(SeqNumber.distance(first, number));
}
