import "./scripts.css";
import type { Fix, ScriptProblem } from "@wirestage/console";
import { Download, Play, Save, StepForward, X } from "lucide-react";
import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../../app/buttons.tsx";
import { useMayAct } from "../../hosts/use-may-act.ts";
import { ProblemNote } from "../LineNote.tsx";
import { ScriptEditor } from "./ScriptEditor.tsx";
import { ScriptList } from "./ScriptList.tsx";
import { MAX_SAVED, useSavedScripts } from "./saved-scripts.ts";
import { downloadScript } from "./script-file.ts";
import { useScriptSheet } from "./script-sheet.ts";
import { isRunnable, type ScriptCheck, useScriptCheck } from "./use-script-check.ts";
import { useScriptStart } from "./use-script-start.ts";

/** Problems that are told one by one; the rest is counted. */
const MOST_TOLD = 5;

type Area = RefObject<HTMLTextAreaElement | null>;

function goTo(area: Area, { from, to }: ScriptProblem): void {
  area.current?.focus();
  area.current?.setSelectionRange(from, Math.max(to, from));
}

function Problems({ check, area }: { readonly check: ScriptCheck; readonly area: Area }) {
  const { t } = useTranslation("console");
  const { script, edit } = useScriptSheet();
  const { text } = script;
  const { problems, lines, nothing } = check;
  const mend = ({ from, to, text: put }: Fix) => edit({ text: text.slice(0, from) + put + text.slice(to) });
  if (nothing) return <p className="script-count">{t("scripts.format")}</p>;
  if (problems.length === 0) {
    return <p className="script-count">{t("scripts.noProblems", { count: lines.length })}</p>;
  }
  return (
    <>
      <p className="script-count">{t("scripts.problems", { count: problems.length })}</p>
      <ul>
        {problems.slice(0, MOST_TOLD).map((problem) => (
          <li key={`${problem.from} ${problem.code}`}>
            <button type="button" title={t("scripts.goTo")} onClick={() => goTo(area, problem)}>
              {t("scripts.lineProblem", { line: problem.line })}
            </button>
            <ProblemNote problem={problem} text={text} onFix={mend} />
          </li>
        ))}
      </ul>
    </>
  );
}

function RunButtons({ check }: { readonly check: ScriptCheck }) {
  const { t } = useTranslation("console");
  const start = useScriptStart();
  const may = useMayAct();
  const runnable = isRunnable(check);
  const isHere = runnable && may === "yes";
  const whyNot = may === "yes" ? null : t(`may.${may}`);
  const isAlone = runnable && check.standsAlone;
  return (
    <>
      <TextButton
        icon={Play}
        look="primary"
        disabled={!isHere}
        title={whyNot ?? t("scripts.runHereTitle")}
        onClick={() => start.here(check, "going")}
      >
        {t("scripts.runHere")}
      </TextButton>
      <TextButton
        icon={StepForward}
        disabled={!isHere}
        title={whyNot ?? t("scripts.stepHereTitle")}
        onClick={() => start.here(check, "stepping")}
      >
        {t("scripts.stepHere")}
      </TextButton>
      <TextButton
        disabled={!isAlone}
        title={runnable && !check.standsAlone ? t("scripts.runNewNot") : undefined}
        onClick={() => void start.inNewLab()}
      >
        {t("scripts.runNew")}
      </TextButton>
    </>
  );
}

function KeepButtons({ onSay }: { readonly onSay: (text: string) => void }) {
  const { t } = useTranslation("console");
  const { script, edit } = useScriptSheet();
  const save = useSavedScripts((store) => store.save);
  const isRenamed = script.savedAs !== null && script.savedAs !== script.name.trim();
  const keep = () => {
    const keeping = save(script, script.savedAs);
    switch (keeping) {
      case "kept":
        edit({ savedAs: script.name.trim() });
        return onSay(t("scripts.saved"));
      case "name_missing":
        return onSay(t("scripts.nameMissing"));
      case "too_many":
        return onSay(t("scripts.tooMany", { limit: MAX_SAVED }));
      case "not_kept":
        return onSay(t("scripts.notKept"));
      default:
        return keeping satisfies never;
    }
  };
  return (
    <>
      <TextButton icon={Save} disabled={script.text === ""} onClick={keep}>
        {t(isRenamed ? "scripts.rename" : "scripts.save")}
      </TextButton>
      <TextButton
        icon={Download}
        disabled={script.text === ""}
        onClick={() => downloadScript(script.name, script.text)}
      >
        {t("scripts.download")}
      </TextButton>
    </>
  );
}

function NameField() {
  const { t } = useTranslation("console");
  const { script, edit } = useScriptSheet();
  const names = useSavedScripts((store) => store.scripts);
  const id = useId();
  const isTaken = names.some(({ name }) => name === script.name.trim() && name !== script.savedAs);
  return (
    <div className="script-name">
      <label htmlFor={id}>{t("scripts.name")}</label>
      <input
        id={id}
        value={script.name}
        placeholder={t("scripts.namePlaceholder")}
        onChange={({ target }) => edit({ name: target.value })}
        autoComplete="off"
      />
      {isTaken && <span>{t("scripts.exists")}</span>}
    </div>
  );
}

/** Where scripts are chosen, written, kept and run. */
export function ScriptSheet() {
  const { t } = useTranslation("console");
  const { script, edit, close } = useScriptSheet();
  const check = useScriptCheck(script.text);
  const dialog = useRef<HTMLDialogElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  // What was said of a script is over when it is edited.
  const [said, setSaid] = useState({ of: script, text: "" });
  const say = (text: string) => setSaid({ of: useScriptSheet.getState().script, text });
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="script-sheet" aria-label={t("scripts.title")} onClose={close}>
      <header>
        <h2>{t("scripts.title")}</h2>
        <IconButton icon={X} label={t("scripts.close")} onClick={() => dialog.current?.close()} />
      </header>
      <ScriptList onSay={say} />
      <div className="script-main">
        <NameField />
        <ScriptEditor
          area={area}
          text={script.text}
          problems={check.problems}
          describedBy={id}
          onChange={(text) => edit({ text })}
        />
        <div id={id} className="script-check">
          <Problems check={check} area={area} />
        </div>
        <p role="status" className="script-said">
          {said.of === script && said.text}
        </p>
        <footer>
          <RunButtons check={check} />
          <KeepButtons onSay={say} />
        </footer>
      </div>
    </dialog>
  );
}
