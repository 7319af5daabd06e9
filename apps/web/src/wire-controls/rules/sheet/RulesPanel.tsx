import type { WireRule } from "@wirestage/trace";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { TryAgainLink } from "../../../again/TryAgain.tsx";
import { useLink, useLog, useTraceState } from "../../../session/hooks.ts";
import { useIsCapture } from "../../../session/use-is-capture.ts";
import { Obstacle, Refusal } from "../../Obstacle.tsx";
import { useCommands } from "../../use-commands.ts";
import { ruleHistory } from "../rule-history.ts";
import { ruleRows, unusedRuleId } from "../rule-rows.ts";
import { useForgotten } from "./forgotten.ts";
import { Presets } from "./Presets.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { RuleList } from "./RuleList.tsx";

const NOTHING_FORGOTTEN: ReadonlySet<never> = new Set();

/** What the wire does by itself. Of a recording the rules of then; of a capture nobody knows. */
export function RulesPanel() {
  const { t } = useTranslation("rule-sheet");
  if (!useIsCapture()) return <KnownRules />;
  return (
    <section aria-label={t("title")} className="bg-surface p-4">
      <p className="text-sm text-text-2">{t("capture")}</p>
    </section>
  );
}

function KnownRules() {
  return useLink().status === "recording" ? <RulesOfThen /> : <RulesInHand />;
}

function RulesOfThen() {
  const { t } = useTranslation("rule-sheet");
  const rows = ruleRows(ruleHistory(useLog()), useTraceState(), NOTHING_FORGOTTEN);
  return (
    <section aria-label={t("title")} className="h-full overflow-y-auto bg-surface px-4 pt-1 pb-4">
      <RuleList rows={rows} hand={null} />
      <TryAgainLink className="rounded-sm font-medium text-accent text-sm underline underline-offset-2" />
    </section>
  );
}

/** The rules, one to add, and networks that people know. */
function RulesInHand() {
  const { t } = useTranslation("rule-sheet");
  const history = ruleHistory(useLog());
  const state = useTraceState();
  const forgotten = useForgotten((store) => store.spells);
  const commands = useCommands();
  const [edited, setEdited] = useState<WireRule | null>(null);
  const obstacleId = useId();
  const rows = ruleRows(history, state, forgotten);
  return (
    <section aria-label={t("title")} className="@container h-full overflow-y-auto bg-surface">
      {commands.obstacle !== null && (
        <div className="border-line border-b px-4 py-2">
          <Obstacle id={obstacleId} kind={commands.obstacle} />
        </div>
      )}
      <div className="grid gap-x-10 gap-y-6 px-4 pt-1 pb-4 @3xl:grid-cols-2 @6xl:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)_minmax(0,0.8fr)]">
        <div className="flex min-w-0 flex-col gap-2">
          <RuleList rows={rows} hand={{ commands, onEdit: setEdited }} />
          <Refusal error={commands.refusal} />
        </div>
        <RuleForm
          key={edited?.id ?? "new"}
          rule={edited}
          id={unusedRuleId(history)}
          hosts={[...state.hosts.keys()]}
          onDone={() => setEdited(null)}
        />
        <Presets state={state} commands={commands} />
      </div>
    </section>
  );
}
