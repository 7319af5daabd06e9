import { u8, u16, u32 } from "./bytes.ts";
import { EtherType } from "./ethernet.ts";
import { ipv4FromBytes, ipv6FromBytes } from "./ip-address.ts";
import { IpProtocol } from "./ipv4.ts";
import { Ipv6Extension } from "./ipv6.ts";
import { SeqNumber } from "./seq-number.ts";
import { hasFlag, TcpFlag } from "./tcp-flags.ts";

/** Literal offsets, so that the engine folds them: this file runs for every frame of a lab. */
const ETHER_TYPE = 12;
const IP = 14;
const IPV4_SRC = IP + 12;
const IPV6_SRC = IP + 8;
const NO_SEQ = SeqNumber.of(0);

/** What the lab asks of every frame that carries IP. Addresses become text only when asked for. */
export class QuickView {
  readonly bytes: Uint8Array;
  readonly version: 4 | 6;
  /** Number of the protocol after any IPv6 extension headers. */
  readonly protocol: number;
  /** `other`: neither TCP nor UDP, or a later fragment; then ports are 0. */
  readonly kind: "tcp" | "udp" | "other";
  /** Where the header of that protocol starts, or the data of a later fragment. */
  readonly transportOffset: number;
  readonly srcPort: number;
  readonly dstPort: number;
  /** Bytes on the wire after the transport header, or after the IP header if `other`. */
  readonly payloadLength: number;
  /** 0 unless TCP, as are `ack`, `flags` and `window`. */
  readonly seq: SeqNumber;
  readonly ack: SeqNumber;
  readonly flags: number;
  readonly window: number;

  constructor(
    bytes: Uint8Array,
    version: 4 | 6,
    protocol: number,
    kind: QuickView["kind"],
    transportOffset: number,
    payloadLength: number,
  ) {
    const isTcp = kind === "tcp";
    this.bytes = bytes;
    this.version = version;
    this.protocol = protocol;
    this.kind = kind;
    this.transportOffset = transportOffset;
    this.srcPort = kind === "other" ? 0 : u16(bytes, transportOffset);
    this.dstPort = kind === "other" ? 0 : u16(bytes, transportOffset + 2);
    this.payloadLength = payloadLength;
    this.seq = isTcp ? SeqNumber.of(u32(bytes, transportOffset + 4)) : NO_SEQ;
    this.ack = isTcp ? SeqNumber.of(u32(bytes, transportOffset + 8)) : NO_SEQ;
    this.flags = isTcp ? u16(bytes, transportOffset + 12) & 0xfff : 0;
    this.window = isTcp ? u16(bytes, transportOffset + 14) : 0;
  }

  get src(): string {
    return this.version === 4 ? ipv4FromBytes(this.bytes, IPV4_SRC) : ipv6FromBytes(this.bytes, IPV6_SRC);
  }

  get dst(): string {
    return this.version === 4
      ? ipv4FromBytes(this.bytes, IPV4_SRC + 4)
      : ipv6FromBytes(this.bytes, IPV6_SRC + 16);
  }

  /** Sequence numbers the segment takes up: its payload, one for SYN and one for FIN (RFC 9293 §3.4). */
  get sequenceLength(): number {
    return (
      this.payloadLength +
      (hasFlag(this.flags, TcpFlag.syn) ? 1 : 0) +
      (hasFlag(this.flags, TcpFlag.fin) ? 1 : 0)
    );
  }
}

/**
 * Reads what `QuickView` holds from a frame's bytes, whole or cut to a snap length.
 * @returns null if the frame carries no IP, or if its IP, TCP or UDP header is not whole and sound
 */
export function quickView(bytes: Uint8Array): QuickView | null {
  switch (u16(bytes, ETHER_TYPE)) {
    case EtherType.ipv4:
      return quickIpv4(bytes);
    case EtherType.ipv6:
      return quickIpv6(bytes);
    default:
      return null;
  }
}

function quickIpv4(bytes: Uint8Array): QuickView | null {
  if (bytes.length < IP + 20) return null;
  const first = u8(bytes, IP);
  const headerLength = 4 * (first & 0x0f);
  const transport = IP + headerLength;
  const length = u16(bytes, IP + 2) - headerLength;
  if (first >>> 4 !== 4 || headerLength < 20 || length < 0 || bytes.length < transport) return null;
  const isLaterFragment = (u16(bytes, IP + 6) & 0x1fff) !== 0;
  return quickTransport(bytes, 4, u8(bytes, IP + 9), transport, length, isLaterFragment);
}

function quickIpv6(bytes: Uint8Array): QuickView | null {
  if (bytes.length < IP + 40 || u8(bytes, IP) >>> 4 !== 6) return null;
  const end = IP + 40 + u16(bytes, IP + 4);
  let protocol = u8(bytes, IP + 6);
  let at = IP + 40;
  let isLaterFragment = false;
  while (isExtension(protocol) && !isLaterFragment) {
    const isFragment = protocol === Ipv6Extension.fragment;
    const next = at + (isFragment ? 8 : 8 + 8 * u8(bytes, at + 1));
    if (next > bytes.length) return null;
    isLaterFragment = isFragment && u16(bytes, at + 2) >>> 3 !== 0;
    protocol = u8(bytes, at);
    at = next;
  }
  return at > end ? null : quickTransport(bytes, 6, protocol, at, end - at, isLaterFragment);
}

function isExtension(protocol: number): boolean {
  switch (protocol) {
    case Ipv6Extension.hopByHop:
    case Ipv6Extension.routing:
    case Ipv6Extension.fragment:
    case Ipv6Extension.destination:
      return true;
    default:
      return false;
  }
}

function quickTransport(
  bytes: Uint8Array,
  version: 4 | 6,
  protocol: number,
  transport: number,
  length: number,
  isLaterFragment: boolean,
): QuickView | null {
  if (!isLaterFragment && protocol === IpProtocol.tcp) {
    const headerLength = 4 * (u8(bytes, transport + 12) >>> 4);
    if (headerLength < 20 || headerLength > length || bytes.length < transport + headerLength) return null;
    return new QuickView(bytes, version, protocol, "tcp", transport, length - headerLength);
  }
  if (!isLaterFragment && protocol === IpProtocol.udp) {
    const payloadLength = u16(bytes, transport + 4) - 8;
    if (length < 8 || payloadLength < 0 || bytes.length < transport + 8) return null;
    return new QuickView(bytes, version, protocol, "udp", transport, Math.min(payloadLength, length - 8));
  }
  return new QuickView(bytes, version, protocol, "other", transport, length);
}

function occupiesSequenceSpace(view: QuickView): boolean {
  return view.kind === "tcp" && !hasFlag(view.flags, TcpFlag.rst) && view.sequenceLength > 0;
}

const SYN_FIN = TcpFlag.syn | TcpFlag.fin;

function sameAddresses(a: QuickView, b: QuickView): boolean {
  const from = a.version === 4 ? IPV4_SRC : IPV6_SRC;
  const to = a.version === 4 ? IPV4_SRC + 8 : IPV6_SRC + 32;
  for (let at = from; at < to; at++) if (a.bytes[at] !== b.bytes[at]) return false;
  return true;
}

/**
 * Whether `b` sends the very sequence numbers of `a` again: same addresses and ports, `seq`, SYN and FIN, and
 * payload length, at least one sequence number taken up and no RST. IP identification, checksums,
 * acknowledgment number, window and timestamps may differ, as they do in a kernel's retransmission.
 */
export function sameSegment(a: QuickView, b: QuickView): boolean {
  return (
    a.seq === b.seq &&
    a.srcPort === b.srcPort &&
    a.dstPort === b.dstPort &&
    a.payloadLength === b.payloadLength &&
    (a.flags & SYN_FIN) === (b.flags & SYN_FIN) &&
    a.version === b.version &&
    occupiesSequenceSpace(a) &&
    occupiesSequenceSpace(b) &&
    sameAddresses(a, b)
  );
}

/** Two segments have one key exactly if they are the `sameSegment`; null if the view is the same as none. */
export function segmentKey(view: QuickView): string | null {
  if (!occupiesSequenceSpace(view)) return null;
  const { src, srcPort, dst, dstPort, seq, payloadLength, flags } = view;
  return `${src} ${srcPort} ${dst} ${dstPort} ${seq} ${payloadLength} ${flags & SYN_FIN}`;
}
