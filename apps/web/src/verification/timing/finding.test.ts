import { describe, expect, it } from "vitest";
import { advantageNs, findingOf, repliesNeeded } from "./finding.ts";
import { timed } from "./timed.fixture.ts";

describe("what was measured of a comparison", () => {
  it("each right byte takes 3.5 ns more: seen byte by byte", () => {
    const finding = findingOf(timed((agreeing) => 6 + 3.5 * agreeing));
    expect(finding.kind).toBe("eachByte");
    expect(advantageNs(finding)).toBeGreaterThan(3.3);
    expect(advantageNs(finding)).toBeLessThan(4);
  });

  it("only the first bytes make a difference: seen at the beginning", () => {
    const finding = findingOf(timed((agreeing) => (agreeing === 0 ? 50 : 54)));
    expect(finding.kind).toBe("beginning");
    expect(advantageNs(finding)).toBeGreaterThan(3);
  });

  it("answers with more right bytes are quicker: seen, but not byte by byte", () => {
    const finding = findingOf(timed((agreeing) => (agreeing === 31 ? 50 : 60)));
    expect(finding.kind).toBe("uneven");
  });

  it("fifty machines on which nothing makes a difference: it is seen on none or one", () => {
    const kinds = Array.from({ length: 50 }, (_, machine) => {
      const { kind } = findingOf(timed(() => 120, 200, 4, machine + 1));
      return kind;
    });
    expect(kinds.filter((kind) => kind !== "notSeen").length).toBeLessThanOrEqual(1);
  });

  it("nothing makes a difference: no advantage", () => {
    expect(advantageNs(findingOf(timed(() => 120)))).toBeNull();
  });

  it("ten rounds: too few to say anything", () => {
    expect(findingOf(timed((agreeing) => agreeing, 10))).toEqual({ kind: "tooFew" });
  });

  it("nothing measured: too few as well", () => {
    expect(findingOf(timed(() => 1, 0)).kind).toBe("tooFew");
    expect(findingOf({ ...timed(() => 1), timings: [] }).kind).toBe("tooFew");
  });
});

describe("replies needed", () => {
  it("a spread of 100 µs and a difference of 3 ns: (3·100000/3)² replies", () => {
    expect(repliesNeeded(100_000, 3)).toBe(1e10);
  });

  it("a spread smaller than the difference: one reply at least", () => {
    expect(repliesNeeded(1, 100)).toBe(1);
  });
});
