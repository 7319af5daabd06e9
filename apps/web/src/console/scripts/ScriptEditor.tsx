import { SCRIPT_LIMITS, type ScriptProblem } from "@wirestage/console";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { hostKey } from "../use-console.ts";
import { type PaintedLine, paintedScript } from "./painted-script.ts";

function MirrorLine({ line }: { readonly line: PaintedLine }) {
  const isMarked = line.isHostWrong || line.parts.some(({ mark }) => mark !== null);
  return (
    <div className="script-line" data-marked={isMarked || undefined}>
      <span
        className={`script-host-${line.host ? (hostKey(line.host) ?? "other") : "other"}`}
        data-mark={line.isHostWrong ? "error" : undefined}
      >
        {line.prefix}
      </span>
      {line.parts.map(({ from, text, paint, mark }) => (
        <span key={from} className={`statement-${paint}`} data-mark={mark ?? undefined}>
          {text}
        </span>
      ))}
      {"\u200b"}
    </div>
  );
}

interface ScriptEditorProps {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly problems: readonly ScriptProblem[];
  readonly describedBy: string;
  readonly onChange: (text: string) => void;
}

/** A script in colours, numbered by lines, and over it an area with the same metrics to write in. */
export function ScriptEditor({ area, text, problems, describedBy, onChange }: ScriptEditorProps) {
  const { t } = useTranslation("console");
  return (
    <div className="script-editor">
      <div className="script-sheet-text">
        <div className="script-mirror" aria-hidden="true">
          {paintedScript(text, problems).map((line) => (
            <MirrorLine key={line.line} line={line} />
          ))}
        </div>
        <textarea
          ref={area}
          value={text}
          onChange={({ target }) => onChange(target.value)}
          aria-label={t("scripts.text")}
          aria-describedby={describedBy}
          aria-invalid={problems.length > 0 || undefined}
          placeholder={t("scripts.textPlaceholder")}
          maxLength={SCRIPT_LIMITS.length}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
        />
      </div>
    </div>
  );
}
