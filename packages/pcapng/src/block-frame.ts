import type { BlockFrame, InputView } from "./block-view.ts";
import { BLOCK_TYPE, BYTE_ORDER_MAGIC } from "./code.ts";
import { type BlockKind, PcapngError, type PcapngErrorFacts } from "./error.ts";
import type { ByteOrder } from "./parsed-block.ts";

/** Type, and Block Total Length at both ends ("General Block Structure"). */
const MIN_BLOCK_BYTES = 12;

/** A frame and the code that its kind came from. */
export interface TypedFrame extends BlockFrame {
  readonly type: number;
}

/** Refuses an input that does not begin with a Section Header Block ("Physical File Layout"). */
export function requirePcapng(input: InputView): void {
  if (input.bytes.length < 4) requireBytes(input, 0, MIN_BLOCK_BYTES, "block", "Block Type");
  const type = input.data.getUint32(0);
  if (type === BLOCK_TYPE.sectionHeader) return;
  const expected = hex(BLOCK_TYPE.sectionHeader);
  fail(input, 0, { code: "not-pcapng", block: "block", field: "Block Type", expected, found: hex(type) });
}

/** The byte order of the section that starts at `at`, or `undefined` if another block does. */
export function sectionByteOrder(input: InputView, at: number): ByteOrder | undefined {
  requireBytes(input, at, MIN_BLOCK_BYTES, "block", "Block Type");
  // The type reads the same in both byte orders ("Section Header Block").
  if (input.data.getUint32(at) !== BLOCK_TYPE.sectionHeader) return undefined;
  const magicAt = at + 8;
  if (input.data.getUint32(magicAt, true) === BYTE_ORDER_MAGIC) return "little-endian";
  const magic = input.data.getUint32(magicAt);
  if (magic === BYTE_ORDER_MAGIC) return "big-endian";
  return fail(input, magicAt, {
    code: "bad-byte-order-magic",
    block: "section-header",
    field: "Byte-Order Magic",
    expected: hex(BYTE_ORDER_MAGIC),
    found: hex(magic),
  });
}

/** Finds the whole block at `at` by its two lengths, which must agree and lie inside the input. */
export function locateBlock(input: InputView, at: number, byteOrder: ByteOrder): TypedFrame {
  requireBytes(input, at, MIN_BLOCK_BYTES, "block", "Block Type");
  const littleEndian = byteOrder === "little-endian";
  const type = input.data.getUint32(at, littleEndian);
  const kind = kindOf(type);
  const length = input.data.getUint32(at + 4, littleEndian);
  const badLength = { code: "bad-block-length", block: kind, field: "Block Total Length" } as const;
  if (length < MIN_BLOCK_BYTES || length % 4 !== 0) {
    const expected = `a multiple of 4 from ${MIN_BLOCK_BYTES} on`;
    fail(input, at + 4, { ...badLength, expected, found: String(length) });
  }
  requireBytes(input, at, length, kind, "Block Total Length");
  const bodyEnd = at + length - 4;
  const repeated = input.data.getUint32(bodyEnd, littleEndian);
  if (repeated !== length) {
    fail(input, bodyEnd, { ...badLength, expected: `${length} again`, found: String(repeated) });
  }
  const place = { offset: input.base + at, length };
  return { kind, type, place, byteOrder, bodyStart: at + 8, bodyEnd };
}

function kindOf(type: number): BlockKind {
  switch (type) {
    case BLOCK_TYPE.sectionHeader:
      return "section-header";
    case BLOCK_TYPE.interfaceDescription:
      return "interface-description";
    case BLOCK_TYPE.enhancedPacket:
      return "enhanced-packet";
    case BLOCK_TYPE.simplePacket:
      return "simple-packet";
    case BLOCK_TYPE.nameResolution:
      return "name-resolution";
    case BLOCK_TYPE.interfaceStatistics:
      return "interface-statistics";
    case BLOCK_TYPE.customCopyable:
    case BLOCK_TYPE.customNotCopyable:
      return "custom";
    default:
      return "unknown";
  }
}

function requireBytes(
  input: InputView,
  at: number,
  length: number,
  block: BlockKind | "block",
  field: string,
) {
  const left = input.bytes.length - at;
  if (left >= length) return;
  fail(input, at, { code: "truncated", block, field, expected: `${length} bytes`, found: `${left} bytes` });
}

function fail(input: InputView, at: number, facts: Omit<PcapngErrorFacts, "offset">): never {
  throw new PcapngError({ ...facts, offset: input.base + at });
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, "0")}`;
}
