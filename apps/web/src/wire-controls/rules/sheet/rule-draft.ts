import { NS_PER_MS, type RuleAction, type RulePick, WireRule } from "@wirestage/trace";
import { type FrameChoice, filterOf, frameChoiceOf, type NamedFrames } from "../frame-choices.ts";

/** A field of the form that can hold what no rule takes. */
export type DraftField =
  | "count"
  | "nth"
  | "percent"
  | "longerThan"
  | "filter"
  | "delayMs"
  | "jitterMs"
  | "waitMs"
  | "offset"
  | "rate"
  | "queueKib";

/** A rule as it stands in the form: numbers as they were typed, in the units that people use. */
export interface RuleDraft extends Readonly<Record<DraftField, string>> {
  readonly action: RuleAction["do"];
  readonly host: string | null;
  readonly pick: RulePick["of"];
  readonly frames: FrameChoice["frames"];
  readonly keepsOrder: boolean;
  readonly bitIs: "drawn" | "chosen";
  readonly bit: number;
  readonly checksums: "left" | "mended";
  readonly rateUnit: RateUnit;
}

export const RATE_UNITS = { "kbit/s": 1_000, "Mbit/s": 1_000_000, "Gbit/s": 1_000_000_000 } as const;
export type RateUnit = keyof typeof RATE_UNITS;

const BYTES_PER_KIB = 1_024;

/** The form as it opens: the handshake's second segment does not come. */
export const FIRST_DRAFT: RuleDraft = {
  action: "lose",
  host: null,
  pick: "next",
  count: "1",
  nth: "2",
  percent: "10",
  frames: "syn-ack",
  longerThan: "100",
  filter: filterOf({ frames: "syn-ack" }),
  delayMs: "200",
  jitterMs: "0",
  keepsOrder: true,
  waitMs: "1000",
  bitIs: "drawn",
  offset: "54",
  bit: 0,
  checksums: "left",
  rate: "1",
  rateUnit: "Mbit/s",
  queueKib: "64",
};

/** What a number was typed as; NaN where it is none. */
function numberIn(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
}

function nsIn(ms: string): number {
  return Math.round(numberIn(ms) * NS_PER_MS);
}

function pickOf({ pick, count, nth, percent }: RuleDraft): RulePick {
  switch (pick) {
    case "all":
      return { of: "all" };
    case "next":
      return { of: "next", count: numberIn(count) };
    case "every":
      return { of: "every", nth: numberIn(nth) };
    case "share":
      return { of: "share", percent: numberIn(percent) };
    default:
      return pick satisfies never;
  }
}

function actionOf(draft: RuleDraft): RuleAction {
  const { action } = draft;
  switch (action) {
    case "lose":
    case "duplicate":
    case "hold":
      return { do: action };
    case "delay": {
      const { keepsOrder } = draft;
      return { do: "delay", delayNs: nsIn(draft.delayMs), jitterNs: nsIn(draft.jitterMs), keepsOrder };
    }
    case "reorder":
      return { do: "reorder", waitNs: nsIn(draft.waitMs) };
    case "corrupt": {
      const at = draft.bitIs === "drawn" ? null : { offset: numberIn(draft.offset), bit: draft.bit };
      return { do: "corrupt", at, checksums: draft.checksums };
    }
    case "limit-rate":
      return {
        do: "limit-rate",
        bitsPerSecond: Math.round(numberIn(draft.rate) * RATE_UNITS[draft.rateUnit]),
        queueBytes: Math.round(numberIn(draft.queueKib) * BYTES_PER_KIB),
      };
    default:
      return action satisfies never;
  }
}

const FIELDS: Readonly<Record<string, DraftField>> = {
  "pick.count": "count",
  "pick.nth": "nth",
  "pick.percent": "percent",
  filter: "filter",
  "action.delayNs": "delayMs",
  "action.jitterNs": "jitterMs",
  "action.waitNs": "waitMs",
  "action.at.offset": "offset",
  "action.bitsPerSecond": "rate",
  "action.queueBytes": "queueKib",
};

export type ComposedRule =
  | { readonly ok: true; readonly rule: WireRule }
  | { readonly ok: false; readonly fields: ReadonlySet<DraftField> };

/** The greatest number of bytes that a frame of the lab can be longer than. */
const MOST_LONGER_THAN = 1_513;

function isLength(text: string): boolean {
  const bytes = numberIn(text);
  return Number.isInteger(bytes) && bytes >= 0 && bytes <= MOST_LONGER_THAN;
}

/** The rule that the form stands for, or which of its fields hold what no rule takes; the filter's grammar is not read here. */
export function composeRule(draft: RuleDraft, id: string): ComposedRule {
  const { host, filter, frames, longerThan } = draft;
  if (frames === "longer" && !isLength(longerThan)) return { ok: false, fields: new Set(["longerThan"]) };
  const candidate = { id, host, filter: filter.trim(), pick: pickOf(draft), action: actionOf(draft) };
  const { success, data, error } = WireRule.safeParse(candidate);
  if (success) return { ok: true, rule: data };
  return { ok: false, fields: new Set(error.issues.flatMap(({ path }) => FIELDS[path.join(".")] ?? [])) };
}

/** Frames chosen by name bring their filter with them. */
export function withFrames(draft: RuleDraft, frames: FrameChoice["frames"]): RuleDraft {
  return { ...draft, frames, filter: filterFor(frames, draft) };
}

function filterFor(frames: NamedFrames | "longer" | "matching", { filter, longerThan }: RuleDraft): string {
  switch (frames) {
    case "matching":
      return filter;
    case "longer":
      return isLength(longerThan) ? filterOf({ frames, bytes: numberIn(longerThan) }) : filter;
    default:
      return filterOf({ frames });
  }
}

export function withLongerThan(draft: RuleDraft, longerThan: string): RuleDraft {
  return withFrames({ ...draft, longerThan }, "longer");
}

/** A filter typed by hand is called by its name where it has one. */
export function withFilter(draft: RuleDraft, filter: string): RuleDraft {
  const choice = frameChoiceOf(filter);
  const longerThan = choice.frames === "longer" ? String(choice.bytes) : draft.longerThan;
  return { ...draft, filter, frames: choice.frames, longerThan };
}

function msText(ns: number): string {
  return String(ns / NS_PER_MS);
}

function pickDraft(pick: RulePick): Partial<RuleDraft> {
  switch (pick.of) {
    case "all":
      return { pick: "all" };
    case "next":
      return { pick: "next", count: String(pick.count) };
    case "every":
      return { pick: "every", nth: String(pick.nth) };
    case "share":
      return { pick: "share", percent: String(pick.percent) };
    default:
      return pick satisfies never;
  }
}

function rateDraft(bitsPerSecond: number): Partial<RuleDraft> {
  const rateUnit =
    bitsPerSecond >= RATE_UNITS["Gbit/s"]
      ? "Gbit/s"
      : bitsPerSecond >= RATE_UNITS["Mbit/s"]
        ? "Mbit/s"
        : "kbit/s";
  return { rate: String(bitsPerSecond / RATE_UNITS[rateUnit]), rateUnit };
}

function actionDraft(action: RuleAction): Partial<RuleDraft> {
  switch (action.do) {
    case "lose":
    case "duplicate":
    case "hold":
      return {};
    case "delay": {
      const { delayNs, jitterNs, keepsOrder } = action;
      return { delayMs: msText(delayNs), jitterMs: msText(jitterNs), keepsOrder };
    }
    case "reorder":
      return { waitMs: msText(action.waitNs) };
    case "corrupt": {
      const { at, checksums } = action;
      if (at === null) return { bitIs: "drawn", checksums };
      return { bitIs: "chosen", offset: String(at.offset), bit: at.bit, checksums };
    }
    case "limit-rate":
      return { ...rateDraft(action.bitsPerSecond), queueKib: String(action.queueBytes / BYTES_PER_KIB) };
    default:
      return action satisfies never;
  }
}

/** The form filled in with what a rule is. */
export function draftOf({ host, filter, pick, action }: WireRule): RuleDraft {
  const draft = { ...FIRST_DRAFT, host, action: action.do, ...pickDraft(pick), ...actionDraft(action) };
  return withFilter(draft, filter);
}
