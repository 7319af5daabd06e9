import { printScript, spokenLines } from "@wirestage/console";
import { FilePlus2, FolderOpen, History, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLog, useSession } from "../../session/hooks.ts";
import { type SavedScript, useSavedScripts } from "./saved-scripts.ts";
import { openedScript } from "./script-file.ts";
import { useScriptSheet } from "./script-sheet.ts";
import { useExamples } from "./use-examples.ts";

/** Characters of a draft without a name that stand for it. */
const MOST_OF_DRAFT = 32;

/** Pressed once it asks, pressed twice it deletes. */
function RemoveButton({ name, onSay }: { readonly name: string; readonly onSay: (text: string) => void }) {
  const { t } = useTranslation("console");
  const remove = useSavedScripts((store) => store.remove);
  const { script, edit } = useScriptSheet();
  const [isSure, setSure] = useState(false);
  const press = () => {
    if (!isSure) {
      setSure(true);
      onSay(t("scripts.removeSure", { name }));
      return;
    }
    onSay(remove(name) === "kept" ? "" : t("scripts.notKept"));
    if (script.savedAs === name) edit({ savedAs: null });
  };
  return (
    <button
      type="button"
      className="script-remove"
      data-sure={isSure || undefined}
      aria-label={`${t("scripts.remove")}: ${name}`}
      title={t("scripts.remove")}
      onClick={press}
      onBlur={() => setSure(false)}
    >
      <Trash2 size={13} aria-hidden="true" />
    </button>
  );
}

function OwnScript({
  saved,
  onSay,
}: {
  readonly saved: SavedScript;
  readonly onSay: (text: string) => void;
}) {
  const { script, open } = useScriptSheet();
  const { name, text } = saved;
  return (
    <li>
      <button
        type="button"
        className="script-choice"
        aria-pressed={script.savedAs === name}
        onClick={() => open({ name, text, savedAs: name })}
      >
        {name}
      </button>
      <RemoveButton name={name} onSay={onSay} />
    </li>
  );
}

function OpenFile({ onSay }: { readonly onSay: (text: string) => void }) {
  const { t } = useTranslation("console");
  const open = useScriptSheet((sheet) => sheet.open);
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const opened = await openedScript(file);
    if (opened) open({ ...opened, savedAs: null });
    onSay(opened ? t("scripts.from", { name: opened.name }) : t("scripts.unreadable"));
  };
  return (
    <>
      <button type="button" onClick={() => input.current?.click()}>
        <FolderOpen size={13} aria-hidden="true" />
        {t("scripts.upload")}
      </button>
      <input
        ref={input}
        type="file"
        accept=".txt,text/plain"
        hidden
        aria-label={t("scripts.upload")}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = "";
        }}
      />
    </>
  );
}

function Sources({ onSay }: { readonly onSay: (text: string) => void }) {
  const { t } = useTranslation("console");
  const { lab } = useSession();
  const log = useLog();
  const open = useScriptSheet((sheet) => sheet.open);
  const collect = () => {
    const lines = spokenLines(log, log.latest);
    if (lines.length === 0) onSay(t("scripts.collectNone"));
    else open({ name: "", text: printScript(lines, [t("scripts.comment", { lab })]), savedAs: null });
  };
  return (
    <div className="script-sources">
      <button type="button" title={t("scripts.collectTitle")} onClick={collect}>
        <History size={13} aria-hidden="true" />
        {t("scripts.collect")}
      </button>
      <OpenFile onSay={onSay} />
      <button type="button" onClick={() => open({ name: "", text: "", savedAs: null })}>
        <FilePlus2 size={13} aria-hidden="true" />
        {t("scripts.fresh")}
      </button>
    </div>
  );
}

/** Where a script may come from: an example, one that was kept, what was done, a file, or nothing. */
export function ScriptList({ onSay }: { readonly onSay: (text: string) => void }) {
  const { t } = useTranslation("console");
  const examples = useExamples();
  const scripts = useSavedScripts((store) => store.scripts);
  const { script, drafts, open, resume } = useScriptSheet();
  return (
    <nav className="script-list" aria-label={t("scripts.title")}>
      <h3>{t("scripts.examples")}</h3>
      <ul>
        {examples.map((example) => (
          <li key={example.key}>
            <button
              type="button"
              className="script-choice"
              title={example.about}
              aria-pressed={script.savedAs === null && script.text === example.script.text}
              onClick={() => open(example.script)}
            >
              {example.title}
            </button>
          </li>
        ))}
      </ul>
      {drafts.length > 0 && (
        <>
          <h3>{t("scripts.drafts")}</h3>
          <ul>
            {drafts.map((draft) => (
              <li key={`${draft.name}\n${draft.text}`}>
                <button type="button" className="script-choice" onClick={() => resume(draft)}>
                  {draft.name.trim() || draft.text.trim().slice(0, MOST_OF_DRAFT)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t("scripts.own")}</h3>
      {scripts.length === 0 && <p className="script-none">{t("scripts.ownNone")}</p>}
      <ul>
        {scripts.map((saved) => (
          <OwnScript key={saved.name} saved={saved} onSay={onSay} />
        ))}
      </ul>
      <Sources onSay={onSay} />
    </nav>
  );
}
