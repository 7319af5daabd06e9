import { describe, expect, test } from "vitest";
import { LINKTYPE_ETHERNET, MAX_OPTION_BYTES } from "./code.ts";
import {
  emitCustomBlock,
  emitEnhancedPacket,
  emitInterfaceDescription,
  emitInterfaceStatistics,
  emitNameResolution,
  emitSectionHeader,
} from "./emit.ts";
import { PcapngWriteError } from "./error.ts";
import { PcapngWriter } from "./writer.ts";

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

function octets(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

describe("a block is written byte for byte as the draft draws it", () => {
  test("section header", () => {
    expect(hex(emitSectionHeader({ userAppl: "ws", comments: ["é"] }))).toBe(
      octets(`0a0d0d0a 30000000 4d3c2b1a 01000000 ffffffffffffffff
              04000200 77730000  01000200 c3a90000  00000000  30000000`),
    );
  });

  test("interface description with nanosecond resolution", () => {
    const block = emitInterfaceDescription({ linkType: LINKTYPE_ETHERNET, snapLen: 65535, name: "tap0" });
    expect(hex(block)).toBe(
      octets("01000000 28000000 01000000 ffff0000  02000400 74617030  09000100 09000000  00000000  28000000"),
    );
  });

  test("enhanced packet with the upper half of its timestamp first", () => {
    const packet = { interfaceId: 1, timestamp: 0x0102030405060708n, data: Uint8Array.of(0xaa, 0xbb, 0xcc) };
    expect(hex(emitEnhancedPacket({ ...packet, originalLength: 1514, direction: "inbound" }))).toBe(
      octets(`06000000 30000000 01000000 04030201 08070605 03000000 ea050000
              aabbcc00  02000400 01000000  00000000  30000000`),
    );
  });

  test.each([
    { copyable: true, type: "ad0b0000" },
    { copyable: false, type: "ad0b0040" },
  ])("custom block, copyable $copyable", ({ copyable, type }) => {
    const block = emitCustomBlock({ enterpriseNumber: 0x01020304, copyable, data: Uint8Array.of(9) });
    expect(hex(block)).toBe(octets(`${type} 14000000 04030201 09000000 14000000`));
  });

  test("name resolution", () => {
    const address = Uint8Array.of(10, 0, 0, 1);
    const block = emitNameResolution({ records: [{ kind: "ipv4", address, names: ["a", "b"] }] });
    expect(hex(block)).toBe(octets("04000000 1c000000  01000800 0a000001 61006200  00000000  1c000000"));
  });

  test("interface statistics", () => {
    const block = emitInterfaceStatistics({
      interfaceId: 0,
      timestamp: 1n << 32n,
      startTime: 2n,
      received: 3n,
    });
    expect(hex(block)).toBe(
      octets(`05000000 34000000 00000000 01000000 00000000
              02000800 00000000 02000000  04000800 0300000000000000  00000000  34000000`),
    );
  });
});

describe("the writer keeps blocks in order", () => {
  const packet = { interfaceId: 0, timestamp: 0n, data: new Uint8Array(4) };
  const description = { linkType: LINKTYPE_ETHERNET, snapLen: 0 };

  test("a block before the first section is refused", () => {
    const writer = new PcapngWriter();
    const refused = expect.objectContaining({ name: "PcapngWriteError", code: "no-section" });
    expect(() => writer.writeInterface(description)).toThrow(refused);
    expect(() => writer.writePacket(packet)).toThrow(refused);
    expect(() => writer.writeNames({ records: [] })).toThrow(refused);
    expect(writer.pendingBytes).toBe(0);
  });

  test("a packet of an interface of an earlier section is refused, and nothing of it is written", () => {
    const writer = new PcapngWriter();
    writer.writeSection({});
    expect(writer.writeInterface(description)).toBe(0);
    expect(writer.writeInterface(description)).toBe(1);
    writer.writePacket(packet);
    writer.writeSection({});
    const before = writer.pendingBytes;
    expect(() => writer.writePacket(packet)).toThrow(expect.objectContaining({ code: "unknown-interface" }));
    expect(writer.pendingBytes).toBe(before);
    expect(writer.writeInterface(description)).toBe(0);
  });

  test("bytes taken piece by piece are the file taken at once", () => {
    const pieces: Uint8Array[] = [];
    const piecewise = new PcapngWriter();
    const atOnce = new PcapngWriter();
    for (const writer of [piecewise, atOnce]) {
      const take = () => writer === piecewise && pieces.push(writer.takeBytes());
      writer.writeSection({});
      take();
      writer.writeInterface(description);
      writer.writePacket(packet);
      take();
    }
    expect(pieces.map(hex).join("")).toBe(hex(atOnce.takeBytes()));
    expect(atOnce.takeBytes()).toHaveLength(0);
  });
});

describe("a value that the format cannot hold is refused, and the error names the field", () => {
  const packet = { interfaceId: 0, timestamp: 0n, data: new Uint8Array(4) };

  test.each([
    ["Timestamp", () => emitEnhancedPacket({ ...packet, timestamp: -1n })],
    ["Timestamp", () => emitEnhancedPacket({ ...packet, timestamp: 1n << 64n })],
    ["Interface ID", () => emitEnhancedPacket({ ...packet, interfaceId: 0.5 })],
    ["Original Packet Length", () => emitEnhancedPacket({ ...packet, originalLength: 3 })],
    ["opt_comment", () => emitEnhancedPacket({ ...packet, comments: ["a\0b"] })],
    ["opt_comment", () => emitSectionHeader({ comments: ["é".repeat(MAX_OPTION_BYTES / 2 + 1)] })],
    ["LinkType", () => emitInterfaceDescription({ linkType: 65536, snapLen: 0 })],
    ["SnapLen", () => emitInterfaceDescription({ linkType: 1, snapLen: -1 })],
    ["option", () => emitSectionHeader({ otherOptions: [{ code: 0, value: new Uint8Array(0) }] })],
    [
      "ipv4 address",
      () => emitNameResolution({ records: [{ kind: "ipv4", address: new Uint8Array(16), names: ["a"] }] }),
    ],
    [
      "names",
      () => emitNameResolution({ records: [{ kind: "ipv4", address: new Uint8Array(4), names: [] }] }),
    ],
    [
      "Record Type",
      () => emitNameResolution({ records: [{ kind: "unknown", type: 0, value: new Uint8Array(0) }] }),
    ],
    ["isb_ifrecv", () => emitInterfaceStatistics({ interfaceId: 0, timestamp: 0n, received: -1n })],
    [
      "Private Enterprise Number",
      () => emitCustomBlock({ enterpriseNumber: -1, copyable: true, data: new Uint8Array(0) }),
    ],
  ])("%s (%#)", (field, emit) => {
    expect(emit).toThrow(PcapngWriteError);
    expect(emit).toThrow(expect.objectContaining({ code: "value-out-of-range", field }));
  });
});
