import { PAIRS } from "@wirestage/programs";
import { RunName } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import type { RunChoice } from "./lab-request.ts";

interface ProgramChoiceProps {
  readonly value: RunChoice;
  readonly onChange: (run: RunChoice) => void;
}

/** Which pair of programs talks: the one that goes on first. */
export function ProgramChoice({ value, onChange }: ProgramChoiceProps) {
  const { t, i18n } = useTranslation("landing");
  const language = i18n.language === "zh" ? "zh" : "en";
  return (
    <fieldset className="mt-7">
      <legend className="mb-1 text-sm text-text-3">{t("program")}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {PAIRS.toReversed().map((pair) => {
          const run = RunName.safeParse(pair.name);
          if (!run.success) return null;
          return (
            <label
              key={pair.name}
              className="flex min-h-8 cursor-pointer items-center gap-2 text-sm text-text-2"
            >
              <input
                type="radio"
                name="program"
                className="size-4 accent-(--accent)"
                checked={run.data === value}
                onChange={() => onChange(run.data)}
              />
              {pair.title[language]}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
