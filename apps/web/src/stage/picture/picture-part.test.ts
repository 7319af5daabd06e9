import { expect, it } from "vitest";
import { HEAD_HEIGHT } from "../camera.ts";
import { mostHeight, PNG_SCALE, partInView, wholePart } from "./picture-part.ts";

const VIEW = { width: 700, nsPerPixel: 1000 };

it("shows what the stage shows, at its size", () => {
  const shown = { ...VIEW, top: 1234, height: 500 };
  expect(partInView(shown)).toEqual({ ...shown, cutAt: null });
});

it("shows a ladder from the hosts' names to what stands under the present", () => {
  const part = wholePart(VIEW, { nowY: 900, below: 60, tooManyY: null }, "svg");
  expect(part).toEqual({ ...VIEW, top: -HEAD_HEIGHT, height: HEAD_HEIGHT + 960, cutAt: null });
});

it("ends a ladder that is too high for a canvas before the present, and says where", () => {
  const part = wholePart(VIEW, { nowY: 90_000, below: 60, tooManyY: null }, "png");
  expect(part.width * PNG_SCALE * part.height * PNG_SCALE).toBeLessThanOrEqual(16_777_216);
  expect(part.height * PNG_SCALE).toBeLessThanOrEqual(16_384);
  expect(part.cutAt).toBe(part.height - HEAD_HEIGHT);
});

it("leaves a narrow picture no higher than one side of a canvas may be", () => {
  expect(mostHeight("png", 100) * PNG_SCALE).toBe(16_384);
});

it("ends a ladder before the frame that is one too many", () => {
  const part = wholePart(VIEW, { nowY: 9_000, below: 60, tooManyY: 4_000 }, "svg");
  expect(part.cutAt).toBe(4_000);
});
