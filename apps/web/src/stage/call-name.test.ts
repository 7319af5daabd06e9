import { describe, expect, it } from "vitest";
import { callNameText } from "./call-name.ts";
import { columns } from "./columns.ts";

const ADVANCE = 0.602;

describe.each([390, 620, 745, 1000])("the name of a call on a stage %i px wide", (width) => {
  const across = columns(width);
  const room = across.callsShareColumn ? across.stateWidth : across.callWidth;

  it("fits beside its bracket, the longest too", () => {
    for (const name of ["recv", "hmac.digest", "os.urandom", "hmac.compare_digest"]) {
      const { text, fontSize } = callNameText(name, 0, across);
      expect(text.length * ADVANCE * fontSize).toBeLessThanOrEqual(room);
      expect(fontSize).toBeGreaterThan(8);
    }
  });

  it("says what is called, without the module", () => {
    expect(callNameText("recv", 0, across).text).toBe("recv()");
    expect(callNameText("os.urandom", 0, across).text).toBe("urandom()");
    expect(callNameText("hmac.compare_digest", 0, across).text).toMatch(/^compare_digest/);
  });
});
