import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBigEndian } from "./big-endian.fixture.ts";
import { borrowBlocks } from "./borrow-blocks.ts";
import { MAX_ITEMS_PER_BLOCK } from "./code.ts";
import {
  emitEnhancedPacket,
  emitInterfaceDescription,
  emitNameResolution,
  emitSectionHeader,
} from "./emit.ts";
import { PcapngError } from "./error.ts";
import { borrowCustomParts } from "./parse-custom.ts";
import type { PcapngBlock } from "./parsed-block.ts";
import { writeSampleCapture } from "./sample-capture.fixture.ts";

interface Outcome {
  readonly blocks: PcapngBlock[];
  readonly error: PcapngError | undefined;
}

/** Reads to the end or to a PcapngError; anything else that is thrown fails the test. */
function read(file: Uint8Array): Outcome {
  const blocks: PcapngBlock[] = [];
  try {
    for (const block of borrowBlocks(file)) blocks.push(block);
    return { blocks, error: undefined };
  } catch (error) {
    if (error instanceof PcapngError) return { blocks, error };
    throw error;
  }
}

function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A section with one interface, and one more block of the given type and body. */
function withBlock(type: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(12 + body.length);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, block.length, true);
  block.set(body, 8);
  view.setUint32(block.length - 4, block.length, true);
  return concat(emitSectionHeader({}), emitInterfaceDescription({ linkType: 1, snapLen: 0 }), block);
}

const SAMPLES = [
  { order: "little-endian", sample: writeSampleCapture() },
  { order: "big-endian", sample: toBigEndian(writeSampleCapture()) },
];

describe.each(SAMPLES)("a $order capture that holds every kind of block", ({ sample }) => {
  const whole = [...borrowBlocks(sample)];
  const ends = new Set(whole.map((block) => block.offset + block.length));

  test("cut anywhere, gives the whole blocks before the cut, and an error unless cut between two blocks", () => {
    for (let length = 0; length < sample.length; length++) {
      const { blocks, error } = read(sample.subarray(0, length));
      expect(blocks).toEqual(whole.filter((block) => block.offset + block.length <= length));
      expect(error?.code).toBe(ends.has(length) ? undefined : "truncated");
    }
  });

  test("with random bytes changed, gives blocks inside the input or a PcapngError", () => {
    const change = fc.tuple(fc.nat({ max: sample.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const mutated = sample.slice();
        for (const [at, octet] of changes) mutated[at] = octet;
        const { blocks, error } = read(mutated);
        expect(blocks.length).toBeLessThanOrEqual(mutated.length / 12);
        for (const block of blocks) {
          if (block.kind === "custom") tryParts(block);
          expect(block.offset + block.length).toBeLessThanOrEqual(mutated.length);
        }
        if (error !== undefined) expect(error.offset).toBeLessThanOrEqual(mutated.length);
      }),
      { numRuns: 5000 },
    );
  });
});

function tryParts(block: Extract<PcapngBlock, { kind: "custom" }>): void {
  try {
    borrowCustomParts(block, 5, "little-endian");
  } catch (error) {
    if (!(error instanceof PcapngError)) throw error;
  }
}

test("random bytes after a section header give blocks or a PcapngError", () => {
  const header = emitSectionHeader({});
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      read(noise);
      read(concat(header, noise));
    }),
    { numRuns: 2000 },
  );
});

describe("each error says what is wrong and where", () => {
  const header = emitSectionHeader({});
  const description = emitInterfaceDescription({ linkType: 1, snapLen: 0 });
  const start = header.length + description.length;
  const uint32 = (...words: number[]) => new Uint8Array(Uint32Array.from(words).buffer);
  const badMagic = header.slice();
  badMagic[8] = 0;
  const badTrailer = header.slice();
  badTrailer[24] = 32;
  const badLength = header.slice();
  badLength[4] = 30;

  test.each([
    ["nothing at all", new Uint8Array(0), "truncated", "Block Type", 0],
    ["another file format", new TextEncoder().encode("hello, world"), "not-pcapng", "Block Type", 0],
    ["a spoilt byte-order magic", badMagic, "bad-byte-order-magic", "Byte-Order Magic", 8],
    ["a length that is no multiple of 4", badLength, "bad-block-length", "Block Total Length", 4],
    ["lengths that differ", badTrailer, "bad-block-length", "Block Total Length", 24],
    [
      "a block longer than the file",
      concat(header, uint32(1, 0xfffffffc, 0)),
      "truncated",
      "Block Total Length",
      28,
    ],
    [
      "a packet without interface",
      concat(header, emitEnhancedPacket({ interfaceId: 0, timestamp: 0n, data: header })),
      "unknown-interface",
      "Interface ID",
      36,
    ],
    [
      "a simple packet without interface",
      concat(header, uint32(3, 16, 0, 16)),
      "unknown-interface",
      "Interface ID",
      36,
    ],
    [
      "statistics of no interface",
      withBlock(5, uint32(7, 0, 0)),
      "unknown-interface",
      "Interface ID",
      start + 8,
    ],
    ["an empty packet block", withBlock(6, uint32()), "field-outside-block", "Interface ID", start + 8],
    [
      "more captured than the block holds",
      withBlock(6, uint32(0, 0, 0, 0xffffffff, 4, 0)),
      "field-outside-block",
      "Packet Data",
      start + 28,
    ],
    [
      "a simple packet longer than its block",
      withBlock(3, uint32(9, 0)),
      "field-outside-block",
      "Packet Data",
      start + 12,
    ],
    [
      "an option beyond its block",
      withBlock(1, uint32(1, 0, 0x00090002, 0)),
      "field-outside-block",
      "Option Value",
      start + 20,
    ],
    [
      "a time resolution of 2 bytes",
      withBlock(1, uint32(1, 0, 0x00020009, 0)),
      "bad-option-length",
      "if_tsresol",
      start + 20,
    ],
    [
      "packet flags of 8 bytes",
      withBlock(6, uint32(0, 0, 0, 0, 0, 0x00080002, 0, 0)),
      "bad-option-length",
      "epb_flags",
      start + 32,
    ],
    ["names without an end", withBlock(4, uint32()), "field-outside-block", "Record Type", start + 8],
    [
      "an address without name",
      withBlock(4, uint32(0x00040001, 0, 0)),
      "bad-name-record",
      "Name Resolution Record",
      start + 12,
    ],
    [
      "a name without its zero",
      withBlock(4, uint32(0x00080001, 0, 0x61616161, 0)),
      "bad-name-record",
      "Name Resolution Record",
      start + 12,
    ],
    [
      "a custom block without number",
      withBlock(0xbad, uint32()),
      "field-outside-block",
      "Private Enterprise Number",
      start + 8,
    ],
  ] as const)("%s", (_what, file, code, field, offset) => {
    const { error } = read(file);
    expect(error).toMatchObject({ name: "PcapngError", code, field, offset });
    expect(error?.message).toContain(`expected ${error?.expected}, found ${error?.found}. `);
  });

  test("options of a custom block that do not fit are placed in the file, not in the block", () => {
    const custom = read(withBlock(0xbad, uint32(1, 0, 0x00090001))).blocks[2];
    if (custom?.kind !== "custom") throw new Error("no custom block was read");
    const parts = () => borrowCustomParts(custom, 4, "little-endian");
    expect(parts).toThrow(expect.objectContaining({ code: "field-outside-block", offset: start + 20 }));
  });
});

describe("a block that multiplies its size in memory is refused", () => {
  test("too many empty options", () => {
    const option = new Uint8Array(4 * (MAX_ITEMS_PER_BLOCK + 1)).map((_, i) => (i % 4 === 0 ? 0x64 : 0));
    const { error } = read(withBlock(1, concat(new Uint8Array(8), option)));
    expect(error?.code).toBe("too-many-items");
  });

  test("too many names", () => {
    const names = Array.from({ length: 32_000 }, () => "a");
    const records = [1, 2, 3].map((last) => ({
      kind: "ipv4" as const,
      address: Uint8Array.of(10, 0, 0, last),
      names,
    }));
    const { error } = read(concat(emitSectionHeader({}), emitNameResolution({ records })));
    expect(error?.code).toBe("too-many-items");
  });
});
