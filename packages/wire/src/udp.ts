import { type Decoded, decoded, malformed, truncatedIn } from "./decoded.ts";
import { readSlot, slot, writeSlot } from "./slot.ts";

/** RFC 768. */
export const UDP = {
  srcPort: slot("udp.srcport", 0, 2),
  dstPort: slot("udp.dstport", 2, 2),
  length: slot("udp.length", 4, 2),
  checksum: slot("udp.checksum", 6, 2),
} as const;

export const UDP_HEADER_LENGTH = 8;

export interface UdpHeader {
  readonly srcPort: number;
  readonly dstPort: number;
  /** Bytes of header and payload. */
  readonly length: number;
  /** 0 over IPv4: the sender made none. */
  readonly checksum: number;
}

export function decodeUdp(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<UdpHeader> {
  if (end - start < UDP_HEADER_LENGTH) return truncatedIn(UDP, start, end);
  const length = readSlot(bytes, start, UDP.length);
  if (length < UDP_HEADER_LENGTH) return malformed(UDP.length.id, start + UDP.length.at, ">= 8", length);
  const header: UdpHeader = {
    srcPort: readSlot(bytes, start, UDP.srcPort),
    dstPort: readSlot(bytes, start, UDP.dstPort),
    length,
    checksum: readSlot(bytes, start, UDP.checksum),
  };
  return decoded(header, start + UDP_HEADER_LENGTH);
}

/**
 * Writes length and checksum as they stand in the header; `composeFrame` computes them.
 * @throws WireError if a number does not fit its field
 */
export function emitUdp(header: UdpHeader): Uint8Array {
  const bytes = new Uint8Array(UDP_HEADER_LENGTH);
  writeSlot(bytes, 0, UDP.srcPort, header.srcPort);
  writeSlot(bytes, 0, UDP.dstPort, header.dstPort);
  writeSlot(bytes, 0, UDP.length, header.length);
  writeSlot(bytes, 0, UDP.checksum, header.checksum);
  return bytes;
}
