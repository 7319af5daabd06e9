import type { ProgramPair, RunRole } from "@wirestage/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "../../app/Segments.tsx";
import { pairSource } from "../../source/program-source.ts";
import { SourceLines } from "../../source/SourceLines.tsx";
import { sourceRows } from "../../source/source-rows.ts";
import { parametersOfSide, type RunChoice } from "../run-choice.ts";

/** Numbers of the lines whose constant differs between the two texts. */
function setLines(text: string, before: string): ReadonlySet<number> {
  const old = before.split("\n");
  return new Set(text.split("\n").flatMap((line, at) => (line === old[at] ? [] : [at + 1])));
}

/** The very text that will run, with what is set in it. */
export function RunPreview({ pair, choice }: { readonly pair: ProgramPair; readonly choice: RunChoice }) {
  const { t } = useTranslation("run-sheet");
  const { t: sourceText } = useTranslation("source");
  const [role, setRole] = useState<RunRole>(pair.bug?.role ?? "server");
  const language = role === "client" ? choice.clientLanguage : choice.language;
  const source = pairSource(pair, role, language, parametersOfSide(choice, role));
  const plain = pairSource(pair, role, language, {});
  if (!source || !plain) return null;
  const roles = (["server", "client"] as const).map((key) => ({ key, name: t(`role.${key}`) }));
  return (
    <section aria-label={t("preview")} data-fill className="flex min-h-0 flex-col">
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold text-sm">{t("preview")}</h3>
        <Segments label={t("preview")} segments={roles} current={role} onChoose={setRole} size="small" />
      </div>
      <SourceLines
        label={sourceText("file", { file: source.file })}
        rows={sourceRows(source.text, setLines(source.text, plain.text))}
        language={language}
      />
    </section>
  );
}
