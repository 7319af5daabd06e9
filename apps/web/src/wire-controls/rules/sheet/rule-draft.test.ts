import { PRESETS, PresetName } from "@wirestage/protocol";
import { NS_PER_MS, type WireRule } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import {
  composeRule,
  draftOf,
  FIRST_DRAFT,
  type RuleDraft,
  withFilter,
  withFrames,
  withLongerThan,
} from "./rule-draft.ts";

const OTHERS: readonly WireRule[] = [
  {
    id: "r",
    host: "server",
    filter: "tcp.port == 80",
    pick: { of: "every", nth: 3 },
    action: { do: "corrupt", at: { offset: 54, bit: 7 }, checksums: "mended" },
  },
  { id: "r", host: null, filter: "frame.len > 100", pick: { of: "next", count: 2 }, action: { do: "hold" } },
  {
    id: "r",
    host: "client",
    filter: "",
    pick: { of: "all" },
    action: { do: "limit-rate", bitsPerSecond: 1_500_000_000, queueBytes: 1_514 },
  },
];
const RULES = [...PresetName.options.flatMap((name) => PRESETS[name].rules), ...OTHERS];

function fieldsOf(part: Partial<RuleDraft>): string[] {
  const composed = composeRule({ ...FIRST_DRAFT, ...part }, "rule-1");
  return composed.ok ? [] : [...composed.fields];
}

describe("the form for a rule", () => {
  it.each(RULES)("filled in with a rule ($action.do, $pick.of) is that rule again", (rule) => {
    expect(composeRule(draftOf(rule), rule.id)).toEqual({ ok: true, rule });
  });

  it("as it opens stands for a rule: the next SYN-ACK is lost", () => {
    expect(composeRule(FIRST_DRAFT, "rule-1")).toEqual({
      ok: true,
      rule: {
        id: "rule-1",
        host: null,
        filter: "tcp.flags.syn == 1 && tcp.flags.ack == 1",
        pick: { of: "next", count: 1 },
        action: { do: "lose" },
      },
    });
  });

  it("takes a decimal comma as a point", () => {
    const composed = composeRule({ ...FIRST_DRAFT, action: "delay", delayMs: "1,5" }, "rule-1");
    expect(composed.ok && composed.rule.action).toMatchObject({ delayNs: 1.5 * NS_PER_MS });
  });

  it.each<[Partial<RuleDraft>, string]>([
    [{ count: "0" }, "count"],
    [{ count: "" }, "count"],
    [{ pick: "every", nth: "1" }, "nth"],
    [{ pick: "share", percent: "101" }, "percent"],
    [{ action: "delay", delayMs: "120001" }, "delayMs"],
    [{ action: "delay", jitterMs: "-1" }, "jitterMs"],
    [{ action: "reorder", waitMs: "soon" }, "waitMs"],
    [{ action: "corrupt", bitIs: "chosen", offset: "1514" }, "offset"],
    [{ action: "limit-rate", rate: "0" }, "rate"],
    [{ action: "limit-rate", queueKib: "1" }, "queueKib"],
    [{ frames: "longer", longerThan: "x" }, "longerThan"],
  ])("says which field holds what no rule takes: %j", (part, field) => {
    expect(fieldsOf(part)).toEqual([field]);
  });

  it("does not mind what stands in fields that the chosen action has no use for", () => {
    expect(fieldsOf({ rate: "", pick: "all", count: "" })).toEqual([]);
  });

  it("frames chosen by name bring their filter, and a filter typed finds its name", () => {
    const fin = withFrames(FIRST_DRAFT, "fin");
    expect(fin.filter).toBe("tcp.flags.fin == 1");
    expect(withFilter(fin, "tcp.len > 0").frames).toBe("data");
    expect(withFilter(fin, "tcp.len > 1").frames).toBe("matching");
    expect(withLongerThan(fin, "200").filter).toBe("frame.len > 200");
    expect(withFilter(fin, "frame.len > 64").longerThan).toBe("64");
  });
});
