import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { DraftProps } from "./ActionFields.tsx";
import { withFilter } from "./rule-draft.ts";

/** The display filter that the chosen frames stand for; typed over, it chooses the frames. */
export function FilterWord({ draft, problems, change }: DraftProps) {
  const { t } = useTranslation("rule-sheet");
  const id = useId();
  const isWrong = problems.has("filter");
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-text-2">
        {t("filter")}
      </label>
      <input
        id={id}
        value={draft.filter}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onChange={(event) => change(withFilter(draft, event.target.value))}
        className="h-8 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm aria-invalid:border-lost"
      />
      <p id={`${id}-hint`} className={isWrong ? "text-lost text-sm" : "text-text-2 text-xs"}>
        {t(isWrong ? "problems.filter" : "filterHint")}
      </p>
    </div>
  );
}
