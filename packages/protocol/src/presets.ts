import { NS_PER_MS, type RuleAction, type RulePick, type WireRule } from "@wirestage/trace";
import { z } from "zod";

/** Kinds of network that people know by name. */
export const PresetName = z.enum(["lan", "wifi", "mobile", "satellite", "broken-switch"]);
export type PresetName = z.infer<typeof PresetName>;

/** What a preset makes of the wire, in both directions. */
export interface WirePreset {
  readonly delayNs: number;
  readonly rules: readonly WireRule[];
}

const ALL: RulePick = { of: "all" };

function share(percent: number): RulePick {
  return { of: "share", percent };
}

function rule(id: string, pick: RulePick, action: RuleAction): WireRule {
  return { id, host: null, filter: "", pick, action };
}

function jitter(ms: number): RuleAction {
  return { do: "delay", delayNs: 0, jitterNs: ms * NS_PER_MS, keepsOrder: true };
}

function rate(megabitsPerSecond: number, queueBytes: number): RuleAction {
  return { do: "limit-rate", bitsPerSecond: megabitsPerSecond * 1_000_000, queueBytes };
}

/** Figures are typical ones, chosen so that each network shows what it is known for. */
export const PRESETS: Readonly<Record<PresetName, WirePreset>> = {
  lan: { delayNs: 0.2 * NS_PER_MS, rules: [] },
  wifi: {
    delayNs: 2 * NS_PER_MS,
    rules: [
      rule("wifi-rate", ALL, rate(50, 65_536)),
      rule("wifi-jitter", ALL, jitter(1.5)),
      rule("wifi-loss", share(1), { do: "lose" }),
    ],
  },
  mobile: {
    delayNs: 35 * NS_PER_MS,
    rules: [
      rule("mobile-rate", ALL, rate(10, 262_144)),
      rule("mobile-jitter", ALL, jitter(15)),
      rule("mobile-loss", share(0.5), { do: "lose" }),
    ],
  },
  /** A geostationary one: 35 786 km up and as many down take light a quarter of a second. */
  satellite: {
    delayNs: 270 * NS_PER_MS,
    rules: [
      rule("satellite-rate", ALL, rate(20, 1_048_576)),
      rule("satellite-loss", share(0.2), { do: "lose" }),
    ],
  },
  "broken-switch": {
    delayNs: 0.2 * NS_PER_MS,
    rules: [
      rule("switch-corrupts", share(10), { do: "corrupt", at: null, checksums: "left" }),
      rule("switch-duplicates", share(10), { do: "duplicate" }),
      rule("switch-reorders", share(10), { do: "reorder", waitNs: 20 * NS_PER_MS }),
      rule("switch-loses", share(5), { do: "lose" }),
    ],
  },
};
