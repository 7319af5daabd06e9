import { decodeFrame, quotedPacket } from "@wirestage/wire";

const ETHERNET_LENGTH = 14;
/** How far back the frame that a message is about is looked for. */
const MOST_BACK = 1_000;

interface Before {
  readonly frame: number;
  readonly from: string;
  readonly bytes: Uint8Array;
}

/** The bytes of the packet that an ICMP error quotes (RFC 792, RFC 4443 §3), or null where `bytes` is no such frame. */
function quotation(bytes: Uint8Array): Uint8Array | null {
  const { layers } = decodeFrame(bytes);
  if (quotedPacket(bytes, layers) === null) return null;
  const { start, length } = layers.payload;
  return bytes.subarray(start, start + length);
}

function begins(packet: Uint8Array, quote: Uint8Array): boolean {
  const length = Math.min(packet.length, quote.length);
  for (let at = 0; at < length; at++) if (packet[at] !== quote[at]) return false;
  return length > 0;
}

/**
 * Which of the frames `before` an ICMP error is about: the last one of another host whose packet it quotes. Derived by
 * us, as equal datagrams have equal quotations; null where it is about none of them or is no error.
 */
export function quotedFrame(
  { from, bytes }: Omit<Before, "frame">,
  before: readonly Before[],
): number | null {
  const quote = quotation(bytes);
  if (quote === null) return null;
  for (let at = before.length - 1; at >= Math.max(0, before.length - MOST_BACK); at--) {
    const earlier = before[at];
    if (!earlier || earlier.from === from) continue;
    if (begins(earlier.bytes.subarray(ETHERNET_LENGTH), quote)) return earlier.frame;
  }
  return null;
}
