import "./filter.css";
import { type CompiledFilter, compileFilter, type FilterProblem } from "@wirestage/display-filter";
import { CircleAlert, CircleCheck, CircleEllipsis, Funnel, X } from "lucide-react";
import { useId, useLayoutEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { addMessages } from "../i18n/i18n.ts";
import { completionId, FilterCompletions } from "./FilterCompletions.tsx";
import { onFilterKey } from "./filter-keys.ts";
import { en, zh } from "./messages.ts";
import { type FilterT, isUnfinished, problemSentence } from "./problem-sentence.ts";
import { type FilterEditor, useFilterEditor } from "./use-filter-editor.ts";

addMessages({ filter: { en, zh } });

export interface FilterFieldProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** What the filter is for; seen above the field, or only heard. */
  readonly label: string;
  readonly isLabelSeen?: boolean;
  readonly placeholder?: string;
  /** Said below the field as long as nothing is wrong. */
  readonly hint?: string;
  readonly hosts?: readonly string[];
}

type FilterState = "empty" | "valid" | "unfinished" | "wrong";

const ICONS = { empty: Funnel, valid: CircleCheck, unfinished: CircleEllipsis, wrong: CircleAlert } as const;

const NO_HOSTS: readonly string[] = [];

function stateOf(value: string, problem: FilterProblem | null, cursor: number | null): FilterState {
  if (value.trim() === "") return "empty";
  if (problem === null) return "valid";
  return isUnfinished(problem, cursor) ? "unfinished" : "wrong";
}

interface UnderlinedProps {
  readonly value: string;
  readonly problem: FilterProblem;
  readonly editor: FilterEditor;
}

/** The text once more, unseen, behind the one that is written: only the line under what is wrong shows. */
function Underlined({ value, problem, editor }: UnderlinedProps) {
  const paint = useRef<HTMLDivElement>(null);
  const follow = () => {
    if (paint.current && editor.input.current) paint.current.scrollLeft = editor.input.current.scrollLeft;
  };
  useLayoutEffect(() => {
    const input = editor.input.current;
    follow();
    input?.addEventListener("scroll", follow);
    return () => input?.removeEventListener("scroll", follow);
  });
  const { from, to } = problem;
  // At the end there is nothing to underline but the room for what is missing.
  const wrong = value.slice(from, to) || "\u00a0\u00a0";
  return (
    <div ref={paint} className="filter-paint" aria-hidden="true">
      {value.slice(0, from)}
      <mark>{wrong}</mark>
      {value.slice(to)}
    </div>
  );
}

interface FilterInputProps {
  readonly id: string;
  readonly value: string;
  readonly placeholder: string | undefined;
  readonly isWrong: boolean;
  readonly editor: FilterEditor;
}

/** A combobox (WAI-ARIA): the focus stays in it while the arrow keys go through the list. */
function FilterInput({ id, value, placeholder, isWrong, editor }: FilterInputProps) {
  const list = `${id}-list`;
  return (
    <input
      ref={editor.input}
      id={id}
      value={value}
      placeholder={placeholder}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      role="combobox"
      aria-expanded={editor.isOpen}
      aria-controls={editor.isOpen ? list : undefined}
      aria-autocomplete="list"
      aria-activedescendant={editor.isChosen ? completionId(list, editor.active) : undefined}
      aria-invalid={isWrong}
      aria-describedby={`${id}-note`}
      onChange={({ target }) => editor.type(target.value, target.selectionStart)}
      onSelect={editor.look}
      onBlur={editor.leave}
      onKeyDown={(event) => onFilterKey(event, editor)}
    />
  );
}

/** What is wrong, or what is easily misunderstood, or else the hint. */
function noteOn(compiled: CompiledFilter, hint: string, t: FilterT): string {
  if (!compiled.ok) return problemSentence(compiled.problem, t);
  const [remark] = compiled.remarks;
  return remark === undefined ? hint : t(`remark.${remark.code}`, { name: remark.name });
}

/** A display filter that is checked and completed while it is written. */
export function FilterField(props: FilterFieldProps) {
  const { value, onChange, label, isLabelSeen = true, placeholder, hint = "", hosts = NO_HOSTS } = props;
  const { t } = useTranslation("filter");
  const id = useId();
  const line = useRef<HTMLDivElement>(null);
  const editor = useFilterEditor({ value, onChange, hosts });
  const compiled = useMemo(() => compileFilter(value), [value]);
  const problem = compiled.ok ? null : compiled.problem;
  const state = stateOf(value, problem, editor.cursor);
  const Icon = ICONS[state];
  const { items, active, isChosen, take } = editor;
  return (
    <div className="filter-field" data-state={state}>
      <label htmlFor={id} className={isLabelSeen ? "filter-label" : "sr-only"}>
        {label}
      </label>
      <div ref={line} className="filter-line">
        <Icon size={15} strokeWidth={2} role="img" aria-label={t(`state.${state}`)} className="filter-icon" />
        <div className="filter-text">
          {problem !== null && <Underlined {...{ value, problem, editor }} />}
          <FilterInput {...{ id, value, placeholder, editor }} isWrong={state === "wrong"} />
        </div>
        {value !== "" && (
          <button type="button" className="filter-clear" aria-label={t("clear")} onClick={editor.clear}>
            <X size={14} aria-hidden="true" />
          </button>
        )}
      </div>
      {editor.isOpen && (
        <FilterCompletions id={`${id}-list`} onTake={take} {...{ line, items, active, isChosen }} />
      )}
      <p id={`${id}-note`} className="filter-note" aria-live="polite">
        {noteOn(compiled, hint, t)}
      </p>
    </div>
  );
}
