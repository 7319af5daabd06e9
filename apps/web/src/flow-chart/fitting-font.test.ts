import { expect, it } from "vitest";
import { textWidth } from "../stage/text-width.ts";
import { fittingFont } from "./fitting-font.ts";
import { flowLayout } from "./flow-layout.ts";
import { PLANS } from "./flow-plan.ts";
import { en, zh } from "./messages.ts";

it("where there is room, text has its usual size", () => {
  expect(fittingFont("数据", 120)).toBe(11);
});

it.each([
  ["en", en.crossing.handshake],
  ["zh", zh.crossing.handshake],
])("on a phone, in %s, the handshake's name stays between the columns and can be read", (_, text) => {
  const [line] = flowLayout(PLANS.tcp, 390, 440).crossings;
  const room = (line?.x1 ?? 0) - (line?.x0 ?? 0);
  const font = fittingFont(text, room);
  expect(textWidth(text, font)).toBeLessThan(room);
  expect(font).toBeGreaterThan(9);
});
