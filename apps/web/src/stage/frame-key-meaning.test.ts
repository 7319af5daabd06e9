import { describe, expect, it } from "vitest";
import { frameKeyMeaning } from "./frame-key-meaning.ts";

describe("what a key does to the frame that has the focus", () => {
  it.each([
    ["h", "flying", "hold"],
    ["h", "held", "nothing"],
    ["r", "held", "release"],
    ["r", "flying", "nothing"],
    ["d", "flying", "drop"],
    ["d", "held", "drop"],
    ["Delete", "held", "drop"],
    ["w", "flying", "delay"],
    ["w", "held", "delay"],
    ["o", "flying", "swap"],
    ["o", "held", "swap"],
  ] as const)("%s on one that is %s: %s", (key, fate, meaning) => {
    expect(frameKeyMeaning(key, fate)).toBe(meaning);
  });

  it.each(["h", "r", "d", "w", "o"])("%s on one whose way is over is the whole wire's", (key) => {
    expect(frameKeyMeaning(key, "delivered")).toBe("page");
    expect(frameKeyMeaning(key, "lost")).toBe("page");
  });

  it("other keys are the page's", () => {
    expect(frameKeyMeaning("s", "held")).toBe("page");
  });
});
