import { expect, it } from "vitest";
import { DraftMap } from "./draft-map.ts";

it("never changes a map that it was given or has shared, and keeps the order of the keys", () => {
  const given: ReadonlyMap<string, number> = new Map([
    ["a", 1],
    ["b", 2],
  ]);
  const draft = new DraftMap(given);
  draft.set("a", 10);
  draft.set("c", 3);
  const shared = draft.share();
  draft.delete("b");
  draft.set("a", 100);
  expect([...given]).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
  expect([...shared]).toEqual([
    ["a", 10],
    ["b", 2],
    ["c", 3],
  ]);
  expect([...draft.share()]).toEqual([
    ["a", 100],
    ["c", 3],
  ]);
  expect(draft.get("b")).toBeUndefined();
});

it("shares the very same map as long as nothing changed", () => {
  const given = new Map([[1, "one"]]);
  const draft = new DraftMap(given);
  expect(draft.share()).toBe(given);
  draft.set(1, "eins");
  const shared = draft.share();
  expect(shared).not.toBe(given);
  expect(draft.share()).toBe(shared);
});
