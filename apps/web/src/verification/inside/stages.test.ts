import { hmacSteps } from "@wirestage/hmac";
import { describe, expect, it } from "vitest";
import { byteRows, placed } from "./byte-rows.ts";
import { stagesOf } from "./stages.ts";

const MESSAGE = Uint8Array.from({ length: 32 }, (_, index) => index);

function stages(keyLength: number) {
  return stagesOf(hmacSteps("sha256", new Uint8Array(keyLength).fill(7), MESSAGE));
}

describe("the steps", () => {
  it("a short key: six of them, and what comes out of one goes into a later one", () => {
    const all = stages(11);
    expect(all.map(({ id }) => id)).toEqual(["key", "paddedKey", "innerPad", "innerHash", "outerPad", "mac"]);
    expect(all[1]?.output.map(({ role, bytes }) => [role, bytes.length])).toEqual([
      ["key", 11],
      ["zeros", 53],
    ]);
    expect(all.at(-1)?.input.map(({ role }) => role)).toEqual(["outerPad", "innerHash"]);
  });

  it("a key longer than a block: its digest stands for it from there on", () => {
    const all = stages(65);
    expect(all[1]).toMatchObject({ id: "hashedKey", operation: { kind: "hash" } });
    expect(all[2]?.output.map(({ role, bytes }) => [role, bytes.length])).toEqual([
      ["hashedKey", 32],
      ["zeros", 32],
    ]);
  });

  it("a key of exactly a block: nothing is filled up", () => {
    expect(stages(64)[1]).toMatchObject({ operation: { kind: "pad", zeros: 0 }, output: [{ role: "key" }] });
  });
});

describe("bytes in rows", () => {
  const parts = stages(11)[1]?.output ?? [];

  it("64 bytes in rows of 16: four rows, each byte with its place and what it is", () => {
    const rows = byteRows(parts, 16, 256);
    expect(rows.map(({ offset, cells }) => [offset, cells.length])).toEqual([
      [0, 16],
      [16, 16],
      [32, 16],
      [48, 16],
    ]);
    expect(rows[0]?.cells.slice(10, 12)).toEqual([
      { offset: 10, hex: "07", role: "key" },
      { offset: 11, hex: "00", role: "zeros" },
    ]);
  });

  it("more bytes than are shown: the rows end at the limit", () => {
    expect(byteRows(parts, 8, 20).flatMap(({ cells }) => cells)).toHaveLength(20);
  });

  it("parts are placed one behind the other", () => {
    expect(placed(parts).map(({ first, last }) => [first, last])).toEqual([
      [0, 10],
      [11, 63],
    ]);
  });
});
