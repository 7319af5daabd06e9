import { useTranslation } from "react-i18next";
import { RUN_CHOICES, type RunChoice } from "../runs/runs.ts";

interface ProgramChoiceProps {
  readonly value: RunChoice;
  readonly onChange: (choice: RunChoice) => void;
}

/** What happens after Start. */
export function ProgramChoice({ value, onChange }: ProgramChoiceProps) {
  const { t } = useTranslation("runs");
  return (
    <fieldset className="mt-7">
      <legend className="mb-1 text-sm text-text-3">{t("legend")}</legend>
      <div className="flex flex-col gap-y-1">
        {RUN_CHOICES.map((choice) => (
          <label key={choice} className="flex min-h-8 cursor-pointer items-center gap-2 text-sm text-text-2">
            <input
              type="radio"
              name="run"
              className="size-4 accent-(--accent)"
              checked={choice === value}
              onChange={() => onChange(choice)}
            />
            {t(choice)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
