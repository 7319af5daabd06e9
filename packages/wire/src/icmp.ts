import { type Decoded, decoded, truncatedIn } from "./decoded.ts";
import { readSlot, slot, writeSlot } from "./slot.ts";

/** RFC 792, the part that all messages share. */
export const ICMP = {
  type: slot("icmp.type", 0, 1),
  code: slot("icmp.code", 1, 1),
  checksum: slot("icmp.checksum", 2, 2),
} as const;

/** RFC 792, echo and echo reply. */
export const ICMP_ECHO = {
  identifier: slot("icmp.ident", 4, 2),
  sequence: slot("icmp.seq", 6, 2),
} as const;

/** Errors: RFC 792 and, for the MTU, RFC 1191 §4. The packet they are about follows. */
export const ICMP_ERROR = {
  unused: slot("icmp.unused", 4, 2),
  nextHopMtu: slot("icmp.mtu", 6, 2),
} as const;

const COMMON_LENGTH = 4;
const WHOLE_LENGTH = 8;

/** Values of the type field (IANA, ICMP Parameters). */
export const IcmpType = { echoReply: 0, unreachable: 3, echoRequest: 8, timeExceeded: 11 } as const;

/** Codes of `unreachable` that a host meets most. */
export const UnreachableCode = { net: 0, host: 1, protocol: 2, port: 3, fragmentationNeeded: 4 } as const;

export type IcmpHeader =
  | {
      readonly kind: "echoRequest" | "echoReply";
      readonly code: number;
      readonly checksum: number;
      readonly identifier: number;
      readonly sequence: number;
    }
  | {
      readonly kind: "unreachable" | "timeExceeded";
      readonly code: number;
      readonly checksum: number;
      /** Zero, but for the length of the quoted packet where extensions follow it (RFC 4884 §4). */
      readonly unused: number;
      /** Bytes; 0 unless fragmentation was needed. */
      readonly nextHopMtu: number;
    }
  /** Its body, from the fifth byte on, is payload. */
  | { readonly kind: "unknown"; readonly type: number; readonly code: number; readonly checksum: number };

const KINDS: ReadonlyMap<number, Exclude<IcmpHeader["kind"], "unknown">> = new Map([
  [IcmpType.echoReply, "echoReply"],
  [IcmpType.unreachable, "unreachable"],
  [IcmpType.echoRequest, "echoRequest"],
  [IcmpType.timeExceeded, "timeExceeded"],
]);

export function icmpTypeOf(header: IcmpHeader): number {
  return header.kind === "unknown" ? header.type : IcmpType[header.kind];
}

export function decodeIcmp(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<IcmpHeader> {
  if (end - start < COMMON_LENGTH) return truncatedIn(ICMP, start, end);
  const type = readSlot(bytes, start, ICMP.type);
  const code = readSlot(bytes, start, ICMP.code);
  const checksum = readSlot(bytes, start, ICMP.checksum);
  const kind = KINDS.get(type);
  const isWhole = end - start >= WHOLE_LENGTH;
  switch (kind) {
    case undefined:
      return decoded({ kind: "unknown", type, code, checksum }, start + COMMON_LENGTH);
    case "echoRequest":
    case "echoReply": {
      if (!isWhole) return truncatedIn(ICMP_ECHO, start, end);
      const identifier = readSlot(bytes, start, ICMP_ECHO.identifier);
      const sequence = readSlot(bytes, start, ICMP_ECHO.sequence);
      return decoded({ kind, code, checksum, identifier, sequence }, start + WHOLE_LENGTH);
    }
    case "unreachable":
    case "timeExceeded": {
      if (!isWhole) return truncatedIn(ICMP_ERROR, start, end);
      const unused = readSlot(bytes, start, ICMP_ERROR.unused);
      const nextHopMtu = readSlot(bytes, start, ICMP_ERROR.nextHopMtu);
      return decoded({ kind, code, checksum, unused, nextHopMtu }, start + WHOLE_LENGTH);
    }
    default:
      return kind satisfies never;
  }
}

/**
 * Writes the checksum as it stands in the header; `composeFrame` computes it.
 * @throws WireError if a number does not fit its field
 */
export function emitIcmp(header: IcmpHeader): Uint8Array {
  const bytes = new Uint8Array(header.kind === "unknown" ? COMMON_LENGTH : WHOLE_LENGTH);
  writeSlot(bytes, 0, ICMP.type, icmpTypeOf(header));
  writeSlot(bytes, 0, ICMP.code, header.code);
  writeSlot(bytes, 0, ICMP.checksum, header.checksum);
  switch (header.kind) {
    case "unknown":
      break;
    case "echoRequest":
    case "echoReply":
      writeSlot(bytes, 0, ICMP_ECHO.identifier, header.identifier);
      writeSlot(bytes, 0, ICMP_ECHO.sequence, header.sequence);
      break;
    case "unreachable":
    case "timeExceeded":
      writeSlot(bytes, 0, ICMP_ERROR.unused, header.unused);
      writeSlot(bytes, 0, ICMP_ERROR.nextHopMtu, header.nextHopMtu);
      break;
    default:
      header satisfies never;
  }
  return bytes;
}
