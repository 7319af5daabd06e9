import { BLOCK_TYPE } from "../code.ts";
import { PcapError } from "./pcap-error.ts";
import { type PcapMagic, PcapPackets, pcapMagic } from "./pcap-packets.ts";
import { PcapngPackets } from "./pcapng-packets.ts";

/**
 * A packet where it stands in the input. One object serves every packet of a file, so that a million of them cost no
 * memory: copy what is to be kept.
 */
export interface BorrowedPacket {
  /** The captured bytes are those of `bytes` from `start` to `end`. */
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Of the first captured byte, from the start of the whole input. */
  offset: number;
  /** Bytes that the packet had on the wire. */
  originalLength: number;
  /** Of the PCAP-related LinkType list. */
  linkType: number;
  /** Nanoseconds after `PacketReader.origin`, maybe negative; NaN for a Simple Packet Block, which has no time. */
  time: number;
}

/** What reads packets out of a piece of a file that begins where a packet or block may begin. */
export interface PacketFormat {
  readonly name: "pcap" | "pcapng";
  /** Absolute time of the first packet in ns since 1970 UTC; null before it. */
  readonly origin: bigint | null;
  /** Fewest bytes that must be there before the next thing can be read. */
  readonly need: number;
  /** Gives every whole packet in `bytes`, which begin at `base` of the input, and returns how many bytes are done with. */
  read(bytes: Uint8Array, base: number): number;
  /** What is wrong with an input that ends with `bytes`, which are not whole. */
  cut(bytes: Uint8Array, base: number): Error;
}

const MAGIC_BYTES = 4;

/**
 * The packets of a capture file, pcapng or classic pcap, piece by piece: never more of the input is kept than one packet
 * or block that is not whole yet.
 */
export class PacketReader {
  #format: PacketFormat | null = null;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** Offset of the first waiting byte. */
  #base = 0;
  readonly #take: (packet: BorrowedPacket) => void;

  constructor(take: (packet: BorrowedPacket) => void) {
    this.#take = take;
  }

  /** Null until the first bytes have told. */
  get format(): "pcap" | "pcapng" | null {
    return this.#format?.name ?? null;
  }

  /** Absolute time of the first packet in ns since 1970 UTC; null before it. */
  get origin(): bigint | null {
    return this.#format?.origin ?? null;
  }

  /**
   * The bytes of `piece` must stay as they are until `finish`.
   * @throws PcapError or PcapngError at what is malformed; the packets before it have been given
   */
  push(piece: Uint8Array): void {
    // A plain array, so that a subclass of the caller's (Node's Buffer) does not reach those who take packets.
    let rest = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    while (this.#waitingBytes > 0 && rest.length > 0) rest = this.#complete(rest);
    if (rest.length > 0) this.#read(rest);
  }

  /** Takes as much as what waits is short of, so that a piece is not copied for the sake of one packet. */
  #complete(piece: Uint8Array<ArrayBufferLike>): Uint8Array<ArrayBufferLike> {
    const part = piece.subarray(0, this.#need - this.#waitingBytes);
    this.#waiting.push(part);
    this.#waitingBytes += part.length;
    if (this.#waitingBytes >= this.#need) this.#read(joined(this.#waiting, this.#waitingBytes));
    return piece.subarray(part.length);
  }

  get #need(): number {
    return this.#format?.need ?? MAGIC_BYTES;
  }

  #read(bytes: Uint8Array): void {
    if (bytes.length >= MAGIC_BYTES) this.#format ??= formatOf(bytes, this.#take);
    const format = this.#format;
    const done = format === null || bytes.length < format.need ? 0 : format.read(bytes, this.#base);
    this.#base += done;
    this.#waiting = done === bytes.length ? [] : [bytes.subarray(done)];
    this.#waitingBytes = bytes.length - done;
  }

  /** @throws PcapError or PcapngError where the input ended inside a packet or block, or before its header was whole */
  finish(): void {
    const bytes = joined(this.#waiting, this.#waitingBytes);
    const format = this.#format ?? formatOf(bytes, this.#take);
    if (bytes.length > 0) throw format.cut(bytes, this.#base);
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only, ...more] = pieces;
  if (only !== undefined && more.length === 0) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function formatOf(bytes: Uint8Array, take: (packet: BorrowedPacket) => void): PacketFormat {
  const found = [...bytes.subarray(0, MAGIC_BYTES)].map((octet) => octet.toString(16).padStart(2, "0"));
  const magic = bytes.length < MAGIC_BYTES ? null : pcapMagic(bytes);
  if (magic !== null) return new PcapPackets(magic satisfies PcapMagic, take);
  if (found.join("") === BLOCK_TYPE.sectionHeader.toString(16).padStart(8, "0"))
    return new PcapngPackets(take);
  throw new PcapError({
    code: "not-a-capture",
    field: "magic number",
    expected: "that of pcapng or pcap",
    found: found.length === 0 ? "nothing" : `0x${found.join("")}`,
    offset: 0,
  });
}
