import { type BlockKind, PcapngError, type PcapngErrorCode } from "./error.ts";
import type { BlockPlace, ByteOrder } from "./parsed-block.ts";

/** Bytes and where they stand in the whole input. */
export class InputView {
  readonly bytes: Uint8Array;
  readonly data: DataView;
  /** Offset of `bytes[0]` from the start of the input. */
  readonly base: number;

  constructor(bytes: Uint8Array, base: number) {
    const { buffer, byteOffset, byteLength } = bytes;
    // A plain array, so that a subclass of the caller's (Node's Buffer) does not reach our blocks.
    this.bytes = new Uint8Array(buffer, byteOffset, byteLength);
    this.data = new DataView(buffer, byteOffset, byteLength);
    this.base = base;
  }
}

/** A block found in an {@link InputView}; `bodyStart` and `bodyEnd` are positions in its bytes. */
export interface BlockFrame {
  readonly kind: BlockKind;
  readonly place: BlockPlace;
  readonly byteOrder: ByteOrder;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** The fields of one block, read where they stand; every read is checked against the end of its body. */
export class BlockView implements BlockFrame {
  readonly kind: BlockKind;
  readonly place: BlockPlace;
  readonly byteOrder: ByteOrder;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly #input: InputView;
  readonly #littleEndian: boolean;

  constructor(input: InputView, frame: BlockFrame) {
    this.#input = input;
    this.kind = frame.kind;
    this.place = frame.place;
    this.byteOrder = frame.byteOrder;
    this.bodyStart = frame.bodyStart;
    this.bodyEnd = frame.bodyEnd;
    this.#littleEndian = frame.byteOrder === "little-endian";
  }

  octet(at: number, field: string): number {
    this.require(at, 1, field);
    return this.#input.data.getUint8(at);
  }

  uint16(at: number, field: string): number {
    this.require(at, 2, field);
    return this.#input.data.getUint16(at, this.#littleEndian);
  }

  uint32(at: number, field: string): number {
    this.require(at, 4, field);
    return this.#input.data.getUint32(at, this.#littleEndian);
  }

  uint64(at: number, field: string): bigint {
    this.require(at, 8, field);
    return this.#input.data.getBigUint64(at, this.#littleEndian);
  }

  int64(at: number, field: string): bigint {
    this.require(at, 8, field);
    return this.#input.data.getBigInt64(at, this.#littleEndian);
  }

  /** Two 32-bit words, the upper first whatever the byte order ("Enhanced Packet Block", Timestamp). */
  timestamp(at: number, field: string): bigint {
    const upper = this.uint32(at, field);
    const lower = this.uint32(at + 4, field);
    return (BigInt(upper) << 32n) | BigInt(lower);
  }

  /** A view of the input, not a copy. */
  borrow(at: number, length: number, field: string): Uint8Array {
    this.require(at, length, field);
    return this.#input.bytes.subarray(at, at + length);
  }

  /** Refuses a field of `length` bytes at `at` that would reach beyond the block. */
  require(at: number, length: number, field: string): void {
    const room = this.bodyEnd - at;
    if (length <= room) return;
    this.fail("field-outside-block", field, `${length} bytes`, `room for ${Math.max(room, 0)}`, at);
  }

  /** `at` is a position in the view, the error's offset counts from the start of the input. */
  fail(code: PcapngErrorCode, field: string, expected: string, found: string, at: number): never {
    const offset = this.#input.base + at;
    throw new PcapngError({ code, block: this.kind, field, expected, found, offset });
  }
}
