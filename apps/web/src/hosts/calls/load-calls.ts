import { lazy } from "react";
import { addMessages } from "../../i18n/i18n.ts";

/** Code and texts that are not needed before a program's calls, or why one failed, are looked at. */
async function load() {
  const [list, failure, { en, zh }] = await Promise.all([
    import("./CallList.tsx"),
    import("./LastFailure.tsx"),
    import("./messages.ts"),
  ]);
  addMessages({ calls: { en, zh } });
  return { CallList: list.CallList, LastFailure: failure.LastFailure };
}

export const CallList = lazy(async () => ({ default: (await load()).CallList }));
export const LastFailure = lazy(async () => ({ default: (await load()).LastFailure }));
