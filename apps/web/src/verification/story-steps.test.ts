import { describe, expect, it } from "vitest";
import { storyIndex } from "./story-index.ts";
import { storyRows } from "./story-rows.ts";
import { stepTargets } from "./story-steps.ts";
import { HmacLab } from "./verification.fixture.ts";

const ALL = Number.POSITIVE_INFINITY;

describe("going through the steps of a verification", () => {
  const lab = new HmacLab();
  lab.login();
  const [story] = storyIndex(lab.log).verifications(ALL);
  if (!story) throw new Error("no verification");
  const all = storyRows(story, ALL);

  it("begins at the first, one step at a time, each time seeing one more", () => {
    let { first: t } = stepTargets(all, all.length);
    const seen: number[] = [];
    while (t !== null && seen.length < 20) {
      const shown = storyRows(story, lab.log.countAt(t)).length;
      seen.push(shown);
      t = stepTargets(all, shown).after;
    }
    expect(seen[0]).toBe(1);
    expect(seen.at(-1)).toBe(all.length);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });

  it("leads back from the last step to the one before, and nowhere from the first", () => {
    const { before } = stepTargets(all, all.length);
    expect(before).toBeLessThan(all.at(-1)?.t ?? 0);
    expect(stepTargets(all, 1).before).toBeNull();
    expect(stepTargets(all, 0)).toMatchObject({ first: all[0]?.t, before: null, after: all[0]?.t });
  });
});
