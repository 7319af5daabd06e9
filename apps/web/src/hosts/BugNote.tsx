import "./bug-note.css";
import type { ProgramPair } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { useNewLab } from "../app/use-new-lab.ts";
import { pageText } from "../runs/page-text.ts";
import { choiceOfRun } from "../runs/run-choice.ts";
import { pairOf, usePrograms } from "../runs/use-programs.ts";
import { useRun } from "../runs/use-run.ts";
import { keepRunChoice, useLabRunChoice } from "../runs/use-run-choice.ts";
import { useSession } from "../session/hooks.ts";
import { cureNeedsNewLab } from "./cure.ts";

interface BugNoteProps {
  readonly pair: ProgramPair;
  readonly bug: NonNullable<ProgramPair["bug"]>;
  /** Whether the source shows what the cure changes; null where that cannot be shown. */
  readonly differs: boolean | null;
  readonly onDiffers: (differs: boolean) => void;
}

/** In a low panel the source stands below its edge, and what a press has changed in it would not be seen. */
function bringSourceIntoView(within: HTMLElement): void {
  const source = within.closest(".host-panel")?.querySelector(".source-lines");
  void source?.scrollIntoView({ block: "nearest" });
}

/** What is wrong with the program on purpose, and the ways to its cure. */
export function BugNote({ pair, bug, differs, onDiffers }: BugNoteProps) {
  const { t, i18n } = useTranslation("hosts");
  const { lab } = useSession();
  const run = useRun();
  const choice = useLabRunChoice();
  const newLab = useNewLab();
  const cure = pairOf(usePrograms(), bug.cure);
  const needsNewLab = cure !== null && cureNeedsNewLab(pair, cure);
  const runCure = () => {
    const cured = choiceOfRun(bug.cure, choice, choice.input);
    if (needsNewLab) {
      void newLab(cured);
      return;
    }
    keepRunChoice(lab, cured);
    run.again(cured);
  };
  return (
    <details className="bug-note">
      <summary>{t("bug.title")}</summary>
      <p>{pageText(bug, i18n.language)}</p>
      <div className="bug-ways">
        {differs !== null && (
          <button
            type="button"
            aria-pressed={differs}
            onClick={(event) => {
              onDiffers(!differs);
              bringSourceIntoView(event.currentTarget);
            }}
          >
            {t("bug.difference")}
          </button>
        )}
        <button type="button" disabled={!run.mayRun} onClick={runCure}>
          {t(needsNewLab ? "bug.cureInNewLab" : "bug.cure", { cure: bug.cure })}
        </button>
      </div>
    </details>
  );
}
