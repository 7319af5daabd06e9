import { SCRIPT_LIMITS } from "@wirestage/console";
import { describe, expect, it } from "vitest";
import { MAX_SAVED, type ScriptShelf, savedScriptStore } from "./saved-scripts.ts";

class Shelf implements ScriptShelf {
  readonly items = new Map<string, string>();
  isFull = false;

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    if (this.isFull) throw new Error("quota");
    this.items.set(key, text);
  }
}

const names = (shelf: ScriptShelf) =>
  savedScriptStore(shelf)
    .getState()
    .scripts.map(({ name }) => name);

describe("scripts in a browser", () => {
  it("are there again after a reload, each under its name", () => {
    const shelf = new Shelf();
    const { save } = savedScriptStore(shelf).getState();
    expect(save({ name: "  one ", text: "a" }, null)).toBe("kept");
    expect(save({ name: "two", text: "b" }, null)).toBe("kept");
    expect(save({ name: "one", text: "c" }, null)).toBe("kept");
    expect(savedScriptStore(shelf).getState().scripts).toEqual([
      { name: "one", text: "c" },
      { name: "two", text: "b" },
    ]);
  });

  it("can be renamed, also over another, and deleted", () => {
    const shelf = new Shelf();
    const { save, remove } = savedScriptStore(shelf).getState();
    for (const name of ["one", "two", "three"]) save({ name, text: name }, null);
    save({ name: "uno", text: "1" }, "one");
    expect(names(shelf)).toEqual(["uno", "two", "three"]);
    save({ name: "three", text: "3" }, "uno");
    expect(names(shelf)).toEqual(["three", "two"]);
    remove("two");
    expect(names(shelf)).toEqual(["three"]);
  });

  it("need a name, and are not without number", () => {
    const shelf = new Shelf();
    const { save } = savedScriptStore(shelf).getState();
    expect(save({ name: "  ", text: "a" }, null)).toBe("name_missing");
    for (let count = 0; count < MAX_SAVED; count += 1) save({ name: `n${count}`, text: "" }, null);
    expect(save({ name: "one more", text: "" }, null)).toBe("too_many");
    expect(save({ name: "n7", text: "changed" }, null)).toBe("kept");
    expect(names(shelf)).toHaveLength(MAX_SAVED);
  });

  it("are said not to be kept where the browser keeps nothing", () => {
    const shelf = new Shelf();
    const store = savedScriptStore(shelf);
    shelf.isFull = true;
    expect(store.getState().save({ name: "one", text: "" }, null)).toBe("not_kept");
    expect(store.getState().scripts).toEqual([]);
  });

  it.each([
    "nonsense",
    '{"name": "one"}',
    '[{"name": 1, "text": "x"}]',
    JSON.stringify([{ name: "long", text: "x".repeat(SCRIPT_LIMITS.length + 1) }]),
  ])("that are none (%.30s) are left alone", (kept) => {
    const shelf = new Shelf();
    shelf.items.set("wirestage.scripts", kept);
    expect(names(shelf)).toEqual([]);
  });
});
