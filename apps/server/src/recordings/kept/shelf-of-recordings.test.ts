import { describe, expect, test } from "vitest";
import type { KeptEntry } from "./facts-file.ts";
import { NO_FACTS } from "./run-facts.ts";
import { ShelfOfRecordings } from "./shelf-of-recordings.ts";

function entry(id: string, facts: Partial<KeptEntry> = {}): KeptEntry {
  const startedAt = `2026-01-01T00:00:0${id}.000Z`;
  const owner = "0".repeat(64);
  return { version: 1, id, owner, name: null, startedAt, state: "ended", bytes: 100, ...NO_FACTS, ...facts };
}

function shelfOf(...entries: KeptEntry[]): ShelfOfRecordings {
  const shelf = new ShelfOfRecordings({ bytes: 400, recordings: 5 });
  for (const each of entries) shelf.put(each);
  return shelf;
}

function ids(entries: readonly KeptEntry[] | null): string[] | null {
  return entries?.map(({ id }) => id) ?? null;
}

describe("who goes when there is no more room", () => {
  test("nobody while it fits", () => {
    expect(shelfOf(entry("1"), entry("2")).goners(200, 1)).toEqual([]);
  });

  test("the oldest first, as many as it takes", () => {
    const shelf = shelfOf(entry("3"), entry("1"), entry("2"));
    expect(ids(shelf.goners(101, 1))).toEqual(["1"]);
    expect(ids(shelf.goners(300, 1))).toEqual(["1", "2"]);
  });

  test("none with a name, none that is being written", () => {
    const shelf = shelfOf(entry("1", { name: "mine" }), entry("2", { state: "running" }), entry("3"));
    expect(ids(shelf.goners(200, 0))).toEqual(["3"]);
    expect(shelf.goners(300, 0)).toBeNull();
  });

  test("by number too", () => {
    const small = ["1", "2", "3", "4", "5"].map((id) => entry(id, { bytes: 1 }));
    expect(ids(shelfOf(...small).goners(0, 1))).toEqual(["1"]);
  });

  test("what was cut off like any other", () => {
    expect(ids(shelfOf(entry("1", { state: "cut" }), entry("2")).goners(300, 0))).toEqual(["1"]);
  });
});

test("an owner sees what is theirs, the newest first, and nobody else's", () => {
  const shelf = shelfOf(entry("1"), entry("2"), entry("3", { owner: "f".repeat(64) }));
  expect(ids(shelf.of("0".repeat(64)))).toEqual(["2", "1"]);
});

test("what was found running is listed as cut off, and looked at once", () => {
  const shelf = shelfOf();
  shelf.putUnsettled(entry("1", { state: "running" }));
  expect(shelf.get("1")?.state).toBe("cut");
  expect(shelf.takeUnsettled()).toEqual(["1"]);
  expect(shelf.takeUnsettled()).toEqual([]);
});
