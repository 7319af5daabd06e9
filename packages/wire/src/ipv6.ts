import { concatBytes, u8, u16, u32 } from "./bytes.ts";
import { type Decoded, decoded, malformed, truncated, truncatedIn } from "./decoded.ts";
import { type Ipv6Address, ipv6FromBytes, ipv6ToBytes } from "./ip-address.ts";
import { bitSlot, readSlot, slot, writeBytes, writeSlot } from "./slot.ts";

/** RFC 8200 §3; DSCP and ECN: RFC 2474, RFC 3168 §5. */
export const IPV6 = {
  version: bitSlot("ipv6.version", 0, 1, 0, 4),
  dscp: bitSlot("ipv6.tclass.dscp", 0, 4, 4, 10),
  ecn: bitSlot("ipv6.tclass.ecn", 0, 4, 10, 12),
  flowLabel: bitSlot("ipv6.flow", 1, 3, 4, 24),
  payloadLength: slot("ipv6.plen", 4, 2),
  nextHeader: slot("ipv6.nxt", 6, 1),
  hopLimit: slot("ipv6.hlim", 7, 1),
  src: slot("ipv6.src", 8, 16),
  dst: slot("ipv6.dst", 24, 16),
} as const;

export const IPV6_HEADER_LENGTH = 40;

/** Extension headers (RFC 8200 §4) that are walked to find the transport header. */
export const Ipv6Extension = { hopByHop: 0, routing: 43, fragment: 44, destination: 60 } as const;

const EXTENSIONS: ReadonlySet<number> = new Set(Object.values(Ipv6Extension));

export interface Ipv6ExtensionHeader {
  /** Which extension this is: the `nextHeader` value before it. */
  readonly type: number;
  /** The `nextHeader` value it holds, which stands in its first byte. */
  readonly nextHeader: number;
  /** From its second byte on. */
  readonly rest: Uint8Array;
}

export interface Ipv6Header {
  readonly dscp: number;
  readonly ecn: number;
  readonly flowLabel: number;
  /** Bytes after the fixed header, extension headers included. */
  readonly payloadLength: number;
  readonly nextHeader: number;
  readonly hopLimit: number;
  readonly src: Ipv6Address;
  readonly dst: Ipv6Address;
  readonly extensions: readonly Ipv6ExtensionHeader[];
}

export function decodeIpv6(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<Ipv6Header> {
  if (end - start < IPV6_HEADER_LENGTH) return truncatedIn(IPV6, start, end);
  const version = readSlot(bytes, start, IPV6.version);
  if (version !== 6) return malformed(IPV6.version.id, start, "6", version);
  const nextHeader = readSlot(bytes, start, IPV6.nextHeader);
  const extensions: Ipv6ExtensionHeader[] = [];
  let type = nextHeader;
  let at = start + IPV6_HEADER_LENGTH;
  while (EXTENSIONS.has(type)) {
    const length = extensionLength(bytes, at, type);
    if (at + length > end) return truncated(extensionField(type), at, length, Math.max(0, end - at));
    extensions.push({ type, nextHeader: u8(bytes, at), rest: bytes.slice(at + 1, at + length) });
    type = u8(bytes, at);
    at += length;
    // RFC 8200 §4.5: what follows a later fragment's header is data, not headers.
    if (isLaterFragment(extensions.at(-1))) break;
  }
  const wireEnd = start + IPV6_HEADER_LENGTH + readSlot(bytes, start, IPV6.payloadLength);
  if (at > wireEnd) {
    const expected = `>= ${at - start - IPV6_HEADER_LENGTH}`;
    return malformed(
      IPV6.payloadLength.id,
      start + IPV6.payloadLength.at,
      expected,
      wireEnd - start - IPV6_HEADER_LENGTH,
    );
  }
  return decoded(readHeader(bytes, start, nextHeader, extensions), at);
}

/** Bytes; a fragment header is always 8 (RFC 8200 §4.5), the others say so in their second byte. */
function extensionLength(bytes: Uint8Array, at: number, type: number): number {
  return type === Ipv6Extension.fragment ? 8 : 8 + 8 * u8(bytes, at + 1);
}

function extensionField(type: number): string {
  switch (type) {
    case Ipv6Extension.hopByHop:
      return "ipv6.hopopts";
    case Ipv6Extension.routing:
      return "ipv6.routing";
    case Ipv6Extension.fragment:
      return "ipv6.fraghdr";
    default:
      return "ipv6.dstopts";
  }
}

function readHeader(
  bytes: Uint8Array,
  start: number,
  nextHeader: number,
  extensions: readonly Ipv6ExtensionHeader[],
): Ipv6Header {
  return {
    dscp: readSlot(bytes, start, IPV6.dscp),
    ecn: readSlot(bytes, start, IPV6.ecn),
    flowLabel: readSlot(bytes, start, IPV6.flowLabel),
    payloadLength: readSlot(bytes, start, IPV6.payloadLength),
    nextHeader,
    hopLimit: readSlot(bytes, start, IPV6.hopLimit),
    src: ipv6FromBytes(bytes, start + IPV6.src.at),
    dst: ipv6FromBytes(bytes, start + IPV6.dst.at),
    extensions,
  };
}

/** The protocol after the last extension header. */
export function upperProtocol(header: Ipv6Header): number {
  return header.extensions.at(-1)?.nextHeader ?? header.nextHeader;
}

interface FragmentHeader {
  /** In units of 8 bytes. */
  readonly offset: number;
  readonly more: boolean;
  readonly identification: number;
}

/** What a fragment header says (RFC 8200 §4.5). */
function fragmentOf({ rest }: Ipv6ExtensionHeader): FragmentHeader {
  const word = u16(rest, 1);
  return { offset: word >>> 3, more: (word & 1) === 1, identification: u32(rest, 3) };
}

/** The fragment header of a packet, or null where it has none. */
export function ipv6Fragment({ extensions }: Ipv6Header): FragmentHeader | null {
  const extension = extensions.find(({ type }) => type === Ipv6Extension.fragment);
  return extension === undefined ? null : fragmentOf(extension);
}

function isLaterFragment(extension: Ipv6ExtensionHeader | undefined): boolean {
  return extension?.type === Ipv6Extension.fragment && fragmentOf(extension).offset > 0;
}

/** An atomic fragment (RFC 6946: offset 0, nothing more) is a whole packet. */
export function ipv6FragmentOf(header: Ipv6Header): "whole" | "first" | "later" {
  const fragment = ipv6Fragment(header);
  if (fragment === null) return "whole";
  if (fragment.offset > 0) return "later";
  return fragment.more ? "first" : "whole";
}

/**
 * Writes the payload length as it stands in the header; `composeFrame` computes it.
 * @throws WireError if a number does not fit its field
 */
export function emitIpv6(header: Ipv6Header): Uint8Array {
  const bytes = new Uint8Array(IPV6_HEADER_LENGTH);
  writeSlot(bytes, 0, IPV6.version, 6);
  writeSlot(bytes, 0, IPV6.dscp, header.dscp);
  writeSlot(bytes, 0, IPV6.ecn, header.ecn);
  writeSlot(bytes, 0, IPV6.flowLabel, header.flowLabel);
  writeSlot(bytes, 0, IPV6.payloadLength, header.payloadLength);
  writeSlot(bytes, 0, IPV6.nextHeader, header.nextHeader);
  writeSlot(bytes, 0, IPV6.hopLimit, header.hopLimit);
  writeBytes(bytes, 0, IPV6.src, ipv6ToBytes(header.src));
  writeBytes(bytes, 0, IPV6.dst, ipv6ToBytes(header.dst));
  const extensions = header.extensions.flatMap(({ nextHeader, rest }) => [Uint8Array.of(nextHeader), rest]);
  return concatBytes([bytes, ...extensions]);
}
