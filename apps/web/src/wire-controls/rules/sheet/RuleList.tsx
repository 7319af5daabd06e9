import type { WireRule } from "@wirestage/trace";
import { Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../../../app/buttons.tsx";
import type { Commands } from "../../use-commands.ts";
import { ACTION_ICONS } from "../action-icons.ts";
import type { RuleRow } from "../rule-rows.ts";
import { ruleText } from "../rule-text.ts";
import { useForgotten } from "./forgotten.ts";

/** What changes the rules. */
interface RuleHand {
  readonly commands: Commands;
  readonly onEdit: (rule: WireRule) => void;
}

interface RuleListProps {
  readonly rows: readonly RuleRow[];
  /** Null where the rules can only be looked at. */
  readonly hand: RuleHand | null;
}

interface RuleButtonsProps extends RuleHand {
  readonly row: RuleRow;
}

/** What the rule has come to, in a few words. */
function Standing({ row: { status, acts } }: { readonly row: RuleRow }) {
  const { t } = useTranslation("rule-sheet");
  const acted = acts === 0 ? t("actsNone") : t("acts", { count: acts });
  return (
    <span className="text-text-2 text-xs tabular-nums">
      {status === "on" ? acted : `${t(status)} · ${acted}`}
    </span>
  );
}

/** On and off; a rule that is done is set again by a button that says so. */
function Switch({ row, commands }: Omit<RuleButtonsProps, "onEdit">) {
  const { t } = useTranslation("rule-sheet");
  const { t: rulesT } = useTranslation("rules");
  const { rule, status } = row;
  const text = ruleText(rule, rulesT);
  const disabled = commands.obstacle !== null;
  if (status === "done") {
    return (
      <TextButton
        icon={RotateCcw}
        aria-label={t("againLabel", { rule: text })}
        disabled={disabled}
        onClick={() => void commands.send({ do: "rule.set", rule })}
      >
        {t("again")}
      </TextButton>
    );
  }
  const isOn = status === "on";
  const toggle = () =>
    void commands.send(isOn ? { do: "rule.remove", id: rule.id } : { do: "rule.set", rule });
  return (
    <input
      type="checkbox"
      aria-label={t("isOn", { rule: text })}
      title={t("isOn", { rule: text })}
      checked={isOn}
      disabled={disabled}
      onChange={toggle}
      className="size-4.5 shrink-0 accent-accent"
    />
  );
}

function RuleButtons({ row, commands, onEdit }: RuleButtonsProps) {
  const { t } = useTranslation("rule-sheet");
  const { t: rulesT } = useTranslation("rules");
  const forget = useForgotten((store) => store.forget);
  const { rule, spell, status } = row;
  const text = ruleText(rule, rulesT);
  const isOn = status === "on";
  const disabled = commands.obstacle !== null;
  const remove = async () => {
    if (!isOn || (await commands.send({ do: "rule.remove", id: rule.id }))) forget(spell);
  };
  return (
    <>
      <Switch row={row} commands={commands} />
      <span className="flex shrink-0">
        <IconButton
          icon={Pencil}
          label={t("edit", { rule: text })}
          disabled={disabled}
          onClick={() => onEdit(rule)}
        />
        <IconButton
          icon={Trash2}
          label={t("remove", { rule: text })}
          disabled={isOn && disabled}
          onClick={() => void remove()}
        />
      </span>
    </>
  );
}

function RuleItem({ row, hand }: { readonly row: RuleRow; readonly hand: RuleHand | null }) {
  const { t } = useTranslation("rules");
  const { rule, status } = row;
  const Icon = ACTION_ICONS[rule.action.do];
  const isOn = status === "on";
  return (
    <li className="flex items-center gap-3 border-line border-b py-1.5 last:border-b-0">
      <Icon
        size={16}
        strokeWidth={2}
        aria-hidden="true"
        className={`shrink-0 ${isOn ? "text-held" : "text-text-3"}`}
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className={`wrap-anywhere text-sm ${isOn ? "" : "text-text-2"}`}>{ruleText(rule, t)}</span>
        <Standing row={row} />
      </span>
      {hand && <RuleButtons row={row} {...hand} />}
    </li>
  );
}

function ClearButton({ rows, commands }: Pick<RuleListProps, "rows"> & Pick<RuleHand, "commands">) {
  const { t } = useTranslation("rule-sheet");
  const forget = useForgotten((store) => store.forget);
  const clear = async () => {
    if (await commands.send({ do: "rule.clear" })) forget(...rows.map(({ spell }) => spell));
  };
  return (
    <TextButton icon={Trash2} disabled={commands.obstacle !== null} onClick={() => void clear()}>
      {t("clear")}
    </TextButton>
  );
}

/** The rules in the order in which they act, and those that did. */
export function RuleList({ rows, hand }: RuleListProps) {
  const { t } = useTranslation("rule-sheet");
  const inForce = rows.filter(({ status }) => status === "on").length;
  return (
    <section aria-label={t("inForce")} className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-9 items-center justify-between gap-3">
        <h2 className="font-medium text-sm">{t("inForce")}</h2>
        {hand && rows.length > 1 && <ClearButton rows={rows} commands={hand.commands} />}
      </div>
      {inForce === 0 && <p className="text-sm text-text-2">{t("none")}</p>}
      {rows.length > 0 && (
        <ol>
          {rows.map((row) => (
            <RuleItem key={row.spell.set} row={row} hand={hand} />
          ))}
        </ol>
      )}
      {inForce > 1 && <p className="text-text-2 text-xs">{t("order")}</p>}
    </section>
  );
}
