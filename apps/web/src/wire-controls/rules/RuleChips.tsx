import { ListChecks } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../app/buttons.tsx";
import { useDock } from "../../app/dock.ts";
import { useLog, useTraceState } from "../../session/hooks.ts";
import { ACTION_ICONS } from "./action-icons.ts";
import { ruleHistory } from "./rule-history.ts";
import { type RuleRow, ruleRows } from "./rule-rows.ts";
import { ruleText } from "./rule-text.ts";

/** Opens the rules; with how many are in force. */
export function RulesButton() {
  const { t } = useTranslation("rules");
  const open = useDock((dock) => dock.open);
  const count = useTraceState().rules.size;
  return (
    <TextButton icon={ListChecks} title={t("openHint")} onClick={() => open("rules")}>
      {count === 0 ? t("open") : t("openCounted", { count })}
    </TextButton>
  );
}

function Chip({ row: { rule, acts } }: { readonly row: RuleRow }) {
  const { t } = useTranslation("rules");
  const open = useDock((dock) => dock.open);
  const Icon = ACTION_ICONS[rule.action.do];
  return (
    <button
      type="button"
      title={t("openHint")}
      onClick={() => open("rules")}
      className="inline-flex max-w-full shrink-0 items-center gap-1.5 rounded-full border border-held/60 bg-held-soft px-2.5 py-0.5 text-xs hover:border-held"
    >
      <Icon size={12} strokeWidth={2.4} aria-hidden="true" className="shrink-0 text-held" />
      <span className="truncate">{ruleText(rule, t)}</span>
      <span className="shrink-0 text-text-2 tabular-nums">×{acts}</span>
    </button>
  );
}

/** More would push the stage away. */
const MOST_CHIPS = 3;
const NOTHING_FORGOTTEN: ReadonlySet<never> = new Set();

/** The rules in force with how often each acted, so that none that was forgotten surprises. */
export function RuleChips() {
  const { t } = useTranslation("rules");
  const history = ruleHistory(useLog());
  const state = useTraceState();
  const open = useDock((dock) => dock.open);
  const rows = ruleRows(history, state, NOTHING_FORGOTTEN).filter(({ status }) => status === "on");
  const more = rows.length - MOST_CHIPS;
  if (rows.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 items-center gap-1.5 overflow-x-auto @2xl:flex-wrap">
      <legend className="sr-only">{t("inForce")}</legend>
      {rows.slice(0, MOST_CHIPS).map((row) => (
        <Chip key={row.spell.set} row={row} />
      ))}
      {more > 0 && (
        <button
          type="button"
          onClick={() => open("rules")}
          className="shrink-0 rounded-full border border-line-strong px-2.5 py-0.5 text-text-2 text-xs hover:bg-sunken"
        >
          {t("more", { count: more })}
        </button>
      )}
    </fieldset>
  );
}
