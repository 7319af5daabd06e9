import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toBigEndian } from "./big-endian.fixture.ts";
import type {
  CommonOptions,
  CustomData,
  EnhancedPacket,
  InterfaceDescription,
  InterfaceStatistics,
  NameRecord,
  SectionHeader,
} from "./block.ts";
import { borrowBlocks } from "./borrow-blocks.ts";
import { emitCustomBlock } from "./emit.ts";
import { borrowCustomParts } from "./parse-custom.ts";
import type { CustomBlock, PcapngBlock } from "./parsed-block.ts";
import { PcapngWriter } from "./writer.ts";

const uint32 = fc.nat({ max: 0xffffffff });
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const octets = fc.uint8Array({ maxLength: 80 });
const text = fc.string({ unit: "binary", maxLength: 40 }).filter((s) => !s.includes("\0"));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Codes from 100 on have no meaning of their own in any block. */
const commonOptions: fc.Arbitrary<Required<CommonOptions>> = fc.record({
  comments: fc.array(text, { maxLength: 4 }),
  otherOptions: fc.array(fc.record({ code: fc.integer({ min: 100, max: 0xffff }), value: octets }), {
    maxLength: 4,
  }),
});

function withOptions<T>(fields: fc.Arbitrary<T>): fc.Arbitrary<T & CommonOptions> {
  return fc.tuple(fields, commonOptions).map(([block, options]) => ({ ...block, ...options }));
}

const sectionHeader: fc.Arbitrary<SectionHeader> = withOptions(
  fc.record({ hardware: maybe(text), os: maybe(text), userAppl: maybe(text) }),
);

const interfaceDescription: fc.Arbitrary<InterfaceDescription> = withOptions(
  fc.record({
    linkType: fc.nat({ max: 0xffff }),
    snapLen: uint32,
    name: maybe(text),
    description: maybe(text),
    os: maybe(text),
  }),
);

const packet: fc.Arbitrary<EnhancedPacket> = withOptions(
  fc.record({
    interfaceId: fc.nat({ max: 1 }),
    timestamp: uint64,
    data: octets,
    direction: maybe(fc.constantFrom("inbound", "outbound")),
  }),
);

const nameRecord: fc.Arbitrary<NameRecord> = fc.oneof(
  ...(
    [
      ["ipv4", 4],
      ["ipv6", 16],
    ] as const
  ).map(([kind, size]) =>
    fc.record({
      kind: fc.constant(kind),
      address: fc.uint8Array({ minLength: size, maxLength: size }),
      names: fc.array(
        text.filter((name) => name !== ""),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  ),
  fc.record({
    kind: fc.constant("unknown" as const),
    type: fc.integer({ min: 3, max: 0xffff }),
    value: octets,
  }),
);

const statistics: fc.Arbitrary<InterfaceStatistics> = withOptions(
  fc.record({
    interfaceId: fc.nat({ max: 1 }),
    timestamp: uint64,
    startTime: maybe(uint64),
    endTime: maybe(uint64),
    received: maybe(uint64),
    dropped: maybe(uint64),
    filterAccepted: maybe(uint64),
    osDropped: maybe(uint64),
    delivered: maybe(uint64),
  }),
);

const custom: fc.Arbitrary<CustomData> = withOptions(
  fc.record({ enterpriseNumber: uint32, copyable: fc.boolean(), data: octets }),
);

/** The third block of a section with two interfaces, as read from both byte orders. */
function writeAndRead(write: (writer: PcapngWriter) => void): PcapngBlock[] {
  const writer = new PcapngWriter();
  writer.writeSection({});
  writer.writeInterface({ linkType: 1, snapLen: 0 });
  writer.writeInterface({ linkType: 1, snapLen: 0 });
  write(writer);
  const bytes = writer.takeBytes();
  return [bytes, toBigEndian(bytes)].map((file) => {
    const block = [...borrowBlocks(file)].at(-1);
    if (block === undefined) throw new Error("nothing was read");
    return block;
  });
}

describe("what is written comes back from a reader, in either byte order", () => {
  test("section header", () => {
    fc.assert(
      fc.property(sectionHeader, (x) => {
        for (const block of writeAndRead((writer) => writer.writeSection(x))) {
          expect(block).toMatchObject({ kind: "section-header", sectionLength: undefined, ...x });
        }
      }),
    );
  });

  test("interface description, always in nanoseconds", () => {
    fc.assert(
      fc.property(interfaceDescription, (x) => {
        const timestampResolution = { base: 10, exponent: 9 };
        const kind = "interface-description";
        for (const block of writeAndRead((writer) => writer.writeInterface(x))) {
          expect(block).toMatchObject({
            kind,
            interfaceId: 2,
            timestampResolution,
            timestampOffset: 0n,
            ...x,
          });
        }
      }),
    );
  });

  test("enhanced packet", () => {
    fc.assert(
      fc.property(packet, fc.nat({ max: 2000 }), (x, more) => {
        const originalLength = x.data.length + more;
        for (const block of writeAndRead((writer) => writer.writePacket({ ...x, originalLength }))) {
          expect(block).toMatchObject({ kind: "enhanced-packet", ...x, originalLength });
        }
      }),
    );
  });

  test("name resolution", () => {
    fc.assert(
      fc.property(fc.array(nameRecord, { maxLength: 6 }), commonOptions, (records, options) => {
        for (const block of writeAndRead((writer) => writer.writeNames({ records, ...options }))) {
          expect(block).toMatchObject({ kind: "name-resolution", records, ...options });
        }
      }),
    );
  });

  test("interface statistics", () => {
    fc.assert(
      fc.property(statistics, (x) => {
        for (const block of writeAndRead((writer) => writer.writeStatistics(x))) {
          expect(block).toMatchObject({ kind: "interface-statistics", ...x });
        }
      }),
    );
  });

  test("custom block, whose owner knows the length of its data", () => {
    fc.assert(
      fc.property(custom, ({ enterpriseNumber, copyable, data, ...options }) => {
        const x = { enterpriseNumber, copyable, data, ...options };
        for (const block of writeAndRead((writer) => writer.writeCustom(x))) {
          expect(block).toMatchObject({ kind: "custom", enterpriseNumber, copyable });
          expect(partsOf(block, data.length)).toEqual({ data, ...options });
        }
      }),
    );
  });
});

test("a whole file that is read and written again is the same file", () => {
  const anyBlock = fc.oneof(
    packet.map((x) => (writer: PcapngWriter) => writer.writePacket(x)),
    custom.map((x) => (writer: PcapngWriter) => writer.writeCustom(x)),
    statistics.map((x) => (writer: PcapngWriter) => writer.writeStatistics(x)),
    fc
      .array(nameRecord, { maxLength: 3 })
      .map((records) => (writer: PcapngWriter) => writer.writeNames({ records })),
  );
  fc.assert(
    fc.property(sectionHeader, interfaceDescription, fc.array(anyBlock), (section, description, writes) => {
      const first = new PcapngWriter();
      first.writeSection(section);
      first.writeInterface(description);
      first.writeInterface(description);
      for (const write of writes) write(first);
      const bytes = first.takeBytes();
      const again = [...borrowBlocks(bytes)].map((block) => writeAgain(block));
      expect(Uint8Array.from(again.flatMap((part) => [...part]))).toEqual(bytes);
    }),
  );
});

function writeAgain(block: PcapngBlock): Uint8Array {
  const writer = new PcapngWriter();
  writer.writeSection({});
  writer.writeInterface({ linkType: 1, snapLen: 0 });
  writer.writeInterface({ linkType: 1, snapLen: 0 });
  writer.takeBytes();
  switch (block.kind) {
    case "section-header":
      writer.writeSection(block);
      break;
    case "interface-description":
      writer.writeInterface(block);
      break;
    case "enhanced-packet":
      writer.writePacket(block);
      break;
    case "name-resolution":
      writer.writeNames(block);
      break;
    case "interface-statistics":
      writer.writeStatistics(block);
      break;
    case "custom":
      return emitCustomBlock({ ...block, data: block.body });
    default:
      throw new Error(`the writer cannot write ${block.kind}`);
  }
  return writer.takeBytes();
}

function partsOf(block: PcapngBlock, dataLength: number): ReturnType<typeof borrowCustomParts> {
  const customBlock: CustomBlock | undefined = block.kind === "custom" ? block : undefined;
  if (customBlock === undefined) throw new Error(`not a custom block: ${block.kind}`);
  return borrowCustomParts(customBlock, dataLength, "little-endian");
}
