import { Language, type ProgramPair, type PythonFacts } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { Segments } from "../../app/Segments.tsx";
import type { RunChoice } from "../run-choice.ts";

interface LanguageChoiceProps {
  readonly pair: ProgramPair;
  readonly python: PythonFacts;
  readonly choice: RunChoice;
  readonly onChoose: (choice: RunChoice) => void;
}

function otherThan(language: Language): Language {
  return language === "ts" ? "python" : "ts";
}

/** One language for both sides, and whether the client takes the other one. Says why where there is no Python. */
export function LanguageChoice({ pair, python, choice, onChoose }: LanguageChoiceProps) {
  const { t } = useTranslation("run-sheet");
  const { language, clientLanguage } = choice;
  const other = otherThan(language);
  const mayMix = python.available && pair.languages.includes(other);
  const refusalOf = (each: Language) => {
    if (!pair.languages.includes(each)) return t("notInPython");
    return each === "python" && !python.available ? python.message : undefined;
  };
  const segments = Language.options.map((key) => ({
    key,
    name: t(`languages.${key}`, { ns: "runs" }),
    refusal: refusalOf(key),
  }));
  return (
    <fieldset>
      <legend className="mb-1 font-semibold text-sm">{t("language")}</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <Segments
          label={t("language")}
          segments={segments}
          current={language}
          onChoose={(key) => onChoose({ ...choice, language: key, clientLanguage: key })}
        />
        {mayMix && (
          <label className="flex cursor-pointer items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-(--accent)"
              checked={clientLanguage === other}
              onChange={(event) =>
                onChoose({ ...choice, clientLanguage: event.target.checked ? other : language })
              }
            />
            {t("mixed", { language: t(`languages.${other}`, { ns: "runs" }) })}
          </label>
        )}
      </div>
      {!python.available && (
        <p className="mt-1 text-text-2 text-xs">
          {t("noPython")} <span lang="en">{python.message}</span>
        </p>
      )}
    </fieldset>
  );
}
