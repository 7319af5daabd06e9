import { locateBlock, sectionByteOrder } from "../block-frame.ts";
import { BlockView, InputView } from "../block-view.ts";
import { BLOCK_TYPE } from "../code.ts";
import { PcapngError } from "../error.ts";
import { type InterfaceState, interfaceState, parseInterfaceDescription } from "../parse-interface.ts";
import { parseEnhancedPacket, parseSimplePacket } from "../parse-packet.ts";
import { parseSectionHeader } from "../parse-section.ts";
import { PacketClock } from "./packet-clock.ts";
import type { BorrowedPacket, PacketFormat } from "./packet-reader.ts";

/** Type, and Block Total Length at both ends ("General Block Structure"). */
const MIN_BLOCK_BYTES = 12;
/** As Wireshark's limit for a block, so that a damaged length costs no memory. */
const MAX_BLOCK_BYTES = 16_777_216;
/** Offsets into an "Enhanced Packet Block" from its Block Type on. */
const EPB = { interfaceId: 8, timeUpper: 12, timeLower: 16, captured: 20, original: 24, data: 28 } as const;
/** Offset of Packet Data in a "Simple Packet Block". */
const SPB_DATA = 12;

interface PacketInterface extends InterfaceState {
  readonly linkType: number;
  readonly times: PacketClock;
}

/** The packets of a pcapng file, in either byte order and with any number of sections; all else is passed over. */
export class PcapngPackets implements PacketFormat {
  readonly name = "pcapng";
  origin: bigint | null = null;
  need: number = MIN_BLOCK_BYTES;
  #littleEndian = true;
  /** False where the section is of a version that we do not know. */
  #supported = false;
  #interfaces: PacketInterface[] = [];
  readonly #packet: BorrowedPacket;
  readonly #take: (packet: BorrowedPacket) => void;

  constructor(take: (packet: BorrowedPacket) => void) {
    this.#take = take;
    const bytes = new Uint8Array(0);
    this.#packet = { bytes, start: 0, end: 0, offset: 0, originalLength: 0, linkType: 0, time: 0 };
  }

  read(bytes: Uint8Array, base: number): number {
    const input = new InputView(bytes, base);
    this.#packet.bytes = bytes;
    let at = 0;
    this.need = MIN_BLOCK_BYTES;
    while (bytes.length - at >= MIN_BLOCK_BYTES) {
      this.#enterSection(input, at);
      const length = this.#lengthAt(input, at);
      if (bytes.length - at < length) {
        this.need = length;
        break;
      }
      this.#readBlock(input, at, length);
      at += length;
    }
    return at;
  }

  cut(bytes: Uint8Array, base: number): Error {
    const expected = `${Math.max(this.need, MIN_BLOCK_BYTES)} bytes`;
    const facts = { code: "truncated", block: "block", field: "Block Total Length" } as const;
    return new PcapngError({ ...facts, expected, found: `${bytes.length} bytes`, offset: base });
  }

  #enterSection(input: InputView, at: number): void {
    const order = sectionByteOrder(input, at);
    if (order === undefined) return;
    this.#littleEndian = order === "little-endian";
    this.#interfaces = [];
  }

  /** A length that no block can have is left to `locateBlock`, which says what is wrong. */
  #lengthAt(input: InputView, at: number): number {
    const length = input.data.getUint32(at + 4, this.#littleEndian);
    if (length <= MAX_BLOCK_BYTES) return Math.max(length, MIN_BLOCK_BYTES);
    const facts = { code: "bad-block-length", block: "block", field: "Block Total Length" } as const;
    const expected = `at most ${MAX_BLOCK_BYTES}`;
    throw new PcapngError({ ...facts, expected, found: String(length), offset: input.base + at + 4 });
  }

  #readBlock(input: InputView, at: number, length: number): void {
    const type = input.data.getUint32(at, this.#littleEndian);
    if (type === BLOCK_TYPE.enhancedPacket && this.#supported && this.#takeEnhanced(input, at, length))
      return;
    const order = this.#littleEndian ? "little-endian" : "big-endian";
    const block = new BlockView(input, locateBlock(input, at, order));
    if (type === BLOCK_TYPE.sectionHeader) {
      this.#supported = parseSectionHeader(block).kind === "section-header";
    } else if (type === BLOCK_TYPE.interfaceDescription && this.#supported) {
      this.#interfaces.push(interfaceOf(block, this.#interfaces.length));
    } else if (type === BLOCK_TYPE.simplePacket && this.#supported) {
      this.#takeSimple(block, at, input.base);
    } else if (type === BLOCK_TYPE.enhancedPacket && this.#supported) {
      // Something is wrong with it, and this says what.
      parseEnhancedPacket(block, this.#interfaces);
    }
  }

  /** False where anything in it is amiss. Options are not looked at: nothing of them is asked for. */
  #takeEnhanced(input: InputView, at: number, length: number): boolean {
    if (length < EPB.data + 4) return false;
    const { data, base } = input;
    const order = this.#littleEndian;
    const captured = data.getUint32(at + EPB.captured, order);
    const found = this.#interfaces[data.getUint32(at + EPB.interfaceId, order)];
    const isWhole = length % 4 === 0 && length >= EPB.data + captured + 4;
    if (found === undefined || !isWhole || data.getUint32(at + length - 4, order) !== length) return false;
    const packet = this.#packet;
    packet.start = at + EPB.data;
    packet.end = packet.start + captured;
    packet.offset = base + packet.start;
    packet.originalLength = data.getUint32(at + EPB.original, order);
    packet.linkType = found.linkType;
    const upper = data.getUint32(at + EPB.timeUpper, order);
    const lower = data.getUint32(at + EPB.timeLower, order);
    this.origin ??= found.times.absolute(upper, lower);
    packet.time = found.times.sinceOrigin(upper, lower, this.origin);
    this.#take(packet);
    return true;
  }

  #takeSimple(block: BlockView, at: number, base: number): void {
    const { data, originalLength } = parseSimplePacket(block, this.#interfaces);
    const packet = this.#packet;
    packet.start = at + SPB_DATA;
    packet.end = packet.start + data.length;
    packet.offset = base + packet.start;
    packet.originalLength = originalLength;
    packet.linkType = this.#interfaces[0]?.linkType ?? 0;
    packet.time = Number.NaN;
    this.#take(packet);
  }
}

function interfaceOf(block: BlockView, id: number): PacketInterface {
  const description = parseInterfaceDescription(block, id);
  const { linkType, timestampResolution, timestampOffset } = description;
  const times = new PacketClock(timestampResolution, timestampOffset);
  return { ...interfaceState(description), linkType, times };
}
