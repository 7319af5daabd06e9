import { lazy } from "react";
import { addMessages } from "../i18n/i18n.ts";

async function load() {
  const [{ Console }, { ScriptDesk }, own, calls] = await Promise.all([
    import("./Console.tsx"),
    import("./scripts/ScriptDesk.tsx"),
    import("./messages.ts"),
    // Why a call failed is said in the words of the list of calls.
    import("../hosts/calls/messages.ts"),
  ]);
  addMessages({ console: { en: own.en, zh: own.zh }, calls: { en: calls.en, zh: calls.zh } });
  return { Console, ScriptDesk };
}

/** Code and texts that are not needed before somebody makes calls of their own. */
export const Console = lazy(async () => ({ default: (await load()).Console }));
export const ScriptDesk = lazy(async () => ({ default: (await load()).ScriptDesk }));
