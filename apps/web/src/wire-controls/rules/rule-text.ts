import type { RuleAction, TraceLog, WireRule } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { formatDuration } from "../../format/time.ts";
import { frameChoiceOf } from "./frame-choices.ts";
import { queueText, rateText } from "./rate-text.ts";
import { ruleHistory } from "./rule-history.ts";

export type RulesT = TFunction<"rules">;

function fromText(host: string | null, t: RulesT): string {
  return host === "client" || host === "server" ? t(`from.${host}`) : "";
}

/** `the next SYN-ACK from the server`. */
function framesText({ host, filter, pick }: WireRule, t: RulesT): string {
  const from = fromText(host, t);
  const choice = frameChoiceOf(filter);
  const frames = (count: number) => t(`frames.${choice.frames}`, { ...choice, count, from });
  switch (pick.of) {
    case "all":
      return t("pick.all", { from, frames: frames(2) });
    case "next":
      return t("pick.next", { from, frames: frames(pick.count), count: pick.count });
    case "every":
      return pick.nth === 2
        ? t("pick.second", { from, frames: frames(1) })
        : t("pick.every", { from, frames: frames(pick.nth), nth: pick.nth });
    case "share":
      return t("pick.share", { from, frames: frames(2), percent: pick.percent });
    default:
      return pick satisfies never;
  }
}

type ActionOf<D extends RuleAction["do"]> = Extract<RuleAction, { do: D }>;

/** Jitter is cut off at no delay at all. */
function delayText({ delayNs, jitterNs, keepsOrder }: ActionOf<"delay">, frames: string, t: RulesT): string {
  const facts = {
    frames,
    delay: formatDuration(delayNs),
    jitter: formatDuration(jitterNs),
    most: formatDuration(delayNs + jitterNs),
  };
  const how = jitterNs === 0 ? "delay" : jitterNs > delayNs ? "delayUpTo" : "delayAbout";
  const rule = t(`rule.${how}`, facts);
  return keepsOrder ? rule : t("rule.overtaking", { rule });
}

function corruptText({ at, checksums }: ActionOf<"corrupt">, frames: string, t: RulesT): string {
  const rule = at === null ? t("rule.corrupt", { frames }) : t("rule.corruptAt", { frames, ...at });
  return checksums === "mended" ? t("rule.mended", { rule }) : rule;
}

function actionText(action: RuleAction, frames: string, t: RulesT): string {
  switch (action.do) {
    case "lose":
    case "duplicate":
    case "hold":
    case "reorder":
      return t(`rule.${action.do}`, { frames });
    case "delay":
      return delayText(action, frames, t);
    case "corrupt":
      return corruptText(action, frames, t);
    case "limit-rate":
      return t("rule.limit-rate", {
        frames,
        rate: rateText(action.bitsPerSecond),
        queue: queueText(action.queueBytes),
      });
    default:
      return action satisfies never;
  }
}

const HAN = "\\p{Script=Han}";
const LATIN = "[A-Za-z0-9]";
const HAN_THEN_LATIN = new RegExp(`(?<=${HAN})(?=${LATIN})|(?<=${LATIN})(?=${HAN})`, "gu");

/** A rule by what it does: `Lose the next SYN-ACK`. Chinese and Latin letters that came together are set apart. */
export function ruleText(rule: WireRule, t: RulesT): string {
  return actionText(rule.action, framesText(rule, t), t).replace(HAN_THEN_LATIN, " ");
}

/** What the rule called `id` did at event `seq`, in words; an actor whose rule the log does not know is some rule. */
export function ruleTextAt(id: string, seq: number, log: TraceLog, t: RulesT): string {
  const spell = ruleHistory(log).at(id, seq);
  return spell ? ruleText(spell.rule, t) : t("unknown");
}
