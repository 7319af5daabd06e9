import { type Decoded, decoded, truncatedIn } from "./decoded.ts";
import { type Ipv6Address, ipv6FromBytes, ipv6ToBytes } from "./ip-address.ts";
import { bitSlot, readSlot, slot, writeBytes, writeSlot } from "./slot.ts";

/** RFC 4443 §2.1. */
export const ICMPV6 = {
  type: slot("icmpv6.type", 0, 1),
  code: slot("icmpv6.code", 1, 1),
  checksum: slot("icmpv6.checksum", 2, 2),
} as const;

/** RFC 4443 §4. */
export const ICMPV6_ECHO = {
  identifier: slot("icmpv6.echo.identifier", 4, 2),
  sequence: slot("icmpv6.echo.sequence_number", 6, 2),
} as const;

/** RFC 4443 §3: the word before the packet that an error is about; the MTU in "packet too big", else unused. */
export const ICMPV6_ERROR = { word: slot("icmpv6.reserved", 4, 4), mtu: slot("icmpv6.mtu", 4, 4) } as const;

/** RFC 4861 §4.3. */
export const NEIGHBOR_SOLICITATION = {
  reserved: slot("icmpv6.reserved", 4, 4),
  target: slot("icmpv6.nd.ns.target_address", 8, 16),
} as const;

/** RFC 4861 §4.4. */
export const NEIGHBOR_ADVERTISEMENT = {
  router: bitSlot("icmpv6.nd.na.flag.r", 4, 4, 0, 1),
  solicited: bitSlot("icmpv6.nd.na.flag.s", 4, 4, 1, 2),
  override: bitSlot("icmpv6.nd.na.flag.o", 4, 4, 2, 3),
  reserved: bitSlot("icmpv6.nd.na.flag.rsv", 4, 4, 3, 32),
  target: slot("icmpv6.nd.na.target_address", 8, 16),
} as const;

const COMMON_LENGTH = 4;
const ECHO_LENGTH = 8;
const NEIGHBOR_LENGTH = 24;

/** Values of the type field (IANA, ICMPv6 Parameters). */
export const Icmpv6Type = {
  unreachable: 1,
  packetTooBig: 2,
  timeExceeded: 3,
  echoRequest: 128,
  echoReply: 129,
  neighborSolicitation: 135,
  neighborAdvertisement: 136,
} as const;

interface Common {
  readonly code: number;
  readonly checksum: number;
}

export type Icmpv6Header =
  | (Common & {
      readonly kind: "echoRequest" | "echoReply";
      readonly identifier: number;
      readonly sequence: number;
    })
  | (Common & {
      readonly kind: "unreachable" | "packetTooBig" | "timeExceeded";
      /** The MTU in bytes if `packetTooBig`; else unused. */
      readonly word: number;
    })
  | (Common & {
      readonly kind: "neighborSolicitation";
      readonly reserved: number;
      readonly target: Ipv6Address;
    })
  | (Common & {
      readonly kind: "neighborAdvertisement";
      readonly router: boolean;
      readonly solicited: boolean;
      readonly override: boolean;
      readonly reserved: number;
      readonly target: Ipv6Address;
    })
  /** Its body, from the fifth byte on, is payload. */
  | (Common & { readonly kind: "unknown"; readonly type: number });

export function icmpv6TypeOf(header: Icmpv6Header): number {
  return header.kind === "unknown" ? header.type : Icmpv6Type[header.kind];
}

/** Neighbour discovery options are payload; `placeNdOptions` reads them. */
export function decodeIcmpv6(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<Icmpv6Header> {
  if (end - start < COMMON_LENGTH) return truncatedIn(ICMPV6, start, end);
  const type = readSlot(bytes, start, ICMPV6.type);
  const code = readSlot(bytes, start, ICMPV6.code);
  const checksum = readSlot(bytes, start, ICMPV6.checksum);
  const common = { code, checksum };
  switch (type) {
    case Icmpv6Type.echoRequest:
      return decodeEcho("echoRequest", common, bytes, start, end);
    case Icmpv6Type.echoReply:
      return decodeEcho("echoReply", common, bytes, start, end);
    case Icmpv6Type.unreachable:
      return decodeError("unreachable", common, bytes, start, end);
    case Icmpv6Type.packetTooBig:
      return decodeError("packetTooBig", common, bytes, start, end);
    case Icmpv6Type.timeExceeded:
      return decodeError("timeExceeded", common, bytes, start, end);
    case Icmpv6Type.neighborSolicitation:
      return decodeSolicitation(common, bytes, start, end);
    case Icmpv6Type.neighborAdvertisement:
      return decodeAdvertisement(common, bytes, start, end);
    default:
      return decoded({ kind: "unknown", type, code, checksum }, start + COMMON_LENGTH);
  }
}

function decodeEcho(
  kind: "echoRequest" | "echoReply",
  common: Common,
  bytes: Uint8Array,
  start: number,
  end: number,
): Decoded<Icmpv6Header> {
  if (end - start < ECHO_LENGTH) return truncatedIn(ICMPV6_ECHO, start, end);
  const identifier = readSlot(bytes, start, ICMPV6_ECHO.identifier);
  const sequence = readSlot(bytes, start, ICMPV6_ECHO.sequence);
  return decoded({ kind, ...common, identifier, sequence }, start + ECHO_LENGTH);
}

function decodeError(
  kind: "unreachable" | "packetTooBig" | "timeExceeded",
  common: Common,
  bytes: Uint8Array,
  start: number,
  end: number,
): Decoded<Icmpv6Header> {
  if (end - start < ECHO_LENGTH) return truncatedIn(ICMPV6_ERROR, start, end);
  return decoded({ kind, ...common, word: readSlot(bytes, start, ICMPV6_ERROR.word) }, start + ECHO_LENGTH);
}

function decodeSolicitation(
  common: Common,
  bytes: Uint8Array,
  start: number,
  end: number,
): Decoded<Icmpv6Header> {
  if (end - start < NEIGHBOR_LENGTH) return truncatedIn(NEIGHBOR_SOLICITATION, start, end);
  const header: Icmpv6Header = {
    kind: "neighborSolicitation",
    ...common,
    reserved: readSlot(bytes, start, NEIGHBOR_SOLICITATION.reserved),
    target: ipv6FromBytes(bytes, start + NEIGHBOR_SOLICITATION.target.at),
  };
  return decoded(header, start + NEIGHBOR_LENGTH);
}

function decodeAdvertisement(
  common: Common,
  bytes: Uint8Array,
  start: number,
  end: number,
): Decoded<Icmpv6Header> {
  if (end - start < NEIGHBOR_LENGTH) return truncatedIn(NEIGHBOR_ADVERTISEMENT, start, end);
  const header: Icmpv6Header = {
    kind: "neighborAdvertisement",
    ...common,
    router: readSlot(bytes, start, NEIGHBOR_ADVERTISEMENT.router) === 1,
    solicited: readSlot(bytes, start, NEIGHBOR_ADVERTISEMENT.solicited) === 1,
    override: readSlot(bytes, start, NEIGHBOR_ADVERTISEMENT.override) === 1,
    reserved: readSlot(bytes, start, NEIGHBOR_ADVERTISEMENT.reserved),
    target: ipv6FromBytes(bytes, start + NEIGHBOR_ADVERTISEMENT.target.at),
  };
  return decoded(header, start + NEIGHBOR_LENGTH);
}

function lengthOf(header: Icmpv6Header): number {
  switch (header.kind) {
    case "unknown":
      return COMMON_LENGTH;
    case "neighborSolicitation":
    case "neighborAdvertisement":
      return NEIGHBOR_LENGTH;
    case "echoRequest":
    case "echoReply":
    case "unreachable":
    case "packetTooBig":
    case "timeExceeded":
      return ECHO_LENGTH;
    default:
      return header satisfies never;
  }
}

/**
 * Writes the checksum as it stands in the header; `composeFrame` computes it.
 * @throws WireError if a number does not fit its field
 */
export function emitIcmpv6(header: Icmpv6Header): Uint8Array {
  const bytes = new Uint8Array(lengthOf(header));
  writeSlot(bytes, 0, ICMPV6.type, icmpv6TypeOf(header));
  writeSlot(bytes, 0, ICMPV6.code, header.code);
  writeSlot(bytes, 0, ICMPV6.checksum, header.checksum);
  emitBody(bytes, header);
  return bytes;
}

function emitBody(bytes: Uint8Array, header: Icmpv6Header): void {
  switch (header.kind) {
    case "unknown":
      return;
    case "echoRequest":
    case "echoReply":
      writeSlot(bytes, 0, ICMPV6_ECHO.identifier, header.identifier);
      writeSlot(bytes, 0, ICMPV6_ECHO.sequence, header.sequence);
      return;
    case "unreachable":
    case "packetTooBig":
    case "timeExceeded":
      writeSlot(bytes, 0, ICMPV6_ERROR.word, header.word);
      return;
    case "neighborSolicitation":
      writeSlot(bytes, 0, NEIGHBOR_SOLICITATION.reserved, header.reserved);
      writeBytes(bytes, 0, NEIGHBOR_SOLICITATION.target, ipv6ToBytes(header.target));
      return;
    case "neighborAdvertisement":
      writeSlot(bytes, 0, NEIGHBOR_ADVERTISEMENT.router, Number(header.router));
      writeSlot(bytes, 0, NEIGHBOR_ADVERTISEMENT.solicited, Number(header.solicited));
      writeSlot(bytes, 0, NEIGHBOR_ADVERTISEMENT.override, Number(header.override));
      writeSlot(bytes, 0, NEIGHBOR_ADVERTISEMENT.reserved, header.reserved);
      writeBytes(bytes, 0, NEIGHBOR_ADVERTISEMENT.target, ipv6ToBytes(header.target));
      return;
    default:
      header satisfies never;
  }
}
