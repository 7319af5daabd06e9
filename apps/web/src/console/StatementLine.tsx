import { SCRIPT_LIMITS, type Scope } from "@wirestage/console";
import { CornerDownLeft } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { CompletionList, optionId } from "./CompletionList.tsx";
import { LineNote } from "./LineNote.tsx";
import { StatementText } from "./StatementText.tsx";
import type { LineEditor } from "./use-line-editor.ts";
import { useLineKeys } from "./use-line-keys.ts";

interface AreaProps {
  readonly editor: LineEditor;
  readonly scope: Scope;
  readonly ids: { readonly list: string; readonly note: string };
  readonly statements: readonly string[];
  readonly run: () => void;
}

/** The text in colours, and over it an area with the same metrics whose own text cannot be seen. */
function StatementArea({ editor, scope, ids, statements, run }: AreaProps) {
  const { t } = useTranslation("console");
  const { line, area, setCursor, completions, problems } = editor;
  const { onKeyDown, leaveHistory } = useLineKeys(editor, statements, run);
  const { isOpen, active } = completions;
  return (
    <div className="line-text">
      <div className="line-mirror" aria-hidden="true">
        <StatementText text={line.text} scope={scope} problems={problems} />
        {"\u200b"}
      </div>
      <textarea
        ref={area}
        rows={1}
        value={line.text}
        role="combobox"
        aria-label={t("line.label")}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={ids.list}
        aria-activedescendant={isOpen ? optionId(ids.list, active) : undefined}
        aria-describedby={ids.note}
        aria-invalid={problems.some(({ severity }) => severity === "error") || undefined}
        placeholder={t(statements.length === 0 ? "line.placeholderFirst" : "line.placeholder")}
        onChange={({ target }) => {
          leaveHistory();
          setCursor(target.selectionStart);
          line.write(target.value);
          completions.typed();
        }}
        onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
        onBlur={completions.dismiss}
        onKeyDown={onKeyDown}
        enterKeyHint="send"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={SCRIPT_LIMITS.length}
      />
    </div>
  );
}

interface StatementLineProps {
  readonly scope: Scope;
  readonly editor: LineEditor;
  /** What was run here before, oldest first. */
  readonly statements: readonly string[];
  readonly onRun: () => void;
}

/** A line for calls: completed and checked while typing, run by Enter or by the button of its form. */
export function StatementLine({ scope, editor, statements, onRun }: StatementLineProps) {
  const { t } = useTranslation("console");
  const id = useId();
  const ids = { list: `${id}-list`, note: `${id}-note` };
  const { line, completions, check, problems, call } = editor;
  const { content } = check;
  const label = content.is === "lines" ? t("line.runAll", { count: content.count }) : t("line.run");
  return (
    <div className="line">
      <div className="line-box">
        <span className="line-prompt" aria-hidden="true">
          &gt;&gt;&gt;
        </span>
        <StatementArea editor={editor} scope={scope} ids={ids} statements={statements} run={onRun} />
        <button type="submit" className="line-run" aria-disabled={content.is === "nothing"}>
          <CornerDownLeft size={13} aria-hidden="true" />
          <span>{label}</span>
        </button>
        {completions.isOpen && (
          <CompletionList
            id={ids.list}
            items={completions.items}
            active={completions.active}
            onTake={editor.take}
          />
        )}
      </div>
      <LineNote
        id={ids.note}
        text={line.text}
        content={content}
        problem={problems[0] ?? null}
        call={call}
        onFix={editor.mend}
      />
    </div>
  );
}
