import { decodeFrame, hasFlag, TcpFlag } from "@wirestage/wire";
import type { FrameSummary } from "./frame-index.ts";
import { unreachablePort } from "./unreachable-port.ts";

/** What a frame is for, as far as its bytes and those before it tell. */
export type FramePurpose =
  | "syn"
  | "synAck"
  | "ackOfSyn"
  | "ackOfData"
  | "ackOfFin"
  | "ack"
  | "data"
  | "fin"
  | "finWithData"
  | "rst"
  | "rstRefusal"
  | "otherTcp"
  | "udp"
  | "udpEmpty"
  | "echo"
  | "portUnreachable"
  | "fragment"
  | "linkNoise"
  | "icmp"
  | "arp"
  | "unknown";

/** What the frame that an ACK acknowledges first carried. */
function purposeOfAck(acknowledged: FrameSummary | undefined): FramePurpose {
  switch (acknowledged?.kind) {
    case "SYN":
    case "SYN-ACK":
      return "ackOfSyn";
    case "data":
      return "ackOfData";
    case "FIN":
      return "ackOfFin";
    default:
      return "ack";
  }
}

function purposeOfMessage({ bytes, isNoise }: FrameSummary): FramePurpose {
  if (isNoise) return "linkNoise";
  if (unreachablePort(bytes) !== null) return "portUnreachable";
  const { transport } = decodeFrame(bytes).layers;
  const isMessage = transport?.kind === "icmp" || transport?.kind === "icmpv6";
  const kind = isMessage ? transport.header.kind : "unknown";
  return kind === "echoRequest" || kind === "echoReply" ? "echo" : "icmp";
}

/** @param acknowledged the frame that `summary` is the first to acknowledge, where there is one */
export function purposeOf(summary: FrameSummary, acknowledged: FrameSummary | undefined): FramePurpose {
  switch (summary.kind) {
    case "SYN":
      return "syn";
    case "SYN-ACK":
      return "synAck";
    case "ACK":
      return purposeOfAck(acknowledged);
    case "data":
      return "data";
    case "FIN":
      return (summary.view?.payloadLength ?? 0) > 0 ? "finWithData" : "fin";
    case "RST":
      return acknowledged?.kind === "SYN" && hasFlag(summary.view?.flags ?? 0, TcpFlag.ack)
        ? "rstRefusal"
        : "rst";
    case "other":
      return "otherTcp";
    case "UDP":
      return summary.view?.payloadLength === 0 ? "udpEmpty" : "udp";
    case "fragment":
      return "fragment";
    case "ICMP":
    case "ICMPv6":
      return purposeOfMessage(summary);
    case "ARP":
      return "arp";
    case "unknown":
      return "unknown";
    default:
      return summary.kind satisfies never;
  }
}
