import { describe, expect, it } from "vitest";
import { type Box, flowLayout } from "./flow-layout.ts";
import { PLANS } from "./flow-plan.ts";

const SIZES = [
  [320, 500],
  [390, 640],
  [700, 260],
  [1440, 266],
  [1440, 900],
] as const;

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe.each(["tcp", "udp"] as const)("the chart of %s", (flow) => {
  const plan = PLANS[flow];

  it.each(SIZES)("in %i × %i no two boxes overlap, and all keep within the chart", (width, height) => {
    const layout = flowLayout(plan, width, height);
    const boxes: Box[] = [...layout.steps, ...(layout.kernel ? [layout.kernel] : [])];
    for (const [at, box] of boxes.entries()) {
      expect(boxes.slice(at + 1).some((other) => overlap(box, other))).toBe(false);
      expect(box.x).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(layout.width);
      expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
    }
    for (const { x } of layout.loops) expect(x).toBeGreaterThan(0);
    for (const { x } of layout.loops) expect(x).toBeLessThan(layout.width);
  });

  it.each(SIZES)(
    "in %i × %i arrows have room between the columns, in the rows of their steps",
    (width, height) => {
      const { crossings, steps } = flowLayout(plan, width, height);
      for (const { x0, x1, y, crossing } of crossings) {
        expect(x1 - x0).toBeGreaterThan(60);
        const name = crossing.name === "request" ? (flow === "tcp" ? "send" : "sendto") : null;
        const sender = steps.find((step) => step.side === "client" && step.name === name);
        if (sender) expect(sender.y + sender.height / 2).toBeCloseTo(y);
      }
    },
  );

  it("fits into the dock's first height, and grows no further than it can be read", () => {
    expect(flowLayout(plan, 1440, 266).height).toBeLessThanOrEqual(266);
    expect(flowLayout(plan, 1440, 2000).height).toBeLessThan(450);
  });
});

describe("the handshake", () => {
  const { kernel, steps, lines, crossings } = flowLayout(PLANS.tcp, 800, 400);
  const accept = steps.find(({ name }) => name === "accept");
  const handshake = crossings.find(({ crossing }) => crossing.name === "handshake");

  it("meets the server's kernel, above accept(), which has no part in it", () => {
    expect(handshake?.y).toBeCloseTo((kernel?.y ?? 0) + (kernel?.height ?? 0) / 2);
    expect(kernel?.y ?? 0).toBeLessThan(accept?.y ?? 0);
  });

  it("leaves the program its own way from listen() to accept(), beside the kernel", () => {
    const line = lines.find(({ side, to }) => side === "server" && to === "accept");
    expect(line?.x).toBeGreaterThan((kernel?.x ?? 0) + (kernel?.width ?? 0));
  });
});
