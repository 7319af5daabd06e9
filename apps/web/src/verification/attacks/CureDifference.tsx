import type { RunName } from "@wirestage/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../app/buttons.tsx";
import { pairOf, usePrograms } from "../../runs/use-programs.ts";
import { useLabRunChoice } from "../../runs/use-run-choice.ts";
import { pairSource } from "../../source/program-source.ts";
import { SourceLines } from "../../source/SourceLines.tsx";
import { cureRows } from "../../source/source-rows.ts";

/** What the cure changes in the faulty side's source, in the language that the lab's programs are written in. */
export function CureDifference({ faulty }: { readonly faulty: RunName }) {
  const { t } = useTranslation("attacks");
  const [isShown, setShown] = useState(false);
  const programs = usePrograms();
  const { language } = useLabRunChoice();
  const pair = pairOf(programs, faulty);
  const cure = pair?.bug ? pairOf(programs, pair.bug.cure) : null;
  const role = pair?.bug?.role ?? "server";
  const source = pair && pairSource(pair, role, language, {});
  const cured = cure && pairSource(cure, role, language, {});
  if (!source || !cured) return null;
  return (
    <div className="attack-cure">
      <TextButton aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? "cure.hide" : "cure.show")}
      </TextButton>
      {isShown && (
        <SourceLines
          label={t("cure.source", { file: source.file })}
          rows={cureRows(source.text, cured.text)}
          language={language}
        />
      )}
    </div>
  );
}
