import { NS_PER_S } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { formatAge } from "../format/time.ts";
import { ageWidth, FACT_FONT, factWidth, textWidth } from "./text-width.ts";

const roomAt = (seconds: number) => ageWidth(formatAge(seconds * NS_PER_S));

describe("room beside a frame on the wire", () => {
  it("within the first minute the age always has the same room, so that nothing moves while it counts", () => {
    expect(new Set([0, 9.9, 10, 59.9].map(roomAt)).size).toBe(1);
  });

  it.each([60, 125, 599, 3_599, 36_000])(
    "after %d s the age in minutes still ends before the repeats",
    (seconds) => {
      const age = formatAge(seconds * NS_PER_S);
      expect(roomAt(seconds) - textWidth(age, FACT_FONT)).toBeGreaterThan(8);
      expect(roomAt(seconds)).toBeGreaterThan(roomAt(59));
    },
  );

  it("Chinese characters take their whole em", () => {
    expect(factWidth("重传 ×6")).toBeGreaterThan(2 * FACT_FONT + textWidth(" ×6", FACT_FONT));
  });
});
