import { beforeEach, describe, expect, it } from "vitest";
import { useDock } from "../app/dock.ts";
import { EVERY_FRAME, useFrameFilter } from "../inspector/frame-filter/frame-filter.ts";
import { showTrace } from "./shown-trace.ts";

beforeEach(() => {
  showTrace("first");
  useDock.setState({ tab: null, askedAhead: null });
});

describe("a page that shows one trace after another", () => {
  it("has the frame filter and the tab of a trace as long as that trace is shown", () => {
    useFrameFilter.getState().change({ text: "udp", flags: ["SYN"], fates: ["held"] });
    useDock.getState().open("flow");
    showTrace("first");
    expect(useFrameFilter.getState()).toMatchObject({ text: "udp", flags: ["SYN"], fates: ["held"] });
    expect(useDock.getState().tab).toBe("flow");
    showTrace("second");
    expect(useFrameFilter.getState()).toMatchObject(EVERY_FRAME);
    expect(useDock.getState().tab).toBeNull();
  });

  it("opens what was asked for before the next trace was there", () => {
    useDock.getState().openAhead("verification");
    showTrace("second");
    expect(useDock.getState()).toMatchObject({ tab: "verification", askedAhead: "verification" });
  });
});
