import type { EventOf, TraceLog } from "@wirestage/trace";
import { formatDuration } from "../format/time.ts";
import { ruleHistory } from "../wire-controls/rules/rule-history.ts";
import { type RulesT, ruleText, ruleTextAt } from "../wire-controls/rules/rule-text.ts";
import { type EventsT, hostText } from "./names.ts";

/** The two settings that every host's side of the wire has. */
export function settingSentence(event: EventOf<"rule.changed">, t: EventsT): string {
  const host = hostText(event.host, t);
  switch (event.rule) {
    case "hold":
      return event.to === null ? t("holdOff", { host }) : t("holdOn", { host });
    case "delay":
      return event.to ? t("delaySet", { host, delay: formatDuration(event.to) }) : t("delayOff", { host });
    default:
      return event.rule satisfies never;
  }
}

/** That the wire has a rule, or has it no longer. */
export function ruleSentence(
  event: EventOf<"rule.set" | "rule.removed">,
  log: TraceLog,
  t: EventsT,
  rulesT: RulesT,
): string {
  switch (event.kind) {
    case "rule.set": {
      const before = ruleHistory(log).at(event.rule.id, event.seq - 1);
      const isChange = before?.end?.seq === event.seq;
      return t(isChange ? "ruleReplaced" : "ruleSet", { rule: ruleText(event.rule, rulesT) });
    }
    case "rule.removed":
      return t(`ruleRemoved.${event.why}`, { rule: ruleTextAt(event.id, event.seq, log, rulesT) });
    default:
      return event satisfies never;
  }
}
