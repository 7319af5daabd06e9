import { Language } from "@wirestage/protocol";
import { SlidersHorizontal } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "../app/Segments.tsx";
import { setText, useChoiceTitle } from "../runs/choice-text.ts";
import { RunSheet } from "../runs/load-run-sheet.ts";
import { choiceOfPreset, PRESETS, presetOf, type RunChoice } from "../runs/run-choice.ts";
import { usePrograms } from "../runs/use-programs.ts";
import type { Way } from "../runs/way.ts";

interface ProgramChoiceProps {
  readonly value: RunChoice;
  readonly onChange: (choice: RunChoice) => void;
  /** Buttons on the sheet of all programs. */
  readonly ways: readonly Way[];
}

interface OptionProps {
  readonly checked: boolean;
  readonly onCheck: () => void;
  readonly text: string;
}

function Option({ checked, onCheck, text }: OptionProps) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2 text-sm text-text-2">
      <input
        type="radio"
        name="run"
        className="size-4 shrink-0 accent-(--accent)"
        checked={checked}
        onChange={onCheck}
      />
      {text}
    </label>
  );
}

function useLacksPython(): boolean {
  const programs = usePrograms();
  return programs.status === "here" && !programs.python.available;
}

function inTypeScript(choice: RunChoice): RunChoice {
  return { ...choice, language: "ts", clientLanguage: "ts" };
}

function LanguageSwitch({ value, onChange }: Pick<ProgramChoiceProps, "value" | "onChange">) {
  const { t } = useTranslation("runs");
  const hasNoPython = useLacksPython();
  useEffect(() => {
    const { language, clientLanguage } = value;
    if (hasNoPython && (language === "python" || clientLanguage === "python")) onChange(inTypeScript(value));
  });
  const segments = Language.options.map((key) => ({
    key,
    name: t(`languages.${key}`),
    refusal: key === "python" && hasNoPython ? t("noPython") : undefined,
  }));
  return (
    <Segments
      label={t("language")}
      segments={segments}
      current={value.language}
      onChoose={(language) => onChange({ ...value, language, clientLanguage: language })}
    />
  );
}

/** What happens after Start: three choices that need no explanation, and a sheet with all the others. */
export function ProgramChoice({ value, onChange, ways }: ProgramChoiceProps) {
  const { t } = useTranslation("runs");
  const [sheetShown, setSheetShown] = useState(false);
  const preset = presetOf(value);
  const title = useChoiceTitle(value);
  const set = setText(value);
  return (
    <>
      <fieldset className="mt-7">
        <legend className="mb-1 text-sm text-text-3">{t("legend")}</legend>
        <div className="flex flex-col">
          {PRESETS.map((each) => (
            <Option
              key={each}
              checked={each === preset}
              onCheck={() => onChange(choiceOfPreset(each, value))}
              text={t(`preset.${each}`)}
            />
          ))}
          {preset === null && <Option checked onCheck={() => {}} text={title} />}
        </div>
      </fieldset>
      {set !== "" && <p className="mt-1 font-mono text-text-3 text-xs">{t("set", { list: set })}</p>}
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-3">
        <LanguageSwitch value={value} onChange={onChange} />
        <button
          type="button"
          onClick={() => setSheetShown(true)}
          className="inline-flex items-center gap-2 rounded-md py-1 font-medium text-accent text-sm hover:underline"
        >
          <SlidersHorizontal size={15} aria-hidden="true" />
          {t("all")}
        </button>
      </div>
      {sheetShown && (
        <Suspense fallback={null}>
          <RunSheet choice={value} onChoose={onChange} onClose={() => setSheetShown(false)} ways={ways} />
        </Suspense>
      )}
    </>
  );
}
