import { routerSolicitationBytes, TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { handshakeFacts, LAB_OPENED, logOf } from "../inspector/handshake.fixture.ts";
import { CATEGORIES } from "./category.ts";
import { FilteredEvents, lastRowBefore } from "./filtered-events.ts";

describe("FilteredEvents", () => {
  it("shows only the kinds asked for, in their order, and more as the log grows", () => {
    const log = logOf([LAB_OPENED]);
    const filtered = new FilteredEvents(log, new Set(["frame"]), false);
    expect(filtered.rows()).toHaveLength(0);
    log.append(logOf(handshakeFacts()).events);
    expect(filtered.rows().map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
  });

  it("hands out the log itself where every kind and link noise are shown", () => {
    const log = logOf(handshakeFacts());
    expect(new FilteredEvents(log, new Set(CATEGORIES), true).rows()).toBe(log.events);
  });

  it("leaves out what tells of link noise, and nothing else, unless that is shown", () => {
    const b = new TraceBuilder();
    b.frame("client", routerSolicitationBytes("client"));
    b.datagram("client", { payload: "hello" });
    b.run();
    const rows = (noise: boolean) => new FilteredEvents(b.log, new Set(CATEGORIES), noise).rows();
    expect(rows(true).map((event) => event.seq)).toEqual([0, 1, 2, 3, 4]);
    expect(rows(false).map((event) => event.seq)).toEqual([0, 2, 4]);
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
