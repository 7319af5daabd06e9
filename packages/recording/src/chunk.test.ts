import { expect, test } from "vitest";
import { borrowChunk, emitChunks, RECORDING_VERSION } from "./chunk.ts";
import { nanosecondsOfWallClock } from "./wall-clock.ts";

const content = Uint8Array.of(1, 2, 3);

function onlyOption() {
  const [option, ...more] = emitChunks(content);
  if (option === undefined || more.length > 0) throw new Error("three octets need one option");
  return option;
}

test("a chunk is option 2989: enterprise number 32473, magic, version, content", () => {
  const { code, value } = onlyOption();
  expect(code).toBe(2989);
  expect(Array.from(value)).toEqual([0xd9, 0x7e, 0, 0, ...new TextEncoder().encode("WIRESTG"), 1, 1, 2, 3]);
});

test("a chunk is found again in a section of either byte order", () => {
  const { code, value } = onlyOption();
  expect(borrowChunk({ code, value }, true)).toEqual({ version: RECORDING_VERSION, content });
  const bigEndian = Uint8Array.of(0, 0, 0x7e, 0xd9, ...value.subarray(4));
  expect(borrowChunk({ code, value: bigEndian }, false)).toEqual({ version: RECORDING_VERSION, content });
  expect(borrowChunk({ code, value: bigEndian }, true)).toBeNull();
});

test("an option with another code, number or magic, or one that is too short, is not ours", () => {
  const { code, value } = onlyOption();
  expect(borrowChunk({ code: 2988, value }, true)).toBeNull();
  expect(borrowChunk({ code, value: value.with(0, 1) }, true)).toBeNull();
  expect(borrowChunk({ code, value: value.with(5, 0) }, true)).toBeNull();
  expect(borrowChunk({ code, value: value.subarray(0, 11) }, true)).toBeNull();
});

test.each([
  ["1970-01-01T00:00:00Z", 0n],
  ["2026-01-01T00:00:00.000Z", 1_767_225_600_000_000_000n],
  ["2026-01-01T00:00:00.123456789Z", 1_767_225_600_123_456_789n],
  ["2026-01-01T08:00:00.5+08:00", 1_767_225_600_500_000_000n],
  ["2026-13-01T00:00:00Z", null],
  ["2026-01-01 00:00:00Z", null],
  ["1969-12-31T23:59:59Z", null],
  ["9999-01-01T00:00:00Z", null],
])("the wall clock %s is %s ns", (text, ns) => {
  expect(nanosecondsOfWallClock(text)).toBe(ns);
});
