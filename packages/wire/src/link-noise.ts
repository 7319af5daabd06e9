import { u8 } from "./bytes.ts";
import { Icmpv6Type } from "./icmpv6.ts";
import { IpProtocol } from "./ipv4.ts";
import { quickView } from "./quick-view.ts";

/** Internet Group Management Protocol, RFC 3376. */
const IGMP = 2;

/**
 * ICMPv6 messages by which hosts keep house on a link (IANA, ICMPv6 Parameters): 130 to 132 and 143 report multicast
 * groups (MLD, RFC 2710, RFC 3810), 133 to 137 look for routers and neighbours (RFC 4861).
 */
const HOUSEKEEPING: ReadonlySet<number> = new Set([
  130,
  131,
  132,
  133,
  134,
  Icmpv6Type.neighborSolicitation,
  Icmpv6Type.neighborAdvertisement,
  137,
  143,
]);

/**
 * Whether a frame is what kernels send for the link's sake and no program asked for: multicast group reports, and
 * IPv6's search for routers and neighbours. ARP is not counted among it: with it a lesson can be taught.
 * @param bytes a frame, whole or cut to a snap length
 */
export function isLinkNoise(bytes: Uint8Array): boolean {
  const view = quickView(bytes);
  if (view?.kind !== "other") return false;
  if (view.version === 4) return view.protocol === IGMP;
  const { transportOffset } = view;
  const isIcmpv6 = view.protocol === IpProtocol.icmpv6 && transportOffset < bytes.length;
  return isIcmpv6 && HOUSEKEEPING.has(u8(bytes, transportOffset));
}
