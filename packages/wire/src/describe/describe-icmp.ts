import { type IcmpHeader, icmpTypeOf } from "../icmp.ts";
import { type Icmpv6Header, icmpv6TypeOf } from "../icmpv6.ts";
import type { Payload } from "../ip-packet.ts";
import { placeNdOptions } from "../nd-options.ts";

/** RFC 792, RFC 1812 §5.2.7.1. */
const UNREACHABLE: Readonly<Record<number, string>> = {
  0: "Network unreachable",
  1: "Host unreachable",
  2: "Protocol unreachable",
  3: "Port unreachable",
  4: "Fragmentation needed",
  5: "Source route failed",
  6: "Network unknown",
  7: "Host unknown",
  9: "Network administratively prohibited",
  10: "Host administratively prohibited",
  13: "Communication administratively filtered",
};

const TIME_EXCEEDED: Readonly<Record<number, string>> = {
  0: "Time to live exceeded in transit",
  1: "Fragment reassembly time exceeded",
};

export function describeIcmp(header: IcmpHeader, ttl: number): string {
  switch (header.kind) {
    case "echoRequest":
    case "echoReply": {
      const name = header.kind === "echoRequest" ? "request " : "reply   ";
      const { sequence } = header;
      const swapped = ((sequence & 0xff) << 8) | (sequence >>> 8);
      return `Echo (ping) ${name} id=${word(header.identifier)}, seq=${sequence}/${swapped}, ttl=${ttl}`;
    }
    case "unreachable":
      return `Destination unreachable (${named(UNREACHABLE, header.code)})`;
    case "timeExceeded":
      return `Time-to-live exceeded (${named(TIME_EXCEEDED, header.code)})`;
    case "unknown":
      return `ICMP type ${icmpTypeOf(header)}, code ${header.code}`;
    default:
      return header satisfies never;
  }
}

/** RFC 4443 §3.1. */
const UNREACHABLE6: Readonly<Record<number, string>> = {
  0: "no route to destination",
  1: "Administratively prohibited",
  2: "Beyond scope of source address",
  3: "Address unreachable",
  4: "Port unreachable",
};

const TIME_EXCEEDED6: Readonly<Record<number, string>> = {
  0: "hop limit exceeded in transit",
  1: "fragment reassembly time exceeded",
};

/** Messages that a Linux host sends unasked when IPv6 is on. */
const OTHER6: Readonly<Record<number, string>> = {
  133: "Router Solicitation",
  134: "Router Advertisement",
  143: "Multicast Listener Report Message v2",
};

/** @param bytes those that the payload's offsets belong to */
export function describeIcmpv6(
  header: Icmpv6Header,
  hopLimit: number,
  bytes: Uint8Array,
  payload: Payload,
): string {
  switch (header.kind) {
    case "echoRequest":
    case "echoReply": {
      const name = header.kind === "echoRequest" ? "request" : "reply";
      const { identifier, sequence } = header;
      return `Echo (ping) ${name} id=${word(identifier)}, seq=${sequence}, hop limit=${hopLimit}`;
    }
    case "unreachable":
      return `Destination Unreachable (${named(UNREACHABLE6, header.code)})`;
    case "packetTooBig":
      return "Packet Too Big";
    case "timeExceeded":
      return `Time Exceeded (${named(TIME_EXCEEDED6, header.code)})`;
    case "neighborSolicitation":
      return `Neighbor Solicitation for ${header.target}${linkLayer("from", bytes, payload)}`;
    case "neighborAdvertisement": {
      const { router, solicited, override } = header;
      const flags = [router ? "rtr" : null, solicited ? "sol" : null, override ? "ovr" : null];
      const text = flags.filter((name) => name !== null).join(", ");
      const shown = text === "" ? "" : ` (${text})`;
      return `Neighbor Advertisement ${header.target}${shown}${linkLayer("is at", bytes, payload)}`;
    }
    case "unknown": {
      const type = icmpv6TypeOf(header);
      return OTHER6[type] ?? `ICMPv6 type ${type}, code ${header.code}`;
    }
    default:
      return header satisfies never;
  }
}

function linkLayer(verb: string, bytes: Uint8Array, { start, end }: Payload): string {
  const option = placeNdOptions(bytes, start, end).find(({ linkLayerAddress }) => linkLayerAddress !== null);
  return option === undefined ? "" : ` ${verb} ${option.linkLayerAddress}`;
}

function named(names: Readonly<Record<number, string>>, code: number): string {
  return names[code] ?? `code ${code}`;
}

function word(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
