import type { WireRule } from "@wirestage/trace";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLog, useTraceState } from "../../../session/hooks.ts";
import { Obstacle, Refusal } from "../../Obstacle.tsx";
import { useCommands } from "../../use-commands.ts";
import { ruleHistory } from "../rule-history.ts";
import { ruleRows, unusedRuleId } from "../rule-rows.ts";
import { useForgotten } from "./forgotten.ts";
import { Presets } from "./Presets.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { RuleList } from "./RuleList.tsx";

/** What the wire does by itself: its rules, one to add, and networks that people know. */
export function RulesPanel() {
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
          <RuleList rows={rows} commands={commands} onEdit={setEdited} />
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
