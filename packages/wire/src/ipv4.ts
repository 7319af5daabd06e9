import { concatBytes } from "./bytes.ts";
import { type Decoded, decoded, malformed, truncated, truncatedIn } from "./decoded.ts";
import { type Ipv4Address, ipv4FromBytes, ipv4ToBytes } from "./ip-address.ts";
import { bitSlot, readSlot, slot, writeBytes, writeSlot } from "./slot.ts";
import { WireError } from "./wire-error.ts";

/** RFC 791 §3.1; DSCP and ECN: RFC 2474, RFC 3168 §5. */
export const IPV4 = {
  version: bitSlot("ip.version", 0, 1, 0, 4),
  headerLength: bitSlot("ip.hdr_len", 0, 1, 4, 8),
  dscp: bitSlot("ip.dsfield.dscp", 1, 1, 0, 6),
  ecn: bitSlot("ip.dsfield.ecn", 1, 1, 6, 8),
  totalLength: slot("ip.len", 2, 2),
  identification: slot("ip.id", 4, 2),
  reservedBit: bitSlot("ip.flags.rb", 6, 1, 0, 1),
  dontFragment: bitSlot("ip.flags.df", 6, 1, 1, 2),
  moreFragments: bitSlot("ip.flags.mf", 6, 1, 2, 3),
  fragmentOffset: bitSlot("ip.frag_offset", 6, 2, 3, 16),
  ttl: slot("ip.ttl", 8, 1),
  protocol: slot("ip.proto", 9, 1),
  checksum: slot("ip.checksum", 10, 2),
  src: slot("ip.src", 12, 4),
  dst: slot("ip.dst", 16, 4),
} as const;

export const IPV4_HEADER_LENGTH = 20;

/** Values of `protocol` and of IPv6's `nextHeader` (IANA, Assigned Internet Protocol Numbers). */
export const IpProtocol = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

export interface Ipv4Header {
  readonly dscp: number;
  readonly ecn: number;
  /** Bytes of header and payload. */
  readonly totalLength: number;
  readonly identification: number;
  readonly reservedBit: boolean;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  /** In units of 8 bytes. */
  readonly fragmentOffset: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly checksum: number;
  readonly src: Ipv4Address;
  readonly dst: Ipv4Address;
  /** A multiple of four bytes, at most 40. */
  readonly options: Uint8Array;
}

export function decodeIpv4(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<Ipv4Header> {
  if (end - start < IPV4_HEADER_LENGTH) return truncatedIn(IPV4, start, end);
  const version = readSlot(bytes, start, IPV4.version);
  if (version !== 4) return malformed(IPV4.version.id, start, "4", version);
  const headerLength = 4 * readSlot(bytes, start, IPV4.headerLength);
  if (headerLength < IPV4_HEADER_LENGTH) return malformed(IPV4.headerLength.id, start, ">= 20", headerLength);
  const totalLength = readSlot(bytes, start, IPV4.totalLength);
  if (totalLength < headerLength) {
    return malformed(IPV4.totalLength.id, start + IPV4.totalLength.at, `>= ${headerLength}`, totalLength);
  }
  const optionsAt = start + IPV4_HEADER_LENGTH;
  const headerEnd = start + headerLength;
  if (end < headerEnd) return truncated("ip.options", optionsAt, headerEnd - optionsAt, end - optionsAt);
  return decoded(readHeader(bytes, start, headerEnd), headerEnd);
}

function readHeader(bytes: Uint8Array, start: number, headerEnd: number): Ipv4Header {
  return {
    dscp: readSlot(bytes, start, IPV4.dscp),
    ecn: readSlot(bytes, start, IPV4.ecn),
    totalLength: readSlot(bytes, start, IPV4.totalLength),
    identification: readSlot(bytes, start, IPV4.identification),
    reservedBit: readSlot(bytes, start, IPV4.reservedBit) === 1,
    dontFragment: readSlot(bytes, start, IPV4.dontFragment) === 1,
    moreFragments: readSlot(bytes, start, IPV4.moreFragments) === 1,
    fragmentOffset: readSlot(bytes, start, IPV4.fragmentOffset),
    ttl: readSlot(bytes, start, IPV4.ttl),
    protocol: readSlot(bytes, start, IPV4.protocol),
    checksum: readSlot(bytes, start, IPV4.checksum),
    src: ipv4FromBytes(bytes, start + IPV4.src.at),
    dst: ipv4FromBytes(bytes, start + IPV4.dst.at),
    options: bytes.slice(start + IPV4_HEADER_LENGTH, headerEnd),
  };
}

/**
 * Writes length and checksum as they stand in the header; `composeFrame` computes them.
 * @throws WireError if a number does not fit its field or the options are not a multiple of four bytes
 */
export function emitIpv4(header: Ipv4Header): Uint8Array {
  if (header.options.length % 4 !== 0) {
    throw new WireError(
      "options-unaligned",
      { found: header.options.length },
      `IPv4 options have ${header.options.length} bytes; pad them with zeros to a multiple of four.`,
    );
  }
  const bytes = new Uint8Array(IPV4_HEADER_LENGTH);
  writeSlot(bytes, 0, IPV4.version, 4);
  writeSlot(bytes, 0, IPV4.headerLength, (IPV4_HEADER_LENGTH + header.options.length) / 4);
  writeSlot(bytes, 0, IPV4.dscp, header.dscp);
  writeSlot(bytes, 0, IPV4.ecn, header.ecn);
  writeSlot(bytes, 0, IPV4.totalLength, header.totalLength);
  writeSlot(bytes, 0, IPV4.identification, header.identification);
  writeSlot(bytes, 0, IPV4.reservedBit, Number(header.reservedBit));
  writeSlot(bytes, 0, IPV4.dontFragment, Number(header.dontFragment));
  writeSlot(bytes, 0, IPV4.moreFragments, Number(header.moreFragments));
  writeSlot(bytes, 0, IPV4.fragmentOffset, header.fragmentOffset);
  writeSlot(bytes, 0, IPV4.ttl, header.ttl);
  writeSlot(bytes, 0, IPV4.protocol, header.protocol);
  writeSlot(bytes, 0, IPV4.checksum, header.checksum);
  writeBytes(bytes, 0, IPV4.src, ipv4ToBytes(header.src));
  writeBytes(bytes, 0, IPV4.dst, ipv4ToBytes(header.dst));
  return concatBytes([bytes, header.options]);
}
