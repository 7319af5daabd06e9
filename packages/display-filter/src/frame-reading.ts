import {
  decodeFrame,
  ETHERNET_HEADER_LENGTH,
  type Frame,
  type IpLayer,
  type LayerProblem,
  type Payload,
  type QuickView,
  quickView,
  quotedPacket,
  readSlot,
  type Slot,
  TCP,
  type TransportLayer,
  UDP_HEADER_LENGTH,
} from "@wirestage/wire";

/** What a filter judges. It is read once, however many filters judge it: an altered frame is another object. */
export interface FilteredFrame {
  /** From 1; `frame.number`. */
  readonly number: number;
  /** Who sent it; `frame.interface_name`. */
  readonly host: string;
  /** When it was sent, in ns since the first frame; `frame.time_relative`. */
  readonly t: number;
  /** All of it, or its first bytes. */
  readonly bytes: Uint8Array;
  /** Length on the wire, in bytes. */
  readonly length: number;
}

export type Protocol = "eth" | "arp" | "ip" | "ipv6" | "tcp" | "udp" | "icmp" | "icmpv6";

/** A header that stands in a frame, whole or not. */
export interface HeaderPlace {
  readonly bytes: Uint8Array;
  readonly start: number;
  /** Of the header; of one that is not whole and sound, where its bytes end. */
  readonly headerEnd: number;
  /** Where what it carries ended on the wire. */
  readonly end: number;
  readonly isSound: boolean;
  /** It stands in the packet that an ICMP error is about. */
  readonly isQuoted: boolean;
}

/** The number in `slot`, or null where the header ends before it. */
export function numberIn({ bytes, start, headerEnd }: HeaderPlace, slot: Slot): number | null {
  return start + slot.at + slot.size <= headerEnd ? readSlot(bytes, start, slot) : null;
}

/** An IP packet of a frame, or what stands where one would begin. */
export interface PacketReading {
  readonly ip: IpLayer | null;
  readonly transport: TransportLayer | null;
  readonly payload: Payload;
  readonly problem: LayerProblem | null;
}

type Places = Partial<Record<Protocol, readonly HeaderPlace[]>>;

const NONE: readonly HeaderPlace[] = [];

/** Where the headers of a frame are, as `wire` finds them. */
export class FrameReading {
  readonly frame: FilteredFrame;
  #places: Places | null = null;
  #decoded: Frame | null = null;

  constructor(frame: FilteredFrame) {
    this.frame = frame;
  }

  places(protocol: Protocol): readonly HeaderPlace[] {
    this.#places ??= this.#find();
    return this.#places[protocol] ?? NONE;
  }

  #find(): Places {
    const view = quickView(this.frame.bytes);
    const isPlain = view !== null && view.kind !== "other";
    return isPlain ? quickPlaces(this.frame, view) : decodedPlaces(this.#decode(), this.packets());
  }

  /** The packet that the frame carries and, in an ICMP error, the one that it quotes. */
  packets(): readonly PacketReading[] {
    const { bytes, layers, problem } = this.#decode();
    const quoted = quotedPacket(bytes, layers);
    const packet: PacketReading = { ...layers, problem };
    return quoted === null ? [packet] : [packet, quoted];
  }

  #decode(): Frame {
    this.#decoded ??= decodeFrame(this.frame.bytes, this.frame.length);
    return this.#decoded;
  }
}

function soundPlace(bytes: Uint8Array, start: number, headerEnd: number, end: number): HeaderPlace {
  return { bytes, start, headerEnd, end, isSound: true, isQuoted: false };
}

/** Of a whole segment or datagram, which is nearly every frame of a lab. */
function quickPlaces({ bytes, length }: FilteredFrame, view: QuickView): Places {
  const { transportOffset: at, payloadLength } = view;
  const isTcp = view.kind === "tcp";
  const headerEnd = at + (isTcp ? 4 * readSlot(bytes, at, TCP.headerLength) : UDP_HEADER_LENGTH);
  const end = headerEnd + payloadLength;
  return {
    eth: [soundPlace(bytes, 0, ETHERNET_HEADER_LENGTH, length)],
    [view.version === 4 ? "ip" : "ipv6"]: [soundPlace(bytes, ETHERNET_HEADER_LENGTH, at, end)],
    [isTcp ? "tcp" : "udp"]: [soundPlace(bytes, at, headerEnd, end)],
  };
}

function decodedPlaces({ bytes, layers, originalLength }: Frame, packets: readonly PacketReading[]): Places {
  const found = new Map<Protocol, HeaderPlace[]>();
  const { ethernet, arp } = layers;
  if (ethernet !== null) found.set("eth", [soundPlace(bytes, 0, ethernet.end, originalLength)]);
  if (arp !== null) found.set("arp", [soundPlace(bytes, arp.start, arp.end, arp.end)]);
  for (const [index, packet] of packets.entries()) addPacket(found, bytes, packet, index > 0);
  return Object.fromEntries(found);
}

function addPacket(
  found: Map<Protocol, HeaderPlace[]>,
  bytes: Uint8Array,
  { ip, transport, payload, problem }: PacketReading,
  isQuoted: boolean,
): void {
  const end = payload.start + payload.length;
  const add = (protocol: Protocol, start: number, headerEnd: number, isSound: boolean) => {
    const place: HeaderPlace = { bytes, start, headerEnd, end, isSound, isQuoted };
    found.set(protocol, [...(found.get(protocol) ?? []), place]);
  };
  if (ip !== null) add(ip.kind === "ipv4" ? "ip" : "ipv6", ip.start, ip.end, true);
  if (transport !== null) add(transport.kind, transport.start, transport.end, true);
  if (problem !== null && problem.start === payload.start) {
    add(protocolOf(problem.layer), problem.start, payload.end, false);
  }
}

function protocolOf(layer: LayerProblem["layer"]): Protocol {
  switch (layer) {
    case "ethernet":
      return "eth";
    case "ipv4":
      return "ip";
    case "ipv6":
    case "arp":
    case "tcp":
    case "udp":
    case "icmp":
    case "icmpv6":
      return layer;
    default:
      return layer satisfies never;
  }
}
