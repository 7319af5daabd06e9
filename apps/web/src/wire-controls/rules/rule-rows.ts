import { PRESETS, PresetName } from "@wirestage/protocol";
import type { TraceState, WireRule } from "@wirestage/trace";
import { actsWithin, type RuleHistory, type RuleSpell } from "./rule-history.ts";

/** A rule that is in force, or that was and can be set again. */
export interface RuleRow {
  readonly spell: RuleSpell;
  readonly rule: WireRule;
  readonly status: "on" | "off" | "done";
  /** On how many frames it has acted. */
  readonly acts: number;
}

function presetWith(id: string): PresetName | undefined {
  return PresetName.options.find((name) => PRESETS[name].rules.some((rule) => rule.id === id));
}

/** Rules of a preset are gone with it: only while others of it are in force can one of them be missed. */
function isMissed(id: string, rules: TraceState["rules"]): boolean {
  const preset = presetWith(id);
  return preset === undefined || [...rules.keys()].some((other) => presetWith(other) === preset);
}

/**
 * Those in force in the order in which they are applied, then those that are not any more, the last one first.
 * @param forgotten what the learner wants to see no more
 */
export function ruleRows(
  history: RuleHistory,
  state: TraceState,
  forgotten: ReadonlySet<RuleSpell>,
): RuleRow[] {
  const rowOf = (spell: RuleSpell, status: RuleRow["status"]): RuleRow => {
    return { spell, rule: spell.rule, status, acts: actsWithin(spell, state.next) };
  };
  const inForce = [...state.rules.keys()].flatMap((id) => history.at(id, state.next - 1) ?? []);
  const known = new Set(state.rules.keys());
  const before: RuleRow[] = [];
  for (const spell of history.spells.filter(({ set }) => set < state.next).reverse()) {
    const { id } = spell.rule;
    if (known.has(id)) continue;
    known.add(id);
    if (forgotten.has(spell) || !isMissed(id, state.rules)) continue;
    before.push(rowOf(spell, spell.end?.why === "spent" ? "done" : "off"));
  }
  return [...inForce.map((spell) => rowOf(spell, "on")), ...before];
}

const OWN_ID = /^rule-(\d+)$/;

/** An id that no rule of the lab has had: `rule-1`, `rule-2`, … */
export function unusedRuleId({ spells }: RuleHistory): string {
  const used = spells.map(({ rule }) => Number(OWN_ID.exec(rule.id)?.[1] ?? 0));
  return `rule-${Math.max(0, ...used) + 1}`;
}
