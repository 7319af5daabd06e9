import { IpProtocol } from "./ipv4.ts";
import { Ipv6Extension } from "./ipv6.ts";

/** Keywords of IANA's Assigned Internet Protocol Numbers, for the protocols this room reads. */
export const PROTOCOL_NAMES: Readonly<Record<number, string>> = {
  [Ipv6Extension.hopByHop]: "HOPOPT",
  [IpProtocol.icmp]: "ICMP",
  [IpProtocol.tcp]: "TCP",
  [IpProtocol.udp]: "UDP",
  [Ipv6Extension.routing]: "IPv6-Route",
  [Ipv6Extension.fragment]: "IPv6-Frag",
  [IpProtocol.icmpv6]: "ICMPv6",
  [Ipv6Extension.destination]: "IPv6-Opts",
};
