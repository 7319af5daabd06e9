import { lazy } from "react";
import { addMessages } from "../i18n/i18n.ts";

/** The sheet's code and texts come when it is first opened. */
export const RunSheet = lazy(async () => {
  const [sheet, ownTexts, sourceTexts] = await Promise.all([
    import("./sheet/RunSheet.tsx"),
    import("./sheet/messages.ts"),
    import("../source/messages.ts"),
  ]);
  addMessages({
    "run-sheet": { en: ownTexts.en, zh: ownTexts.zh },
    source: { en: sourceTexts.en, zh: sourceTexts.zh },
  });
  return { default: sheet.RunSheet };
});
