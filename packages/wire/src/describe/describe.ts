import { type ArpHeader, ArpOpcode } from "../arp.ts";
import type { Frame } from "../frame.ts";
import { type IpFragment, ipFragment } from "../ip-fragment.ts";
import { type IpLayer, type LayerProblem, protocolOf, type TransportLayer } from "../ip-packet.ts";
import { PROTOCOL_NAMES } from "../protocol-names.ts";
import { describeIcmp, describeIcmpv6 } from "./describe-icmp.ts";
import { describeTcp, type TcpSummaryOptions } from "./describe-tcp.ts";

export type DescribeOptions = TcpSummaryOptions;

/**
 * One line in English, as in Wireshark's info column. Sequence numbers are raw unless `relativeTo` is given, the
 * window is as in the header unless `windowShift` is. A frame that is cut or malformed says so at the end.
 */
export function describe(frame: Frame, options: DescribeOptions = {}): string {
  const { problem } = frame;
  const text = summary(frame, options);
  return problem === null ? text : `${text} ${problemText(problem)}`;
}

function problemText({ reason, field }: LayerProblem): string {
  switch (reason) {
    case "cut":
      return `[Packet size limited during capture: ${field}]`;
    case "truncated":
    case "malformed":
      return `[Malformed Packet: ${field}]`;
    default:
      return reason satisfies never;
  }
}

function summary(frame: Frame, options: DescribeOptions): string {
  const { ethernet, arp, ip, transport, payload } = frame.layers;
  if (arp !== null) return describeArp(arp.header);
  if (ip === null) {
    if (frame.problem !== null) return NAMES[frame.problem.layer];
    return `Ethernet type=${hex(ethernet?.header.etherType ?? 0)} Len=${payload.length}`;
  }
  const fragment = ipFragment(frame);
  if (fragment !== null && transport?.kind !== "tcp") return describeFragment(ip, fragment);
  if (transport !== null) return describeTransport(frame, ip, transport, options);
  if (frame.problem !== null) return NAMES[frame.problem.layer];
  return `${NAMES[ip.kind]} protocol=${protocolOf(ip)} Len=${payload.length}`;
}

const NAMES: Readonly<Record<LayerProblem["layer"], string>> = {
  ethernet: "Ethernet",
  arp: "ARP",
  ipv4: "IPv4",
  ipv6: "IPv6",
  tcp: "TCP",
  udp: "UDP",
  icmp: "ICMP",
  icmpv6: "ICMPv6",
};

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}

/** RFC 5227 §1.1: a probe asks from no address; an announcement asks for the sender's own. */
function describeArp(arp: ArpHeader): string {
  if (arp.kind === "unknown") return `ARP hardware type=${arp.hardwareType} opcode=${arp.opcode}`;
  const isOwn = arp.senderIp === arp.targetIp;
  switch (arp.opcode) {
    case ArpOpcode.request:
      if (isOwn) return `ARP Announcement for ${arp.senderIp}`;
      return arp.senderIp === "0.0.0.0"
        ? `Who has ${arp.targetIp}? (ARP Probe)`
        : `Who has ${arp.targetIp}? Tell ${arp.senderIp}`;
    case ArpOpcode.reply:
      return isOwn ? `Gratuitous ARP for ${arp.senderIp} (Reply)` : `${arp.senderIp} is at ${arp.senderMac}`;
    default:
      return `ARP opcode=${arp.opcode}`;
  }
}

function describeFragment(ip: IpLayer, { offset, identification, isLast }: IpFragment): string {
  const id = identification.toString(16);
  const place = `off=${offset} more=${isLast ? "n" : "y"} ident=0x${id.padStart(8, "0")}`;
  return ip.kind === "ipv6"
    ? `IPv6 fragment (${place} nxt=${protocolOf(ip)})`
    : `Fragmented IP protocol (proto=${protocolText(ip)}, off=${offset}, ID=${id.padStart(4, "0")})`;
}

/** `UDP 17` */
function protocolText(ip: IpLayer): string {
  const protocol = protocolOf(ip);
  return `${PROTOCOL_NAMES[protocol] ?? ""} ${protocol}`.trimStart();
}

function describeTransport(
  frame: Frame,
  ip: IpLayer,
  transport: TransportLayer,
  options: DescribeOptions,
): string {
  const { payload } = frame.layers;
  const hops = ip.kind === "ipv4" ? ip.header.ttl : ip.header.hopLimit;
  switch (transport.kind) {
    case "tcp":
      return describeTcp(transport.header, payload.length, options);
    case "udp":
      return `${transport.header.srcPort} → ${transport.header.dstPort} Len=${payload.length}`;
    case "icmp":
      return describeIcmp(transport.header, hops);
    case "icmpv6":
      return describeIcmpv6(transport.header, hops, frame.bytes, payload);
    default:
      return transport satisfies never;
  }
}
