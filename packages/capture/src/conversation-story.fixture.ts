import type { TcpState, TraceEvent } from "@wirestage/trace";
import { composeFrame, ipv4Address, macAddress, SeqNumber, TcpFlag } from "@wirestage/wire";
import { captureTrace } from "./capture-trace.ts";
import type { Conversation } from "./conversation.ts";
import type { ConversationPacket } from "./conversation-packets.ts";

const HOSTS = {
  client: { ip: ipv4Address("192.0.2.1"), mac: macAddress("02:00:00:00:00:01"), port: 40_000 },
  server: { ip: ipv4Address("192.0.2.2"), mac: macAddress("02:00:00:00:00:02"), port: 80 },
} as const;

const FLAGS: Readonly<Record<string, number>> = {
  SYN: TcpFlag.syn,
  ACK: TcpFlag.ack,
  FIN: TcpFlag.fin,
  RST: TcpFlag.rst,
};

const LINE = /^(client|server) ([A-Z,]+) (\d+)(?: (\d+))?(?: len (\d+))?$/;

/** `client SYN 0`, `server FIN,ACK 1 2 len 3`: sender, flags, sequence and acknowledgment number, bytes of data. */
function packetOf(line: string, index: number): ConversationPacket {
  const [, sender = "", names = "", seq = "0", ack = "0", length = "0"] = LINE.exec(line) ?? [];
  const from = sender === "server" ? 1 : 0;
  const [source, target] = from === 0 ? [HOSTS.client, HOSTS.server] : [HOSTS.server, HOSTS.client];
  const flags = names.split(",").reduce((all, name) => all | (FLAGS[name] ?? 0), 0);
  const head = composeFrame({
    ethernet: { src: source.mac, dst: target.mac },
    ip: { version: 4, src: source.ip, dst: target.ip },
    transport: {
      ...{ kind: "tcp", srcPort: source.port, dstPort: target.port, flags },
      ...{ seq: SeqNumber.of(Number(seq)), ack: SeqNumber.of(Number(ack)) },
    },
    payload: new Uint8Array(Number(length)),
  });
  const { length: captured } = head;
  return { number: index + 1, offset: 0, captured, length: captured, time: index * 1_000, from, head };
}

/** A conversation told line by line, and what is inferred of it. */
export class ConversationStory {
  readonly events: readonly TraceEvent[];

  constructor(lines: readonly string[]) {
    const packets = lines.map(packetOf);
    const conversation: Conversation = {
      ...{ id: 0, version: 4, client: HOSTS.client.ip, server: HOSTS.server.ip, clientSpokeFirst: true },
      ...{ frames: packets.length, bytes: 0, protocols: { tcp: packets.length, udp: 0, other: 0 } },
    };
    const capture = { file: "story.pcap", linkType: 1, packets: packets.length, origin: 0n };
    this.events = [...captureTrace(conversation, packets, capture)];
  }

  /** Per socket in order of opening: its host, and the states that it went through. */
  sockets(): [host: string, states: string][] {
    const sockets = new Map<number, { host: string; states: TcpState[] }>();
    for (const event of this.events) {
      if (event.kind !== "socket.opened" && event.kind !== "socket.changed" && event.kind !== "socket.closed")
        continue;
      const known = sockets.get(event.socket) ?? { host: event.host, states: [] };
      known.states.push(event.kind === "socket.closed" ? "CLOSE" : event.state);
      sockets.set(event.socket, known);
    }
    return [...sockets.values()].map(({ host, states }) => [host, states.join(" ")]);
  }

  /** Of the only connection: by host the states that its end went through, empty where it has shown no socket. */
  states(): Record<"client" | "server", string> {
    const sockets = Object.fromEntries(this.sockets());
    return { client: sockets["client"] ?? "", server: sockets["server"] ?? "" };
  }
}
