import { decodeFrame, ipFragment, type QuickView, quickView, type TcpKind, tcpKind } from "@wirestage/wire";

/** What a frame is in one word: a TCP segment by its flags, anything else by its protocol, or a part of either. */
export type FrameKind = TcpKind | "UDP" | "ICMP" | "ICMPv6" | "ARP" | "fragment" | "unknown";

function kindOfUnquick(bytes: Uint8Array): FrameKind {
  const frame = decodeFrame(bytes);
  const { arp, transport } = frame.layers;
  if (ipFragment(frame) !== null) return "fragment";
  if (transport?.kind === "udp") return "UDP";
  if (arp !== null) return "ARP";
  if (transport?.kind === "icmp") return "ICMP";
  if (transport?.kind === "icmpv6") return "ICMPv6";
  return "unknown";
}

export function frameKind(bytes: Uint8Array, view: QuickView | null = quickView(bytes)): FrameKind {
  if (view?.kind === "tcp") return tcpKind(view);
  return kindOfUnquick(bytes);
}

/** The theme colour that a kind carries everywhere. */
export function kindColour(kind: FrameKind): string {
  switch (kind) {
    case "SYN":
    case "SYN-ACK":
      return "var(--kind-syn)";
    case "ACK":
      return "var(--kind-ack)";
    case "data":
    case "UDP":
    case "fragment":
      return "var(--kind-data)";
    case "FIN":
      return "var(--kind-fin)";
    case "RST":
      return "var(--kind-rst)";
    case "other":
    case "ICMP":
    case "ICMPv6":
    case "ARP":
    case "unknown":
      return "var(--kind-other)";
    default:
      return kind satisfies never;
  }
}
