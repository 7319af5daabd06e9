import { decodeFrame } from "@wirestage/wire";
import type { FrameSummary } from "./frame-index.ts";

/** One UDP datagram that has arrived whole, in one frame or in fragments. */
export interface ArrivedDatagram {
  /** The frame with its header comes first. */
  readonly frames: readonly number[];
  readonly from: { readonly address: string; readonly port: number };
  readonly toPort: number;
  /** Bytes of payload, by the UDP header. */
  readonly length: number;
  /** How the payload begins, as far as the stream brought it. */
  readonly bytes: Uint8Array;
}

const UDP_HEADER_LENGTH = 8;

function headOf({ view, bytes, frame }: FrameSummary): ArrivedDatagram | null {
  if (view?.kind !== "udp") return null;
  const { transport, payload } = decodeFrame(bytes).layers;
  if (transport?.kind !== "udp") return null;
  return {
    frames: [frame],
    from: { address: view.src, port: view.srcPort },
    toPort: view.dstPort,
    length: transport.header.length - UDP_HEADER_LENGTH,
    bytes: payload.bytes,
  };
}

/** Puts fragments together as the receiver's kernel does; a datagram of which a part is missing never comes out. */
export class DatagramAssembly {
  readonly #parts = new Map<string, FrameSummary[]>();

  /** The datagram that is whole with this frame, or null. */
  arrived(summary: FrameSummary, host: string): ArrivedDatagram | null {
    const { fragment, view } = summary;
    if (fragment === null) return headOf(summary);
    const packet = `${host} ${view?.src} ${view?.dst} ${fragment.protocol} ${fragment.identification}`;
    const parts = [...(this.#parts.get(packet) ?? []), summary];
    this.#parts.set(packet, parts);
    const sorted = parts.toSorted((a, b) => (a.fragment?.offset ?? 0) - (b.fragment?.offset ?? 0));
    const [first] = sorted;
    if (!first || !isWhole(sorted)) return null;
    this.#parts.delete(packet);
    const head = headOf(first);
    return head && { ...head, frames: sorted.map(({ frame }) => frame) };
  }
}

function isWhole(sorted: readonly FrameSummary[]): boolean {
  let end = 0;
  for (const { fragment } of sorted) {
    if (fragment === null || fragment.offset > end) return false;
    end = Math.max(end, fragment.offset + fragment.length);
  }
  return sorted.at(-1)?.fragment?.isLast === true;
}
