import { describe, expect, it } from "vitest";
import { stepAfterKey } from "./flow-keys.ts";
import { flowLayout } from "./flow-layout.ts";
import { PLANS } from "./flow-plan.ts";

const layout = flowLayout(PLANS.tcp, 800, 300);

describe("going through the chart by key", () => {
  it.each([
    ["ArrowDown", "server", "listen", "server", "accept"],
    ["ArrowUp", "server", "socket", "server", "socket"],
    ["ArrowDown", "client", "close", "client", "close"],
    ["ArrowLeft", "server", "recv", "client", "send"],
    ["ArrowLeft", "server", "socket", "client", "socket"],
    ["ArrowRight", "client", "recv", "server", "send"],
    ["ArrowRight", "server", "recv", "server", "recv"],
    ["End", "client", "socket", "client", "close"],
  ] as const)("%s leads from %s %s to %s %s", (key, side, name, toSide, toName) => {
    expect(stepAfterKey(key, { side, name }, layout)).toMatchObject({ side: toSide, name: toName });
  });

  it("leaves other keys to the page", () => {
    expect(stepAfterKey("h", { side: "server", name: "recv" }, layout)).toBeNull();
  });
});
