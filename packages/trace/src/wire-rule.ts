import { z } from "zod";
import { HostName } from "./facts.ts";
import { NS_PER_S } from "./time.ts";

/** `delay` and `hold` are what `rule.changed` calls the two rules that every host has. */
export const RuleId = z.string().regex(/^(?!(?:delay|hold)$)[a-z][a-z0-9-]{0,31}$/);
export type RuleId = z.infer<typeof RuleId>;

/** To which of the frames that its filter lets through a rule is applied. `share` is drawn from the lab's seed. */
export const RulePick = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("all") }),
  /** The next so many, and then the rule is spent and goes. */
  z.strictObject({ of: z.literal("next"), count: z.int().min(1).max(1_000) }),
  /** The second, fourth, …: every `nth` from when the rule was set. */
  z.strictObject({ of: z.literal("every"), nth: z.int().min(2).max(1_000) }),
  z.strictObject({ of: z.literal("share"), percent: z.number().gt(0).max(100) }),
]);
export type RulePick = z.infer<typeof RulePick>;

/** In ns; beyond it a SYN is given up before it arrives. */
const duration = z
  .int()
  .min(0)
  .max(120 * NS_PER_S);

/** What a rule does to a frame. Delays come on top of that of the cable. */
export const RuleAction = z.discriminatedUnion("do", [
  /** `delayNs` ± up to `jitterNs`, evenly spread, never below 0; with `keepsOrder` no frame of a direction overtakes another. */
  z.strictObject({
    do: z.literal("delay"),
    delayNs: duration,
    jitterNs: duration,
    keepsOrder: z.boolean(),
  }),
  /** It flies half-way and is gone. */
  z.strictObject({ do: z.literal("lose") }),
  z.strictObject({ do: z.literal("duplicate") }),
  /** It waits half-way until the next frame of its direction has passed it, at most `waitNs`. */
  z.strictObject({ do: z.literal("reorder"), waitNs: duration }),
  /**
   * Flips one bit, counted as in `frame.altered`; without `at` any bit behind Ethernet's header, drawn from the lab's
   * seed. Checksums are left to be found wrong, or mended as an attacker would.
   */
  z.strictObject({
    do: z.literal("corrupt"),
    at: z.strictObject({ offset: z.int().min(0).max(1_513), bit: z.int().min(0).max(7) }).nullable(),
    checksums: z.enum(["left", "mended"]),
  }),
  /** Frames leave one after another at this rate; those for which the queue has no room are lost. */
  z.strictObject({
    do: z.literal("limit-rate"),
    bitsPerSecond: z.int().min(1_000).max(10_000_000_000),
    queueBytes: z.int().min(1_514).max(1_048_576),
  }),
  /** It stops half-way until a hand lets it go. */
  z.strictObject({ do: z.literal("hold") }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

/** What the wire does to frames, by itself. Rules are applied one after another, in the order in which they were set. */
export const WireRule = z.strictObject({
  id: RuleId,
  /** Who sends the frames; null: either host. */
  host: HostName.nullable(),
  /** A display filter as Wireshark writes it; empty: every frame but link noise. */
  filter: z.string().max(512),
  pick: RulePick,
  action: RuleAction,
});
export type WireRule = z.infer<typeof WireRule>;
