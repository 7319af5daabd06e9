import type { SourceLanguage } from "@wirestage/programs";
import type { ProgramState } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { Segments } from "../../app/Segments.tsx";
import { pairOf, usePrograms } from "../../runs/use-programs.ts";
import { type ShownSource, shownSource } from "./program-source.ts";
import { SourceLines } from "./SourceLines.tsx";
import { useShownLanguage } from "./shown-language.ts";

/** The source of a program as a person wants to read it; null where there is none, or not yet. */
export function useShownSource(program: ProgramState): ShownSource | null {
  const programs = usePrograms();
  const wanted = useShownLanguage((store) => store.language);
  return shownSource(program, pairOf(programs, program.started.name), wanted);
}

function LanguageSwitch({ shown }: { readonly shown: ShownSource }) {
  const { t } = useTranslation("hosts");
  const show = useShownLanguage((store) => store.show);
  if (shown.languages.length < 2) return null;
  const segments = shown.languages.map((key: SourceLanguage) => ({
    key,
    name: t(`program.language.${key}`),
  }));
  return (
    <Segments
      label={t("source.language")}
      segments={segments}
      current={shown.language}
      onChoose={show}
      size="small"
    />
  );
}

/** Why there is no source. */
function NoSource({ program }: { readonly program: ProgramState }) {
  const { t } = useTranslation("hosts");
  const programs = usePrograms();
  const { language } = program.started;
  switch (language) {
    case "console":
      return <p className="host-none">{t("source.console")}</p>;
    case "command":
      return <p className="host-none">{t("source.command")}</p>;
    case "ts":
    case "python":
      return (
        <p className="host-none">{t(programs.status === "loading" ? "source.loading" : "source.missing")}</p>
      );
    default:
      return language satisfies never;
  }
}

interface SourcePaneProps {
  readonly program: ProgramState;
  readonly shown: ShownSource | null;
  /** Whether the lit line waits or rests rather than runs. */
  readonly waiting: boolean;
}

/** The file that runs with the run's parameters in it, in the language one wants to read; the running step is lit. */
export function SourcePane({ program, shown, waiting }: SourcePaneProps) {
  const { t } = useTranslation("hosts");
  if (!shown) return <NoSource program={program} />;
  const { file, language, runsIn, text } = shown;
  const line = program.ended ? null : shown.line;
  const label = line === null ? t("source.labelIdle", { file }) : t("source.label", { file, line });
  return (
    <div className="source-pane">
      <div className="source-head">
        <span className="source-file">{file}</span>
        <LanguageSwitch shown={shown} />
      </div>
      {runsIn && (
        <p className="source-elsewhere">
          {t("source.elsewhere", {
            runs: t(`program.language.${runsIn}`),
            shown: t(`program.language.${language}`),
          })}
        </p>
      )}
      <SourceLines label={label} text={text} language={language} lit={line} waiting={waiting} />
    </div>
  );
}
