import type { Frame } from "./frame.ts";
import { protocolOf } from "./ip-packet.ts";
import { ipv6Fragment } from "./ipv6.ts";

/** A part of an IP packet that its sender cut, as it was longer than the link's MTU (RFC 791 §3.2, RFC 8200 §4.5). */
export interface IpFragment {
  readonly identification: number;
  /** Of what the whole packet carries. */
  readonly protocol: number;
  /** Bytes of the packet's payload before this part, and in it; without the IP headers. */
  readonly offset: number;
  readonly length: number;
  readonly isLast: boolean;
}

/** What part of its packet a frame carries, or null where it carries a whole one or no IP. */
export function ipFragment({ layers: { ip, transport, payload } }: Frame): IpFragment | null {
  if (ip === null) return null;
  const place = ip.kind === "ipv6" ? ipv6Fragment(ip.header) : ipv4Place(ip.header);
  if (place === null || (place.offset === 0 && !place.more)) return null;
  const { identification, offset, more } = place;
  const length = payload.length + (transport === null ? 0 : transport.end - transport.start);
  return { identification, protocol: protocolOf(ip), offset: 8 * offset, length, isLast: !more };
}

interface Ipv4Place {
  readonly identification: number;
  readonly fragmentOffset: number;
  readonly moreFragments: boolean;
}

function ipv4Place({ identification, fragmentOffset, moreFragments }: Ipv4Place) {
  return { identification, offset: fragmentOffset, more: moreFragments };
}
