import type { CommonOptions, RawOption } from "./block.ts";
import { MAX_OPTION_BYTES, OPTION } from "./code.ts";
import { type BlockKind, PcapngWriteError } from "./error.ts";
import { encodeUtf8 } from "./utf8.ts";

/** Refuses what an unsigned field of `bits` bits cannot hold. */
export function requireUint(block: BlockKind, field: string, value: number, bits: 16 | 32): void {
  if (Number.isInteger(value) && value >= 0 && value < 2 ** bits) return;
  throw outOfRange(block, field, `an integer from 0 to ${2 ** bits - 1}`, String(value));
}

/** Refuses what an unsigned 64-bit field cannot hold. */
export function requireUint64(block: BlockKind, field: string, value: bigint): void {
  if (BigInt.asUintN(64, value) === value) return;
  throw outOfRange(block, field, "an integer from 0 to 2^64 - 1", String(value));
}

export function outOfRange(
  block: BlockKind,
  field: string,
  expected: string,
  found: string,
): PcapngWriteError {
  return new PcapngWriteError({ code: "value-out-of-range", block, field, expected, found });
}

/**
 * Gathers the option list of one block. A value that is `undefined` adds nothing.
 * Readers take a zero octet for the end of a string ("Options"), so a text with one is refused.
 */
export class OptionBuilder {
  readonly #block: BlockKind;
  readonly #options: RawOption[] = [];

  constructor(block: BlockKind) {
    this.#block = block;
  }

  raw(field: string, code: number, value: Uint8Array): this {
    requireUint(this.#block, `${field} code`, code, 16);
    if (code === OPTION.endOfOptions) {
      throw outOfRange(this.#block, field, "an option code other than opt_endofopt", "0");
    }
    if (value.length > MAX_OPTION_BYTES) {
      throw outOfRange(this.#block, field, `at most ${MAX_OPTION_BYTES} bytes`, `${value.length} bytes`);
    }
    this.#options.push({ code, value });
    return this;
  }

  text(field: string, code: number, text: string | undefined): this {
    if (text === undefined) return this;
    if (text.includes("\0"))
      throw outOfRange(this.#block, field, "text without a zero octet", "a zero octet");
    return this.raw(field, code, encodeUtf8(text));
  }

  uint64(field: string, code: number, value: bigint | undefined): this {
    if (value === undefined) return this;
    requireUint64(this.#block, field, value);
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value, true);
    return this.raw(field, code, bytes);
  }

  timestamp(field: string, code: number, value: bigint | undefined): this {
    if (value === undefined) return this;
    requireUint64(this.#block, field, value);
    const bytes = new Uint8Array(8);
    setTimestamp(new DataView(bytes.buffer), 0, value);
    return this.raw(field, code, bytes);
  }

  common(options: CommonOptions): this {
    for (const comment of options.comments ?? []) this.text("opt_comment", OPTION.comment, comment);
    for (const { code, value } of options.otherOptions ?? []) this.raw("option", code, value);
    return this;
  }

  /** The parts of the list, opt_endofopt last; an empty list takes no bytes. */
  finish(): Uint8Array[] {
    if (this.#options.length === 0) return [];
    const parts = this.#options.flatMap(({ code, value }) => [emitTypeAndLength(code, value.length), value]);
    parts.push(emitTypeAndLength(OPTION.endOfOptions, 0));
    return parts;
  }
}

/** The four octets that start an option or a name record. */
export function emitTypeAndLength(type: number, length: number): Uint8Array {
  const bytes = new Uint8Array(4);
  bytes[0] = type & 0xff;
  bytes[1] = type >> 8;
  bytes[2] = length & 0xff;
  bytes[3] = length >> 8;
  return bytes;
}

/** Two 32-bit words, the upper first whatever the byte order ("Enhanced Packet Block", Timestamp). */
export function setTimestamp(view: DataView, at: number, nanoseconds: bigint): void {
  view.setUint32(at, Number(nanoseconds >> 32n), true);
  view.setUint32(at + 4, Number(nanoseconds & 0xffffffffn), true);
}
