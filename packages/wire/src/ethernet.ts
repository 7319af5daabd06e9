import { type Decoded, decoded, truncatedIn } from "./decoded.ts";
import { type MacAddress, macFromBytes, macToBytes } from "./mac-address.ts";
import { readSlot, slot, writeBytes, writeSlot } from "./slot.ts";

/** IEEE 802.3 §3.1.1, without preamble and frame check sequence, as a TAP device hands it over. */
export const ETHERNET = {
  dst: slot("eth.dst", 0, 6),
  src: slot("eth.src", 6, 6),
  etherType: slot("eth.type", 12, 2),
} as const;

export const ETHERNET_HEADER_LENGTH = 14;

/** Values of the type field (IANA, IEEE 802 Numbers). Values up to 1500 are a length (IEEE 802.3). */
export const EtherType = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd } as const;

export interface EthernetHeader {
  readonly dst: MacAddress;
  readonly src: MacAddress;
  readonly etherType: number;
}

export function decodeEthernet(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<EthernetHeader> {
  if (end - start < ETHERNET_HEADER_LENGTH) return truncatedIn(ETHERNET, start, end);
  const header: EthernetHeader = {
    dst: macFromBytes(bytes, start + ETHERNET.dst.at),
    src: macFromBytes(bytes, start + ETHERNET.src.at),
    etherType: readSlot(bytes, start, ETHERNET.etherType),
  };
  return decoded(header, start + ETHERNET_HEADER_LENGTH);
}

/** @throws WireError if a number does not fit its field */
export function emitEthernet(header: EthernetHeader): Uint8Array {
  const bytes = new Uint8Array(ETHERNET_HEADER_LENGTH);
  writeBytes(bytes, 0, ETHERNET.dst, macToBytes(header.dst));
  writeBytes(bytes, 0, ETHERNET.src, macToBytes(header.src));
  writeSlot(bytes, 0, ETHERNET.etherType, header.etherType);
  return bytes;
}
