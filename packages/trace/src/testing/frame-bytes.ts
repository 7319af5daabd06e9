import {
  composeFrame,
  ipv4Address,
  ipv6Address,
  macAddress,
  SeqNumber,
  TcpFlag,
  type TcpFlagName,
  type TransportParts,
  UnreachableCode,
} from "@wirestage/wire";
import { endpointOf, factsOf, type LabHost, peerOf } from "./lab-hosts.ts";

/** The client's numbers wrap within the first bytes that it sends. */
const INITIAL_SEQ: Readonly<Record<LabHost, number>> = { client: 0xffff_fffc, server: 0x2f3a_91c0 };

/** `seq` and `ack` relative to the initial sequence numbers, as Wireshark shows them. */
export interface SegmentShape {
  readonly flags: readonly TcpFlagName[];
  readonly seq: number;
  readonly ack?: number;
  /** ASCII. */
  readonly payload?: string;
  readonly version?: 4 | 6;
}

export interface DatagramShape {
  /** ASCII. */
  readonly payload: string;
  readonly version?: 4 | 6;
  /** Those of the hosts' programs unless given. */
  readonly srcPort?: number;
  readonly dstPort?: number;
}

/** ASCII only. */
export function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0x7f);
}

function addressed(host: LabHost, version: 4 | 6) {
  const peer = peerOf(host);
  const [src, dst] = [endpointOf(host, version).address, endpointOf(peer, version).address];
  return {
    ethernet: { src: macAddress(factsOf(host).mac), dst: macAddress(factsOf(peer).mac) },
    ip:
      version === 4
        ? ({ version, src: ipv4Address(src), dst: ipv4Address(dst) } as const)
        : ({ version, src: ipv6Address(src), dst: ipv6Address(dst) } as const),
  };
}

const FLAG_KEYS = {
  FIN: "fin",
  SYN: "syn",
  RST: "rst",
  PSH: "psh",
  ACK: "ack",
  URG: "urg",
  ECE: "ece",
  CWR: "cwr",
  AE: "ae",
} as const satisfies Record<TcpFlagName, keyof typeof TcpFlag>;

export function segmentBytes(
  host: LabHost,
  { flags, seq, ack, payload = "", version = 4 }: SegmentShape,
): Uint8Array {
  const peer = peerOf(host);
  return composeFrame({
    ...addressed(host, version),
    transport: {
      kind: "tcp",
      srcPort: endpointOf(host, version).port,
      dstPort: endpointOf(peer, version).port,
      seq: SeqNumber.of(INITIAL_SEQ[host] + seq),
      ack: SeqNumber.of(ack === undefined ? 0 : INITIAL_SEQ[peer] + ack),
      flags: flags.reduce((all, name) => all | TcpFlag[FLAG_KEYS[name]], 0),
      window: 64_240,
    },
    payload: asciiBytes(payload),
  });
}

export function datagramBytes(
  host: LabHost,
  { payload, version = 4, srcPort, dstPort }: DatagramShape,
): Uint8Array {
  return composeFrame({
    ...addressed(host, version),
    transport: {
      kind: "udp",
      srcPort: srcPort ?? endpointOf(host, version).port,
      dstPort: dstPort ?? endpointOf(peerOf(host), version).port,
    },
    payload: asciiBytes(payload),
  });
}

const ETHERNET_LENGTH = 14;
/** `port unreachable` of RFC 4443 §3.1. */
const ICMPV6_PORT_UNREACHABLE = 4;

function portUnreachable(version: 4 | 6): TransportParts {
  if (version === 4) {
    const header = { kind: "unreachable", code: UnreachableCode.port, unused: 0, nextHopMtu: 0 } as const;
    return { kind: "icmp", header };
  }
  return { kind: "icmpv6", header: { kind: "unreachable", code: ICMPV6_PORT_UNREACHABLE, word: 0 } };
}

/** What a kernel answers to a datagram for a port that nobody bound; `about` is the frame that brought it. */
export function unreachableBytes(host: LabHost, about: Uint8Array, version: 4 | 6 = 4): Uint8Array {
  const transport = portUnreachable(version);
  return composeFrame({ ...addressed(host, version), transport, payload: about.subarray(ETHERNET_LENGTH) });
}

/** ICMP echo request, as `ping` sends it. */
export function echoRequestBytes(host: LabHost, sequence: number): Uint8Array {
  const header = { kind: "echoRequest", code: 0, identifier: 7, sequence } as const;
  return composeFrame({ ...addressed(host, 4), transport: { kind: "icmp", header } });
}

/** A router solicitation (RFC 4861 §4.1), which a kernel with IPv6 sends by itself. */
export function routerSolicitationBytes(host: LabHost): Uint8Array {
  const ethernet = { src: macAddress(factsOf(host).mac), dst: macAddress("33:33:00:00:00:02") };
  const ip = { version: 6, src: ipv6Address("fe80::1"), dst: ipv6Address("ff02::2"), hopLimit: 255 } as const;
  const header = { kind: "unknown", type: 133, code: 0 } as const;
  return composeFrame({ ethernet, ip, transport: { kind: "icmpv6", header }, payload: new Uint8Array(4) });
}
