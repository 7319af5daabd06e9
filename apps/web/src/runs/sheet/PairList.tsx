import type { ProgramPair, RunName } from "@wirestage/protocol";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { pageText } from "../page-text.ts";
import { pairGroups } from "./pair-groups.ts";

interface PairListProps {
  readonly pairs: readonly ProgramPair[];
  readonly chosen: RunName;
  readonly onChoose: (run: RunName) => void;
}

/** All pairs, grouped by what one learns with them. */
export function PairList({ pairs, chosen, onChoose }: PairListProps) {
  const { t, i18n } = useTranslation("run-sheet");
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t("pairs")}>
      {pairGroups(pairs).map(({ group, pairs: grouped }) => (
        <section key={group} className="mb-3" aria-label={t(`group.${group}`)}>
          <h3 className="px-2 pb-0.5 text-text-3 text-xs">{t(`group.${group}`)}</h3>
          {grouped.map((pair) => (
            <label
              key={pair.name}
              className="flex cursor-pointer items-baseline gap-2 rounded-md px-2 py-1 hover:bg-sunken has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name={name}
                className="size-3.5 shrink-0 translate-y-0.5 accent-(--accent)"
                checked={pair.name === chosen}
                onChange={() => onChoose(pair.name)}
              />
              <span className="min-w-0 text-sm">
                {pageText(pair.title, i18n.language)}
                <code className="block text-text-3 text-xs">{pair.name}</code>
              </span>
            </label>
          ))}
        </section>
      ))}
    </div>
  );
}
