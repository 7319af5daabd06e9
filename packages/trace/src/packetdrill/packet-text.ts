import {
  decodeFrame,
  describe,
  type Frame,
  packetdrill,
  quickView,
  quotedPacket,
  type RelativeTo,
} from "@wirestage/wire";

/** The codes of "destination unreachable" that packetdrill has a word for (RFC 792, RFC 4443 §3.1). */
const UNREACHABLE_V4: Readonly<Record<number, string>> = {
  0: "net_unreachable",
  1: "host_unreachable",
  2: "protocol_unreachable",
  3: "port_unreachable",
  4: "frag_needed",
};
const UNREACHABLE_V6: Readonly<Record<number, string>> = {
  0: "net_unreachable",
  3: "host_unreachable",
  4: "port_unreachable",
};

/** What an ICMP error is about, where that is a datagram, which says how long it was. */
function echoed(frame: Frame): string {
  const quoted = quotedPacket(frame.bytes, frame.layers);
  if (quoted?.transport?.kind !== "udp") return "";
  return ` [udp (${quoted.transport.header.length - 8})]`;
}

function icmpText(frame: Frame): string | null {
  const { transport } = frame.layers;
  if (transport?.kind !== "icmp" && transport?.kind !== "icmpv6") return null;
  if (transport.header.kind !== "unreachable") return null;
  const words = transport.kind === "icmp" ? UNREACHABLE_V4 : UNREACHABLE_V6;
  const word = words[transport.header.code];
  return word === undefined ? null : `icmp unreachable ${word}${echoed(frame)}`;
}

/**
 * A packet as packetdrill writes it, without its direction: `S 0:0(0) win 64240 <mss 1460>`, `udp (5)`,
 * `icmp unreachable port_unreachable [udp (5)]`. Null where packetdrill has no words for it.
 */
export function packetText(bytes: Uint8Array, length: number, relativeTo: RelativeTo): string | null {
  const frame = decodeFrame(bytes, length);
  const { transport, payload } = frame.layers;
  if (transport?.kind === "udp") return `udp (${payload.length})`;
  return packetdrill(frame, { relativeTo, window: true }) ?? icmpText(frame);
}

/** The same in English, for what packetdrill has no words for. */
export function otherPacketText(bytes: Uint8Array, length: number): string {
  return describe(decodeFrame(bytes, length));
}

/** Both ends of what a segment or datagram belongs to, that of `host` first; null for anything else. */
export function connectionText(bytes: Uint8Array, host: "sender" | "receiver"): string | null {
  const view = quickView(bytes);
  if (view === null || view.kind === "other") return null;
  const src = endText(view.src, view.srcPort);
  const dst = endText(view.dst, view.dstPort);
  return host === "sender" ? `${src} and ${dst}` : `${dst} and ${src}`;
}

function endText(address: string, port: number): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
