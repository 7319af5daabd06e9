import { expect, it } from "vitest";
import { countText } from "./numbers.ts";

it("a count is told in words, and as a power of ten where words would be unheard of", () => {
  expect(countText(2_400_000, "en")).toBe("2.4 million");
  expect(countText(2_400_000, "zh")).toBe("240万");
  expect(countText(2.6e17, "zh")).toBe("2.6×10¹⁷");
});
