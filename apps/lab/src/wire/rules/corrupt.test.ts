import { decodeFrame, verifyChecksums } from "@wirestage/wire";
import { beforeEach, describe, expect, it } from "vitest";
import { segment, WireBench } from "../wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
});

const BY_RULE = { by: "rule", rule: "rule" };

describe("a rule that corrupts", () => {
  it("flips the bit that it was given, and leaves the checksum wrong", () => {
    bench.set({ action: { do: "corrupt", at: { offset: 54, bit: 0 }, checksums: "left" } });
    bench.sendSegment();
    bench.passUntil(1);
    expect(bench.told("frame.altered")).toMatchObject([
      { frame: 1, by: BY_RULE, position: 0, offset: 54, bit: 0, checksums: "left" },
    ]);
    const [bytes = new Uint8Array()] = bench.deliveredBytes;
    expect(bytes[54]).toBe(0x60);
    expect(verifyChecksums(decodeFrame(bytes)).transport?.status).toBe("bad");
  });

  it("lets a frame be that has no such bit", () => {
    bench.set({ action: { do: "corrupt", at: { offset: 1_000, bit: 0 }, checksums: "left" } });
    bench.sendSegment();
    bench.set({ action: { do: "corrupt", at: null, checksums: "left" } });
    bench.send("client", new Uint8Array(14));
    bench.passUntil(1);
    expect(bench.told("frame.altered")).toEqual([]);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it.each(["left", "mended"] as const)(
    "draws any bit behind Ethernet's header, checksums %s",
    (checksums) => {
      bench.set({ action: { do: "corrupt", at: null, checksums } });
      const whole = segment(1, 10);
      for (let n = 0; n < 2_000; n++) bench.send("client", whole);
      bench.passUntil(1);
      const drawn = bench.told("frame.altered");
      expect(drawn).toHaveLength(2_000);
      const offsets = new Set(drawn.map(({ offset }) => offset));
      expect(Math.min(...offsets)).toBe(14);
      expect(Math.max(...offsets)).toBe(whole.length - 1);
      const mendable = checksums === "mended" ? 4 : 0;
      expect(offsets.size).toBe(whole.length - 14 - mendable);
      const statuses = bench.deliveredBytes.map((bytes) => {
        const { ip, transport } = verifyChecksums(decodeFrame(bytes));
        return ip?.status === "bad" || transport?.status === "bad";
      });
      if (checksums === "mended") expect(statuses).not.toContain(true);
    },
  );
});
