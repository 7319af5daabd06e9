import { useTranslation } from "react-i18next";
import { type RunChoice, scriptOf } from "../run-choice.ts";

interface TypingChoiceProps {
  readonly choice: RunChoice;
  readonly onChoose: (choice: RunChoice) => void;
}

/** Whether lines are typed for the learner, and which. */
export function TypingChoice({ choice, onChoose }: TypingChoiceProps) {
  const { t } = useTranslation("run-sheet");
  const script = scriptOf(choice.run);
  const lines = script.map((line) => (line === "" ? t("scriptEmpty") : t("scriptLine", { line })));
  const isTyped = choice.input.length > 0;
  const ways = [
    { isThis: isTyped, input: script, text: t("script", { lines: lines.join(t("scriptThen")) }) },
    { isThis: !isTyped, input: [], text: t("myself") },
  ];
  return (
    <fieldset>
      <legend className="mb-1 font-semibold text-sm">{t("typing")}</legend>
      {ways.map(({ isThis, input, text }) => (
        <label key={text} className="flex cursor-pointer items-center gap-2 py-0.5 text-sm">
          <input
            type="radio"
            name="typing"
            className="size-4 shrink-0 accent-(--accent)"
            checked={isThis}
            onChange={() => onChoose({ ...choice, input: [...input] })}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
