import { SCRIPT_LIMITS } from "@wirestage/console";
import { z } from "zod";
import { create } from "zustand";

/** Scripts that one browser keeps. */
export const MAX_SAVED = 50;
const MAX_NAME_LENGTH = 60;
const KEY = "wirestage.scripts";

const SavedScript = z.object({
  name: z.string().min(1).max(MAX_NAME_LENGTH),
  text: z.string().max(SCRIPT_LIMITS.length),
});
export type SavedScript = z.infer<typeof SavedScript>;
const SavedScripts = z.array(SavedScript).max(MAX_SAVED);

/** What became of a wish to keep something. */
export type Keeping = "kept" | "name_missing" | "too_many" | "not_kept";

/** Where scripts are kept: `localStorage` of the browser. */
export interface ScriptShelf {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

/** Nothing where nothing was kept, where it cannot be read, or where storage is forbidden. */
function readScripts(shelf: ScriptShelf): readonly SavedScript[] {
  try {
    return SavedScripts.parse(JSON.parse(shelf.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

function written(shelf: ScriptShelf, scripts: readonly SavedScript[]): boolean {
  try {
    shelf.setItem(KEY, JSON.stringify(scripts));
    return true;
  } catch {
    return false;
  }
}

/** As it is kept: without spaces around it, and not longer than may be. */
export function scriptName(typed: string): string {
  return typed.trim().slice(0, MAX_NAME_LENGTH).trim();
}

/** In its own place, else in that of the script whose name it takes, else at the end; a name is there once. */
function withScript(
  scripts: readonly SavedScript[],
  script: SavedScript,
  before: string | null,
): readonly SavedScript[] {
  const placeOf = (name: string | null) => scripts.findIndex((each) => each.name === name);
  const place = placeOf(before) >= 0 ? placeOf(before) : placeOf(script.name);
  if (place < 0) return [...scripts, script];
  return scripts.with(place, script).filter(({ name }, at) => at === place || name !== script.name);
}

interface SavedScriptStore {
  readonly scripts: readonly SavedScript[];
  /** @param before the name that it is kept under now; null for one that is not kept yet */
  save(script: SavedScript, before: string | null): Keeping;
  remove(name: string): Keeping;
}

export function savedScriptStore(shelf: ScriptShelf) {
  return create<SavedScriptStore>((set, get) => ({
    scripts: readScripts(shelf),
    save: ({ name: typed, text }, before) => {
      const name = scriptName(typed);
      if (name === "") return "name_missing";
      const scripts = withScript(get().scripts, { name, text }, before);
      if (scripts.length > MAX_SAVED) return "too_many";
      if (!written(shelf, scripts)) return "not_kept";
      set({ scripts });
      return "kept";
    },
    remove: (name) => {
      const scripts = get().scripts.filter((each) => each.name !== name);
      if (!written(shelf, scripts)) return "not_kept";
      set({ scripts });
      return "kept";
    },
  }));
}

export const useSavedScripts = savedScriptStore({
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, text) => localStorage.setItem(key, text),
});
