import { PRESETS, type PresetName } from "@wirestage/protocol";
import { type TraceState, WireRule } from "@wirestage/trace";

/** Parsed, a rule has its members in the schema's order. */
function written(rule: WireRule): string {
  return JSON.stringify(WireRule.parse(rule));
}

/** Whether the wire has the delay and just the rules of a preset. */
export function isPresetSet(name: PresetName, { hosts, rules }: TraceState): boolean {
  const preset = PRESETS[name];
  const inForce = [...rules.values()].map(written);
  const wanted = preset.rules.map(written);
  return (
    hosts.size > 0 &&
    [...hosts.values()].every(({ delay }) => delay === preset.delayNs) &&
    inForce.length === wanted.length &&
    inForce.every((rule, at) => rule === wanted[at])
  );
}
