import { expect, test } from "vitest";
import { borrowBlocks } from "./borrow-blocks.ts";
import { copyBlock } from "./copy-block.ts";
import { writeSampleCapture } from "./sample-capture.fixture.ts";

function bytes(...lines: string[]): Uint8Array<ArrayBuffer> {
  const octets = lines.join(" ").trim().split(/\s+/);
  return Uint8Array.from(octets, (octet) => Number.parseInt(octet, 16));
}

const LITTLE_SECTION = `
  0a 0d 0d 0a  1c 00 00 00  4d 3c 2b 1a  01 00 00 00  ff ff ff ff ff ff ff ff  1c 00 00 00`;
const BIG_SECTION = `
  0a 0d 0d 0a  00 00 00 1c  1a 2b 3c 4d  00 01 00 00  ff ff ff ff ff ff ff ff  00 00 00 1c`;

/** An interface without options but the given ones. */
function littleInterface(snapLen: string, options: string, length: string): string {
  return `01 00 00 00  ${length} 00 00 00  01 00 00 00  ${snapLen}  ${options}  ${length} 00 00 00`;
}

/** A packet of four bytes on interface 0 with the timestamp 1_500_000. */
const LITTLE_PACKET = `
  06 00 00 00  24 00 00 00  00 00 00 00  00 00 00 00  60 e3 16 00  04 00 00 00  04 00 00 00
  de ad be ef  24 00 00 00`;

test("a big-endian section, written by hand, is read with its packet, flags and comment", () => {
  const file = bytes(
    BIG_SECTION,
    "00 00 00 01  00 00 00 20  00 01 00 00  00 00 ff ff  00 02 00 02  6c 6f 00 00  00 00 00 00  00 00 00 20",
    "00 00 00 06  00 00 00 38  00 00 00 00  00 05 f5 e1  00 00 00 07  00 00 00 03  00 00 00 40",
    "aa bb cc 00  00 02 00 04  00 00 00 02  00 01 00 02  68 69 00 00  00 00 00 00  00 00 00 38",
  );
  const [section, description, packet] = borrowBlocks(file);
  expect(section).toMatchObject({ kind: "section-header", offset: 0, length: 28, byteOrder: "big-endian" });
  expect(description).toMatchObject({ offset: 28, length: 32, linkType: 1, snapLen: 0xffff, name: "lo" });
  expect(packet).toMatchObject({
    kind: "enhanced-packet",
    offset: 60,
    length: 56,
    interfaceId: 0,
    // No if_tsresol: microseconds.
    timestamp: ((0x0005f5e1n << 32n) + 7n) * 1000n,
    data: Uint8Array.of(0xaa, 0xbb, 0xcc),
    originalLength: 64,
    direction: "outbound",
    flags: 2,
    comments: ["hi"],
  });
});

test("two sections of different byte order in one file are read each by its own, interfaces counted anew", () => {
  const file = bytes(
    LITTLE_SECTION,
    littleInterface("00 00 00 00", "", "14"),
    BIG_SECTION,
    "00 00 00 01  00 00 00 14  00 93 00 00  00 00 00 00  00 00 00 14",
  );
  const blocks = [...borrowBlocks(file)];
  expect(blocks).toMatchObject([
    { byteOrder: "little-endian" },
    { interfaceId: 0, linkType: 1 },
    { byteOrder: "big-endian" },
    { interfaceId: 0, linkType: 0x93 },
  ]);
});

test.each([
  { tsresol: "none, which is microseconds", option: "", expected: 1_500_000_000n },
  { tsresol: "10^-3", option: "03", expected: 1_500_000_000_000n },
  { tsresol: "10^-9", option: "09", expected: 1_500_000n },
  { tsresol: "10^-12, cut to whole nanoseconds", option: "0c", expected: 1_500n },
  { tsresol: "10^-127", option: "7f", expected: 0n },
  { tsresol: "2^-0", option: "80", expected: 1_500_000_000_000_000n },
  { tsresol: "2^-10", option: "8a", expected: (1_500_000n * 1_000_000_000n) / 1024n },
  { tsresol: "2^-127", option: "ff", expected: 0n },
])("a timestamp of 1 500 000 units of $tsresol becomes nanoseconds", ({ option, expected }) => {
  const description = option
    ? littleInterface("00 00 00 00", `09 00 01 00  ${option} 00 00 00`, "1c")
    : littleInterface("00 00 00 00", "", "14");
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, description, LITTLE_PACKET))];
  expect(blocks[2]).toMatchObject({ timestamp: expected });
});

test("if_tsoffset is added in seconds, also when it is negative", () => {
  const minusTwo = "0e 00 08 00  fe ff ff ff ff ff ff ff";
  const description = littleInterface("00 00 00 00", minusTwo, "20");
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, description, LITTLE_PACKET))];
  expect(blocks[1]).toMatchObject({ timestampOffset: -2n });
  expect(blocks[2]).toMatchObject({ timestamp: 1_500_000_000n - 2_000_000_000n });
});

test.each([
  { snapLen: "00 00 00 00", captured: 6, meaning: "no limit" },
  { snapLen: "05 00 00 00", captured: 5, meaning: "less than the packet" },
  { snapLen: "ff 00 00 00", captured: 6, meaning: "more than the packet" },
])(
  "a simple packet of 6 bytes with a snapshot length of $meaning holds $captured",
  ({ snapLen, captured }) => {
    const simple = "03 00 00 00  18 00 00 00  06 00 00 00  01 02 03 04 05 06 00 00  18 00 00 00";
    const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, littleInterface(snapLen, "", "14"), simple))];
    const data = Uint8Array.of(1, 2, 3, 4, 5, 6).subarray(0, captured);
    expect(blocks[2]).toMatchObject({ kind: "simple-packet", originalLength: 6, data });
  },
);

test("a block of an unknown type survives with its type and body", () => {
  const unknown = "0a 00 00 80  10 00 00 00  01 02 03 04  10 00 00 00";
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, unknown))];
  const body = Uint8Array.of(1, 2, 3, 4);
  expect(blocks[1]).toMatchObject({ kind: "unknown", type: 0x8000000a, byteOrder: "little-endian", body });
});

test("a section of version 2.0 is skipped up to the next section, which is read", () => {
  const future = LITTLE_SECTION.replace("01 00 00 00", "02 00 00 00");
  const description = littleInterface("00 00 00 00", "", "14");
  const blocks = [...borrowBlocks(bytes(future, description, LITTLE_PACKET, LITTLE_SECTION, description))];
  expect(blocks).toMatchObject([
    { kind: "unsupported-section", majorVersion: 2, minorVersion: 0 },
    { kind: "unknown", type: 1 },
    { kind: "unknown", type: 6 },
    { kind: "section-header" },
    { kind: "interface-description", interfaceId: 0 },
  ]);
});

test("minor version 2, which some programs wrote, is read like 0, and a stated section length is told", () => {
  const section = `
    0a 0d 0d 0a  1c 00 00 00  4d 3c 2b 1a  01 00 02 00  14 00 00 00 00 00 00 00  1c 00 00 00`;
  const blocks = [...borrowBlocks(bytes(section, littleInterface("00 00 00 00", "", "14")))];
  expect(blocks[0]).toMatchObject({ kind: "section-header", sectionLength: 20n });
});

test("an option list that ends with its block instead of opt_endofopt is read", () => {
  const description = littleInterface("00 00 00 00", "02 00 03 00  74 61 70 00", "1c");
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, description))];
  expect(blocks[1]).toMatchObject({ name: "tap", otherOptions: [] });
});

test("text ends at a zero octet, and invalid UTF-8 is replaced", () => {
  const description = littleInterface(
    "00 00 00 00",
    "02 00 03 00  74 00 70 00  03 00 02 00  ff 61 00 00",
    "24",
  );
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, description))];
  expect(blocks[1]).toMatchObject({ name: "t", description: "\ufffda" });
});

test("an option that may stand once and stands twice: the first counts, the second is kept", () => {
  const description = littleInterface(
    "00 00 00 00",
    "02 00 01 00  61 00 00 00  02 00 01 00  62 00 00 00",
    "24",
  );
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, description))];
  const otherOptions = [{ code: 2, value: Uint8Array.of(0x62) }];
  expect(blocks[1]).toMatchObject({ name: "a", otherOptions });
});

test("flag bits that say neither inbound nor outbound leave the direction open and the word whole", () => {
  const packet = `
    06 00 00 00  30 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00  04 00 00 00  04 00 00 00
    de ad be ef  02 00 04 00  23 01 00 00  00 00 00 00  30 00 00 00`;
  const blocks = [...borrowBlocks(bytes(LITTLE_SECTION, littleInterface("00 00 00 00", "", "14"), packet))];
  expect(blocks[2]).toMatchObject({ flags: 0x123, direction: undefined });
});

test("borrowed bytes change with the input, copied ones do not", () => {
  const file = writeSampleCapture();
  const borrowed = [...borrowBlocks(file)];
  const copied = borrowed.map((block) => copyBlock(block));
  const before = structuredClone(borrowed);
  expect(copied).toEqual(before);
  file.fill(0xee);
  expect(borrowed).not.toEqual(before);
  expect(copied).toEqual(before);
});

test("an input that is a part of a larger buffer is read, with offsets from its own start", () => {
  const file = writeSampleCapture();
  const larger = new Uint8Array(file.length + 7);
  larger.set(file, 7);
  expect([...borrowBlocks(larger.subarray(7))]).toEqual([...borrowBlocks(file)]);
});
