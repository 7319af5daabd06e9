import { PRESETS } from "@wirestage/protocol";
import type { EventFacts, WireRule } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { handshakeFacts, logOf } from "../../inspector/handshake.fixture.ts";
import { ruleHistory } from "./rule-history.ts";
import { ruleRows, unusedRuleId } from "./rule-rows.ts";

function set(id: string): EventFacts {
  const rule: WireRule = { id, host: null, filter: "", pick: { of: "all" }, action: { do: "lose" } };
  return { kind: "rule.set", rule };
}
function removed(id: string, why: "hand" | "spent" = "hand"): EventFacts {
  return { kind: "rule.removed", id, why };
}
function rowsOf(...facts: EventFacts[]): string[] {
  const log = logOf([...handshakeFacts(), ...facts]);
  return ruleRows(ruleHistory(log), log.latest, new Set()).map(({ rule, status }) => `${rule.id} ${status}`);
}

describe("the rules that a learner sees", () => {
  it("are those in force in their order, then those that were, the last one first", () => {
    const facts = [set("rule-1"), set("rule-2"), set("rule-3"), set("rule-4")];
    expect(rowsOf(...facts, removed("rule-2"), removed("rule-3", "spent"))).toEqual([
      "rule-1 on",
      "rule-4 on",
      "rule-3 done",
      "rule-2 off",
    ]);
  });

  it("show a rule once, however often it was set and removed", () => {
    expect(rowsOf(set("rule-1"), removed("rule-1"), set("rule-1"))).toEqual(["rule-1 on"]);
  });

  it("show a rule of a preset that was switched off only while others of the preset are in force", () => {
    const [first, second] = PRESETS.wifi.rules.map((rule): EventFacts => ({ kind: "rule.set", rule }));
    if (!first || !second) throw new Error("Wi-Fi has fewer rules than expected");
    expect(rowsOf(first, second, removed("wifi-rate"))).toEqual(["wifi-jitter on", "wifi-rate off"]);
    expect(rowsOf(first, second, removed("wifi-rate"), removed("wifi-jitter"))).toEqual([]);
  });

  it("leave out those that the learner has put away", () => {
    const log = logOf([...handshakeFacts(), set("rule-1"), removed("rule-1")]);
    const history = ruleHistory(log);
    expect(ruleRows(history, log.latest, new Set(history.spells))).toEqual([]);
  });

  it("are those of the moment that is looked at, whatever came later", () => {
    const log = logOf([...handshakeFacts(), set("rule-1"), removed("rule-1")]);
    const rows = ruleRows(ruleHistory(log), log.stateAfter(log.events.length - 1), new Set());
    expect(rows.map(({ status }) => status)).toEqual(["on"]);
  });
});

it("a new rule gets an id that none has had", () => {
  const log = logOf([...handshakeFacts(), set("rule-7"), removed("rule-7"), set("wifi-loss")]);
  expect(unusedRuleId(ruleHistory(log))).toBe("rule-8");
});
