import { TcpState } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { BARS_WIDTH, BRACKET_GAP, CALL_LANE, columns, NAME_START } from "./columns.ts";
import { textWidth } from "./text-width.ts";

const WIDTHS = [320, 375, 390, 479, 480, 534, 619, 620, 748, 899, 900, 1055, 1600];

describe("columns", () => {
  it.each(WIDTHS)("at %d px the longest name of a state ends before the brackets of calls", (width) => {
    const { nameFont, stateWidth } = columns(width);
    const bracket = BARS_WIDTH + stateWidth + BRACKET_GAP;
    const ends = TcpState.options.map((state) => NAME_START + textWidth(state, nameFont));
    expect(bracket - Math.max(...ends)).toBeGreaterThanOrEqual(BRACKET_GAP - 0.01);
    expect(nameFont).toBeGreaterThan(8);
  });

  it.each(WIDTHS)("at %d px brackets with their hooks keep off the stage's edges", (width) => {
    const { left, right, stateWidth } = columns(width);
    const hook = BARS_WIDTH + stateWidth + BRACKET_GAP + 4;
    expect(left - hook).toBeGreaterThanOrEqual(4);
    expect(width - right - hook).toBeGreaterThanOrEqual(4);
  });

  it.each(WIDTHS.slice(1))(
    "at %d px further lanes of calls take their room from the wire, up to three",
    (width) => {
      const one = columns(width);
      const more = columns(width, { left: 2, right: 5 });
      expect([more.left - one.left, one.right - more.right]).toEqual([CALL_LANE, 2 * CALL_LANE]);
      expect(more.callLanes).toEqual({ left: 2, right: 3 });
      expect(columns(width, { left: 2, right: 3 })).toBe(more);
    },
  );
});
