import type { ProgramState } from "@wirestage/trace";
import { Maximize2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Segments } from "../app/Segments.tsx";
import { useLog, useTraceState } from "../session/hooks.ts";
import type { ShownSource } from "../source/program-source.ts";
import { useShownLanguage } from "../source/shown-language.ts";
import { callsOf, countEntered } from "./calls/call-index.ts";

export type ProgramView = "source" | "calls";

function LanguageSwitch({ source }: { readonly source: ShownSource }) {
  const { t } = useTranslation("hosts");
  const { t: sourceText } = useTranslation("source");
  const show = useShownLanguage((store) => store.show);
  if (source.languages.length < 2) return null;
  const segments = source.languages.map((key) => ({ key, name: sourceText(`language.${key}`) }));
  return (
    <Segments
      label={t("source.language")}
      segments={segments}
      current={source.language}
      onChoose={show}
      size="small"
    />
  );
}

interface ProgramToolbarProps {
  readonly program: ProgramState;
  readonly source: ShownSource | null;
  readonly view: ProgramView;
  readonly onView: (view: ProgramView) => void;
  readonly onEnlarge: () => void;
}

/** Source or calls, and in which language one reads the source. Of a command without a tracer there is neither. */
export function ProgramToolbar({ program, source, view, onView, onEnlarge }: ProgramToolbarProps) {
  const { t } = useTranslation("hosts");
  const log = useLog();
  const { next } = useTraceState();
  const count = countEntered(log, callsOf(log, program.started.program), next);
  if (program.started.language === "command" && source === null && count === 0) return null;
  const segments = [
    { key: "source", name: t("program.views.source") },
    { key: "calls", name: count === 0 ? t("program.views.calls") : t("program.callsCount", { count }) },
  ] as const;
  return (
    <div className="program-toolbar">
      <Segments label={t("program.view")} segments={segments} current={view} onChoose={onView} size="small" />
      {source && view === "source" && (
        <div className="program-reading">
          <LanguageSwitch source={source} />
          <button
            type="button"
            className="source-enlarge"
            aria-haspopup="dialog"
            aria-label={t("source.enlarge")}
            title={t("source.enlarge")}
            onClick={onEnlarge}
          >
            <Maximize2 size={14} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
