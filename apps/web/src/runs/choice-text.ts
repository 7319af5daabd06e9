import { useTranslation } from "react-i18next";
import { pageText } from "./page-text.ts";
import { presetOf, type RunChoice } from "./run-choice.ts";
import { pairOf, usePrograms } from "./use-programs.ts";

/** What a choice is called: by its preset, else by the title of its pair, by its bare name while that is not known. */
export function useChoiceTitle(choice: RunChoice): string {
  const { t, i18n } = useTranslation("runs");
  const pair = pairOf(usePrograms(), choice.run);
  const preset = presetOf(choice);
  if (preset) return t(`preset.${preset}`);
  return pair ? pageText(pair.title, i18n.language) : choice.run;
}

/** What is set for a choice: `PORT = 9000, BACKLOG = 1`, of a secret only that it is; empty where all is as in the files. */
export function setText({ parameters, clientSecret }: RunChoice): string {
  const set = Object.entries(parameters).map(
    ([name, value]) => `${name} = ${name === "SECRET" ? "…" : value}`,
  );
  if (clientSecret !== undefined) set.push("SECRET (client) = …");
  return set.join(", ");
}
