import { describe, expect, it } from "vitest";
import { handshakeFacts, LAB_OPENED, logOf } from "../inspector/handshake.fixture.ts";
import { CATEGORIES } from "./category.ts";
import { FilteredEvents, lastRowBefore } from "./filtered-events.ts";

describe("FilteredEvents", () => {
  it("shows only the kinds asked for, in their order, and more as the log grows", () => {
    const log = logOf([LAB_OPENED]);
    const filtered = new FilteredEvents(log, new Set(["frame"]));
    expect(filtered.rows()).toHaveLength(0);
    log.append(logOf(handshakeFacts()).events);
    expect(filtered.rows().map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it("hands out the log itself where every kind is shown", () => {
    const log = logOf(handshakeFacts());
    expect(new FilteredEvents(log, new Set(CATEGORIES)).rows()).toBe(log.events);
  });
});

describe("lastRowBefore", () => {
  const rows = logOf(handshakeFacts()).events.filter((event) => event.seq % 2 === 1);

  it.each([
    [0, -1],
    [1, -1],
    [2, 0],
    [3, 0],
    [4, 1],
    [99, 2],
  ])("of rows 1, 3, 5 finds for the first %i events the row at index %i", (count, index) => {
    expect(lastRowBefore(rows, count)).toBe(index);
  });
});
