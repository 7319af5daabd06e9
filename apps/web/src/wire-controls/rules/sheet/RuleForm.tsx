import { compileFilter } from "@wirestage/display-filter";
import type { WireRule } from "@wirestage/trace";
import { Check, Plus } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../../app/buttons.tsx";
import { FilterField } from "../../../filter/FilterField.tsx";
import { Refusal } from "../../Obstacle.tsx";
import { useCommands } from "../../use-commands.ts";
import { ruleText } from "../rule-text.ts";
import { ActionFields } from "./ActionFields.tsx";
import { composeRule, draftOf, FIRST_DRAFT, type RuleDraft, withFilter } from "./rule-draft.ts";
import { SentenceFields } from "./SentenceFields.tsx";

interface RuleFormProps {
  /** The rule that is changed, or null: a new one. */
  readonly rule: WireRule | null;
  /** Of the new rule. */
  readonly id: string;
  readonly hosts: readonly string[];
  readonly onDone: () => void;
}

const NO_PROBLEMS: ReadonlySet<never> = new Set();

/** The rule that the form comes to, as the list will call it. */
function Outcome({ rule }: { readonly rule: WireRule | null }) {
  const { t } = useTranslation("rules");
  return (
    <p aria-live="polite" className="min-w-0 flex-1 wrap-anywhere text-held text-sm">
      {rule !== null && ruleText(rule, t)}
    </p>
  );
}

/** Who asks to change a rule goes on in the form. */
function useFocusOnChange(rule: WireRule | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (rule !== null) form.current?.querySelector("select")?.focus();
  }, [rule]);
  return form;
}

/** A form that reads as a sentence: what happens, to how many of which frames. */
export function RuleForm({ rule, id, hosts, onDone }: RuleFormProps) {
  const { t } = useTranslation("rule-sheet");
  const [draft, setDraft] = useState<RuleDraft>(rule === null ? FIRST_DRAFT : draftOf(rule));
  const form = useFocusOnChange(rule);
  const { obstacle, refusal, send } = useCommands();
  const composed = composeRule(draft, rule?.id ?? id);
  const problems = composed.ok ? NO_PROBLEMS : composed.fields;
  const change = (part: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...part }));
  const isWhole = composed.ok && compileFilter(composed.rule.filter).ok;
  const isReady = obstacle === null && isWhole;
  const set = async () => {
    if (isReady && (await send({ do: "rule.set", rule: composed.rule }))) onDone();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void set();
  };
  return (
    <section aria-label={t(rule === null ? "newRule" : "change")} className="min-w-0">
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-2.5">
        <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-medium text-sm">{t(rule === null ? "newRule" : "change")}</h2>
          <Outcome rule={isWhole ? composed.rule : null} />
          {rule !== null && <TextButton onClick={onDone}>{t("cancel")}</TextButton>}
          <TextButton
            icon={rule === null ? Plus : Check}
            look="primary"
            disabled={!isReady}
            onClick={() => void set()}
          >
            {t(rule === null ? "set" : "save")}
          </TextButton>
          <button type="submit" hidden />
        </div>
        <Refusal error={refusal} />
        <SentenceFields {...{ draft, problems, change, hosts }} />
        <FilterField
          label={t("filter")}
          isLabelSeen={false}
          hint={t(problems.has("filter") ? "problems.filter" : "filterHint")}
          hosts={hosts}
          value={draft.filter}
          onChange={(filter) => setDraft((now) => withFilter(now, filter))}
        />
        <ActionFields {...{ draft, problems, change }} />
      </form>
    </section>
  );
}
