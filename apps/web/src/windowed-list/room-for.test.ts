import { expect, it } from "vitest";
import { roomFor } from "./WindowedList.tsx";

it.each([
  [0, 0],
  [1_023, 1_023],
  [1_024, 1_024],
  [1_025, 2_048],
  [200_001, 200_704],
])("a list of %i rows has room for %i", (count, room) => {
  expect(roomFor(count)).toBe(room);
});

it("a list that grows by ten thousand rows is measured anew ten times", () => {
  const rooms = Array.from({ length: 10_000 }, (_, added) => roomFor(200_000 + added));
  expect(new Set(rooms).size).toBeLessThanOrEqual(11);
});
