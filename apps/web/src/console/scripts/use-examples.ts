import { useTranslation } from "react-i18next";
import { useTraceState } from "../../session/hooks.ts";
import { EXAMPLES, type ExampleKey, exampleText } from "./examples.ts";
import type { EditedScript } from "./script-sheet.ts";

/** Where the server of a lab is, until its trace has told. */
const USUAL_ADDRESS = "192.0.2.2";

export interface Example {
  readonly key: ExampleKey;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly about: string;
  readonly script: EditedScript;
}

/** The examples in the reader's language, for the hosts of this lab. */
export function useExamples(): readonly Example[] {
  const { t } = useTranslation("console");
  const address = useTraceState().hosts.get("server")?.facts.address ?? USUAL_ADDRESS;
  return EXAMPLES.map(({ key }) => {
    const title = t(`example.${key}.title`);
    const comments = new Map(Object.entries(t(`example.${key}.comments`, { returnObjects: true })));
    const text = exampleText(key, address, (comment) => comments.get(comment) ?? comment);
    return { key, title, about: t(`example.${key}.text`), script: { name: title, text, savedAs: null } };
  });
}
