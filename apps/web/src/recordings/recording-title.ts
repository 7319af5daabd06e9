import type { KeptRecording } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { pageText } from "../runs/page-text.ts";
import { pairOf, usePrograms } from "../runs/use-programs.ts";

/** What a recording is called: by its name, else by what ran in its lab. */
export function useRecordingTitle(): (recording: Pick<KeptRecording, "name" | "programs">) => string {
  const { t, i18n } = useTranslation("recordings");
  const pairs = usePrograms();
  const titleOf = (program: string) => {
    if (program === "console") return t("console");
    const pair = pairOf(pairs, program);
    return pair === null ? program : pageText(pair.title, i18n.language);
  };
  return ({ name, programs }) => {
    if (name !== null) return name;
    if (programs.length === 0) return t("noPrograms");
    return new Intl.ListFormat(i18n.language, { type: "unit" }).format(programs.map(titleOf));
  };
}
