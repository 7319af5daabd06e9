import { composeArpFrame, composeFrame, type FrameParts } from "../compose-frame.ts";
import { ipv4Address, ipv6Address } from "../ip-address.ts";
import { macAddress } from "../mac-address.ts";
import { SeqNumber } from "../seq-number.ts";
import { TcpFlag } from "../tcp-flags.ts";
import { fromHex, utf8 } from "./bytes.ts";

export const ETHERNET = { dst: macAddress("02:00:00:00:00:02"), src: macAddress("02:00:00:00:00:01") };
export const CLIENT = ipv4Address("10.0.0.1");
export const SERVER = ipv4Address("10.0.0.2");
export const IP = { version: 4, src: CLIENT, dst: SERVER, identification: 0x1c46 } as const;
export const IP6 = {
  version: 6,
  src: ipv6Address("fe80::1"),
  dst: ipv6Address("fe80::2"),
  dscp: 4,
  ecn: 2,
  flowLabel: 0x12345,
} as const;

type TcpParts = Extract<FrameParts["transport"], { kind: "tcp" }>;

/** A segment of one connection from client to server; the initial sequence number is 1000, the peer's 5000. */
export function segment(tcp: Partial<TcpParts>, payload = "", ip: FrameParts["ip"] = IP): Uint8Array {
  const transport: TcpParts = {
    kind: "tcp",
    srcPort: 49152,
    dstPort: 8888,
    seq: SeqNumber.of(1001),
    ack: SeqNumber.of(5001),
    flags: TcpFlag.ack,
    window: 502,
    ...tcp,
  };
  return composeFrame({ ethernet: ETHERNET, ip, transport, payload: utf8(payload) });
}

export const SYN = segment({
  seq: SeqNumber.of(1000),
  ack: SeqNumber.of(0),
  flags: TcpFlag.syn,
  window: 64240,
  options: [
    { kind: "mss", mss: 1460 },
    { kind: "sackPermitted" },
    { kind: "timestamps", tsval: 1, tsecr: 2 },
    { kind: "nop" },
    { kind: "windowScale", shift: 7 },
  ],
});

export const DATA = segment(
  {
    flags: TcpFlag.psh | TcpFlag.ack,
    options: [{ kind: "nop" }, { kind: "nop" }, { kind: "timestamps", tsval: 3, tsecr: 4 }],
  },
  "hello",
);

const UDP = { kind: "udp", srcPort: 5000, dstPort: 6000 } as const;

export const DATAGRAM = composeFrame({ ethernet: ETHERNET, ip: IP, transport: UDP, payload: utf8("hi") });

function icmp(header: Extract<FrameParts["transport"], { kind: "icmp" }>["header"], payload: Uint8Array) {
  return composeFrame({ ethernet: ETHERNET, ip: IP, transport: { kind: "icmp", header }, payload });
}

function icmpv6(
  header: Extract<FrameParts["transport"], { kind: "icmpv6" }>["header"],
  payload: Uint8Array,
  ip: FrameParts["ip"] = IP6,
) {
  return composeFrame({ ethernet: ETHERNET, ip, transport: { kind: "icmpv6", header }, payload });
}

function padded(frame: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(60);
  bytes.set(frame);
  return bytes;
}

const ARP = {
  kind: "ethernet-ipv4",
  senderMac: ETHERNET.src,
  senderIp: CLIENT,
  targetIp: SERVER,
  targetMac: macAddress("00:00:00:00:00:00"),
} as const;

export const PORT_UNREACHABLE = icmp(
  { kind: "unreachable", code: 3, unused: 0, nextHopMtu: 0 },
  DATAGRAM.slice(14),
);

const SACK_OPTIONS: TcpParts["options"] = [
  { kind: "nop" },
  { kind: "nop" },
  {
    kind: "sack",
    blocks: [
      { left: SeqNumber.of(5005), right: SeqNumber.of(5010) },
      { left: SeqNumber.of(5015), right: SeqNumber.of(5020) },
    ],
  },
];

const DATAGRAM6 = composeFrame({ ethernet: ETHERNET, ip: IP6, transport: UDP, payload: utf8("hey") });

/** One frame of every kind that the room reads, all with good checksums. */
export const SAMPLE_FRAMES: Readonly<Record<string, Uint8Array>> = {
  SYN,
  "SYN-ACK": segment({
    srcPort: 8888,
    dstPort: 49152,
    seq: SeqNumber.of(5000),
    ack: SeqNumber.of(1001),
    window: 65160,
    flags: TcpFlag.syn | TcpFlag.ack,
    options: [{ kind: "mss", mss: 1460 }],
  }),
  data: DATA,
  "ACK with SACK blocks": segment({ options: SACK_OPTIONS }),
  "segment with an unknown option": segment({
    options: [
      { kind: "unknown", type: 250, data: fromHex("0102") },
      { kind: "nop" },
      { kind: "nop" },
      { kind: "nop" },
      { kind: "eol", padding: new Uint8Array(0) },
    ],
  }),
  "FIN with data": segment({ flags: TcpFlag.fin | TcpFlag.psh | TcpFlag.ack }, "bye"),
  RST: segment({ flags: TcpFlag.rst, window: 0 }),
  "every control bit but FIN and RST over IPv6": segment({ flags: 0x1fa, urgentPointer: 1 }, "x", IP6),
  datagram: DATAGRAM,
  "datagram behind IPv4 options": composeFrame({
    ethernet: ETHERNET,
    transport: UDP,
    payload: utf8("hi"),
    ip: { ...IP, options: fromHex("01010100"), dscp: 46, ecn: 3 },
  }),
  "datagram over IPv6": DATAGRAM6,
  "echo request": icmp({ kind: "echoRequest", code: 0, identifier: 1, sequence: 2 }, utf8("ping")),
  "echo reply": icmp({ kind: "echoReply", code: 0, identifier: 1, sequence: 2 }, utf8("ping")),
  "port unreachable": PORT_UNREACHABLE,
  "fragmentation needed": icmp(
    { kind: "unreachable", code: 4, unused: 0, nextHopMtu: 1400 },
    SYN.slice(14, 14 + 28),
  ),
  "time exceeded": icmp({ kind: "timeExceeded", code: 0, unused: 0, nextHopMtu: 0 }, SYN.slice(14)),
  "unknown ICMP": icmp({ kind: "unknown", type: 250, code: 1 }, fromHex("01020304")),
  "neighbour solicitation": icmpv6(
    { kind: "neighborSolicitation", code: 0, reserved: 0, target: IP6.dst },
    fromHex("0101 020000000001"),
  ),
  "neighbour advertisement": icmpv6(
    {
      kind: "neighborAdvertisement",
      code: 0,
      router: false,
      solicited: true,
      override: true,
      reserved: 0,
      target: IP6.dst,
    },
    fromHex("0201 020000000002"),
  ),
  "packet too big": icmpv6({ kind: "packetTooBig", code: 0, word: 1280 }, DATAGRAM6.slice(14)),
  "port unreachable over IPv6": icmpv6({ kind: "unreachable", code: 4, word: 0 }, DATAGRAM6.slice(14)),
  "echo request over IPv6": icmpv6(
    { kind: "echoRequest", code: 0, identifier: 1, sequence: 2 },
    utf8("ping"),
  ),
  "unknown ICMPv6 behind a hop-by-hop header": icmpv6(
    { kind: "unknown", type: 250, code: 1 },
    fromHex("00000000"),
    {
      ...IP6,
      nextHeader: 0,
      extensions: [{ type: 0, nextHeader: 58, rest: fromHex("00 05020000 0100") }],
    },
  ),
  "atomic fragment over IPv6": composeFrame({
    ethernet: ETHERNET,
    transport: UDP,
    payload: utf8("hi"),
    ip: {
      ...IP6,
      nextHeader: 44,
      extensions: [{ type: 44, nextHeader: 17, rest: fromHex("000000 01020304") }],
    },
  }),
  "later fragment": composeFrame({
    ethernet: ETHERNET,
    transport: UDP,
    payload: utf8("hi"),
    ip: { ...IP, dontFragment: false, fragmentOffset: 185 },
  }),
  "ARP request": composeArpFrame(
    { ...ETHERNET, dst: macAddress("ff:ff:ff:ff:ff:ff") },
    { ...ARP, opcode: 1 },
  ),
  "ARP reply": composeArpFrame(ETHERNET, { ...ARP, targetMac: ETHERNET.dst, opcode: 2 }),
  "ARP announcement": composeArpFrame(ETHERNET, { ...ARP, targetIp: CLIENT, opcode: 1 }),
  "ARP probe": composeArpFrame(ETHERNET, { ...ARP, senderIp: ipv4Address("0.0.0.0"), opcode: 1 }),
  "padded ARP reply": padded(composeArpFrame(ETHERNET, { ...ARP, opcode: 2 })),
  "padded ACK": padded(segment({})),
};
