import type { BorrowedPacket, PacketFormat } from "./packet-reader.ts";
import { PcapError, type PcapErrorFacts } from "./pcap-error.ts";

/** How the numbers of a file are written, which its magic number tells (draft-ietf-opsawg-pcap, "File Header"). */
export interface PcapMagic {
  readonly littleEndian: boolean;
  readonly nsPerFraction: 1 | 1_000;
}

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const NS_PER_S = 1_000_000_000;

/** Offsets into the "File Header". */
const FILE = { major: 4, minor: 6, linkType: 20, bytes: 24 } as const;
/** Offsets into a "Packet Record". */
const RECORD = { seconds: 0, fraction: 4, captured: 8, original: 12, bytes: 16 } as const;

/** As Wireshark's limit for a packet: more than any link carries, so that a damaged length costs no memory. */
const MAX_PACKET_BYTES = 262_144;

function magicIn(data: DataView, littleEndian: boolean): PcapMagic | null {
  const magic = data.getUint32(0, littleEndian);
  if (magic === MICROSECONDS) return { littleEndian, nsPerFraction: 1_000 };
  return magic === NANOSECONDS ? { littleEndian, nsPerFraction: 1 } : null;
}

/** The first four bytes of a classic pcap file in either byte order; null where they are none of its. */
export function pcapMagic(bytes: Uint8Array): PcapMagic | null {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return magicIn(data, true) ?? magicIn(data, false);
}

/** Classic pcap, version 2, in either byte order, with microseconds or nanoseconds. */
export class PcapPackets implements PacketFormat {
  readonly name = "pcap";
  origin: bigint | null = null;
  need: number = FILE.bytes;
  #originSeconds = 0;
  #originNs = 0;
  #started = false;
  readonly #magic: PcapMagic;
  readonly #packet: BorrowedPacket;
  readonly #take: (packet: BorrowedPacket) => void;

  constructor(magic: PcapMagic, take: (packet: BorrowedPacket) => void) {
    this.#magic = magic;
    this.#take = take;
    const bytes = new Uint8Array(0);
    this.#packet = { bytes, start: 0, end: 0, offset: 0, originalLength: 0, linkType: 0, time: 0 };
  }

  read(bytes: Uint8Array, base: number): number {
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = this.#started ? 0 : this.#readHeader(data);
    this.#packet.bytes = bytes;
    this.need = RECORD.bytes;
    while (bytes.length - at >= RECORD.bytes) {
      const length = this.#capturedLength(data, at, base);
      this.need = RECORD.bytes + length;
      if (bytes.length - at < this.need) break;
      this.#give(data, at, base, length);
      at += this.need;
      this.need = RECORD.bytes;
    }
    return at;
  }

  cut(bytes: Uint8Array, base: number): Error {
    const field = !this.#started ? "File Header" : this.need > RECORD.bytes ? "Packet Data" : "Packet Record";
    const found = `${bytes.length} bytes`;
    return new PcapError({ code: "truncated", field, expected: `${this.need} bytes`, found, offset: base });
  }

  #readHeader(data: DataView): number {
    const { littleEndian } = this.#magic;
    const major = data.getUint16(FILE.major, littleEndian);
    if (major !== 2) {
      const found = `${major}.${data.getUint16(FILE.minor, littleEndian)}`;
      fail({ code: "unknown-version", field: "version", expected: "2.4", found, offset: FILE.major });
    }
    // The upper half tells of a frame check sequence.
    this.#packet.linkType = data.getUint32(FILE.linkType, littleEndian) & 0xffff;
    this.#started = true;
    return FILE.bytes;
  }

  #capturedLength(data: DataView, at: number, base: number): number {
    const length = data.getUint32(at + RECORD.captured, this.#magic.littleEndian);
    if (length <= MAX_PACKET_BYTES) return length;
    const offset = base + at + RECORD.captured;
    const expected = `at most ${MAX_PACKET_BYTES}`;
    const field = "Captured Packet Length";
    return fail({ code: "bad-record-length", field, expected, found: String(length), offset });
  }

  #give(data: DataView, at: number, base: number, length: number): void {
    const { littleEndian, nsPerFraction } = this.#magic;
    const packet = this.#packet;
    const seconds = data.getUint32(at + RECORD.seconds, littleEndian);
    const ns = data.getUint32(at + RECORD.fraction, littleEndian) * nsPerFraction;
    if (this.origin === null) {
      this.origin = BigInt(seconds) * BigInt(NS_PER_S) + BigInt(ns);
      this.#originSeconds = seconds;
      this.#originNs = ns;
    }
    packet.start = at + RECORD.bytes;
    packet.end = packet.start + length;
    packet.offset = base + packet.start;
    packet.originalLength = data.getUint32(at + RECORD.original, littleEndian);
    packet.time = (seconds - this.#originSeconds) * NS_PER_S + (ns - this.#originNs);
    this.#take(packet);
  }
}

function fail(facts: PcapErrorFacts): never {
  throw new PcapError(facts);
}
