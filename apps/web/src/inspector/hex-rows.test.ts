import { describe, expect, it } from "vitest";
import { bitsOf, hexRows, spanWithin } from "./hex-rows.ts";

describe("hexRows", () => {
  const bytes = Uint8Array.from([0x00, 0x41, 0x7e, 0x7f, 0xff, 0x20, 0x0a, 0x42, 0x43]);
  const rows = hexRows(bytes, 8, (offset) => (offset < 4 ? "link" : "payload"));

  it("breaks the bytes into rows, the last as short as it is", () => {
    expect(rows.map((row) => [row.offset, row.bytes.length])).toEqual([
      [0, 8],
      [8, 1],
    ]);
  });

  it("writes every byte with two digits, and as a character only where ASCII has one to show", () => {
    expect(rows[0]?.bytes.map((byte) => byte.hex).join(" ")).toBe("00 41 7e 7f ff 20 0a 42");
    expect(rows[0]?.bytes.map((byte) => byte.character).join("")).toBe("·A~·· ·B");
  });

  it("asks for each byte's layer by its offset in the frame", () => {
    expect(rows[0]?.bytes[3]?.layer).toBe("link");
    expect(rows[1]?.bytes[0]).toMatchObject({ offset: 8, layer: "payload" });
  });
});

describe("spanWithin", () => {
  it("cuts a span to a row, and finds none where they do not meet", () => {
    expect(spanWithin({ start: 6, end: 20 }, 0, 16)).toEqual({ start: 6, end: 16 });
    expect(spanWithin({ start: 6, end: 16 }, 16, 32)).toBeNull();
    expect(spanWithin(null, 0, 16)).toBeNull();
  });
});

describe("bitsOf", () => {
  const text = (bits: ReturnType<typeof bitsOf>) =>
    bits.map(({ isSet, isLit }) => (isLit ? (isSet ? "1" : "0") : ".")).join("");

  it("lights only the bits of a field that shares its byte", () => {
    const dataOffset = { start: 46, end: 47, bits: { from: 0, to: 4 } };
    expect(text(bitsOf(0x50, 46, dataOffset))).toBe("0101....");
  });

  it("counts on into the second byte of a field of two", () => {
    const flags = { start: 46, end: 48, bits: { from: 4, to: 16 } };
    expect(text(bitsOf(0x50, 46, flags))).toBe("....0000");
    expect(text(bitsOf(0x12, 47, flags))).toBe("00010010");
  });
});
