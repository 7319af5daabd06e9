import { type EventFacts, TRACE_VERSION, TraceEvent, TraceLog } from "@wirestage/trace";
import { composeFrame, ipv4Address, macAddress, SeqNumber, TcpFlag } from "@wirestage/wire";
import { base64OfBytes } from "../format/base64.ts";

const CLIENT = { name: "client", address: "192.0.2.1", mac: "02:00:00:00:00:01", port: 40000 };
const SERVER = { name: "server", address: "192.0.2.2", mac: "02:00:00:00:00:02", port: 8888 };

export const CLIENT_ISN = 4_000_000_000;
export const SERVER_ISN = 1_000;
export const { syn: SYN, ack: ACK, psh: PSH, fin: FIN, rst: RST } = TcpFlag;

/** A segment of the connection between client and server, numbered relative to both initial numbers. */
export function segment(
  from: "client" | "server",
  flags: number,
  seq: number,
  ack: number,
  payload = "",
): Uint8Array {
  const [source, target] = from === "client" ? [CLIENT, SERVER] : [SERVER, CLIENT];
  const [seqBase, ackBase] = from === "client" ? [CLIENT_ISN, SERVER_ISN] : [SERVER_ISN, CLIENT_ISN];
  return composeFrame({
    ethernet: { dst: macAddress(target.mac), src: macAddress(source.mac) },
    ip: { version: 4, src: ipv4Address(source.address), dst: ipv4Address(target.address) },
    transport: {
      kind: "tcp",
      srcPort: source.port,
      dstPort: target.port,
      seq: SeqNumber.of(seqBase + seq),
      ack: SeqNumber.of(flags & ACK ? ackBase + ack : 0),
      flags,
      window: 64240,
    },
    payload: Uint8Array.from(payload, (character) => character.charCodeAt(0)),
  });
}

export const LAB_OPENED: EventFacts = {
  kind: "lab.opened",
  version: TRACE_VERSION,
  kernelRelease: "6.18.5",
  wallClock: "2026-01-01T00:00:00.000Z",
  seed: 1,
  mtu: 1500,
  request: null,
  capture: null,
  hosts: [
    { name: CLIENT.name, address: CLIENT.address, address6: null, mac: CLIENT.mac, interface: "eth0" },
    { name: SERVER.name, address: SERVER.address, address6: null, mac: SERVER.mac, interface: "eth0" },
  ],
  sysctls: {},
};

/** `frame.sent` of a segment that needs 5 ms to cross. */
export function sent(frame: number, from: "client" | "server", bytes: Uint8Array): EventFacts {
  const cause = { by: "kernel" } as const;
  return {
    kind: "frame.sent",
    frame,
    host: from,
    bytes: base64OfBytes(bytes),
    length: bytes.length,
    due: null,
    cause,
  };
}

/** A log of these facts, one millisecond apart, checked by the trace's own schema. */
export function logOf(facts: readonly EventFacts[]): TraceLog {
  const log = new TraceLog();
  log.append(facts.map((fact, seq) => TraceEvent.parse({ ...fact, seq, t: seq * 1_000_000 })));
  return log;
}

/** Handshake, then "hello" and its acknowledgment: frames 1 to 5. */
export function handshakeFacts(): EventFacts[] {
  return [
    LAB_OPENED,
    sent(1, "client", segment("client", SYN, 0, 0)),
    sent(2, "server", segment("server", SYN | ACK, 0, 1)),
    sent(3, "client", segment("client", ACK, 1, 1)),
    sent(4, "client", segment("client", PSH | ACK, 1, 1, "hello")),
    sent(5, "server", segment("server", ACK, 1, 6)),
  ];
}
