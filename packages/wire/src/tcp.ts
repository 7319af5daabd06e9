import { concatBytes } from "./bytes.ts";
import { type Decoded, decoded, malformed, truncated, truncatedIn } from "./decoded.ts";
import { SeqNumber } from "./seq-number.ts";
import { bitSlot, readSlot, slot, writeSlot } from "./slot.ts";
import { decodeTcpOptions, emitTcpOptions, type TcpOption } from "./tcp-options.ts";

/** RFC 9293 §3.1. */
export const TCP = {
  srcPort: slot("tcp.srcport", 0, 2),
  dstPort: slot("tcp.dstport", 2, 2),
  seq: slot("tcp.seq_raw", 4, 4),
  ack: slot("tcp.ack_raw", 8, 4),
  headerLength: bitSlot("tcp.hdr_len", 12, 1, 0, 4),
  flags: bitSlot("tcp.flags", 12, 2, 4, 16),
  window: slot("tcp.window_size_value", 14, 2),
  checksum: slot("tcp.checksum", 16, 2),
  urgentPointer: slot("tcp.urgent_pointer", 18, 2),
} as const;

export const TCP_HEADER_LENGTH = 20;

export interface TcpHeader {
  readonly srcPort: number;
  readonly dstPort: number;
  readonly seq: SeqNumber;
  readonly ack: SeqNumber;
  /** The 12 bits after the data offset, reserved bits included; see `TcpFlag`. */
  readonly flags: number;
  /** As it stands in the header, not scaled. */
  readonly window: number;
  readonly checksum: number;
  readonly urgentPointer: number;
  readonly options: readonly TcpOption[];
}

export function decodeTcp(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<TcpHeader> {
  if (end - start < TCP_HEADER_LENGTH) return truncatedIn(TCP, start, end);
  const headerLength = 4 * readSlot(bytes, start, TCP.headerLength);
  if (headerLength < TCP_HEADER_LENGTH) {
    return malformed(TCP.headerLength.id, start + TCP.headerLength.at, ">= 20", headerLength);
  }
  const optionsAt = start + TCP_HEADER_LENGTH;
  const headerEnd = start + headerLength;
  if (end < headerEnd) return truncated("tcp.options", optionsAt, headerEnd - optionsAt, end - optionsAt);
  const header: TcpHeader = {
    srcPort: readSlot(bytes, start, TCP.srcPort),
    dstPort: readSlot(bytes, start, TCP.dstPort),
    seq: SeqNumber.of(readSlot(bytes, start, TCP.seq)),
    ack: SeqNumber.of(readSlot(bytes, start, TCP.ack)),
    flags: readSlot(bytes, start, TCP.flags),
    window: readSlot(bytes, start, TCP.window),
    checksum: readSlot(bytes, start, TCP.checksum),
    urgentPointer: readSlot(bytes, start, TCP.urgentPointer),
    options: decodeTcpOptions(bytes, optionsAt, headerEnd),
  };
  return decoded(header, headerEnd);
}

/**
 * Writes the checksum as it stands in the header; `composeFrame` computes it.
 * @throws WireError if a number does not fit its field or the options are not a multiple of four bytes
 */
export function emitTcp(header: TcpHeader): Uint8Array {
  const options = emitTcpOptions(header.options);
  const bytes = new Uint8Array(TCP_HEADER_LENGTH);
  writeSlot(bytes, 0, TCP.srcPort, header.srcPort);
  writeSlot(bytes, 0, TCP.dstPort, header.dstPort);
  writeSlot(bytes, 0, TCP.seq, header.seq);
  writeSlot(bytes, 0, TCP.ack, header.ack);
  writeSlot(bytes, 0, TCP.headerLength, (TCP_HEADER_LENGTH + options.length) / 4);
  writeSlot(bytes, 0, TCP.flags, header.flags);
  writeSlot(bytes, 0, TCP.window, header.window);
  writeSlot(bytes, 0, TCP.checksum, header.checksum);
  writeSlot(bytes, 0, TCP.urgentPointer, header.urgentPointer);
  return concatBytes([bytes, options]);
}
