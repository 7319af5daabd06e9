import { describe, expect, it } from "vitest";
import { filterOf, frameChoiceOf, NAMED_FRAMES } from "./frame-choices.ts";

describe("frames by name", () => {
  it.each(NAMED_FRAMES)("%s: its filter is known again", (frames) => {
    expect(frameChoiceOf(filterOf({ frames }))).toEqual({ frames });
  });

  it("knows a length again, and any other filter as itself", () => {
    expect(frameChoiceOf("frame.len > 100")).toEqual({ frames: "longer", bytes: 100 });
    expect(frameChoiceOf(" tcp.port == 80 ")).toEqual({ frames: "matching", filter: "tcp.port == 80" });
  });
});
