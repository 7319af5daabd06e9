import { decodeFrame, quotedPacket, UnreachableCode } from "@wirestage/wire";

/** `port unreachable` of RFC 4443 §3.1. */
const ICMPV6_PORT = 4;

/** The port that a `port unreachable` message says nobody has bound, or null where the frame is no such message. */
export function unreachablePort(bytes: Uint8Array): number | null {
  const { layers } = decodeFrame(bytes);
  const { transport } = layers;
  if (transport?.kind !== "icmp" && transport?.kind !== "icmpv6") return null;
  const { kind, code } = transport.header;
  const portCode = transport.kind === "icmp" ? UnreachableCode.port : ICMPV6_PORT;
  if (kind !== "unreachable" || code !== portCode) return null;
  const quoted = quotedPacket(bytes, layers)?.transport;
  return quoted?.kind === "udp" || quoted?.kind === "tcp" ? quoted.header.dstPort : null;
}
