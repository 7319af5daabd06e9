import type { EventFacts, WireRule } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { handshakeFacts, logOf } from "../../inspector/handshake.fixture.ts";
import { actsWithin, ruleHistory } from "./rule-history.ts";

const RULE: WireRule = {
  id: "rule-1",
  host: null,
  filter: "",
  pick: { of: "all" },
  action: { do: "reorder", waitNs: 1 },
};
const SET: EventFacts = { kind: "rule.set", rule: RULE };
const BY = { by: "rule", rule: "rule-1" } as const;

function held(frame: number): EventFacts {
  return { kind: "frame.held", frame, host: "client", by: BY, position: 0.5 };
}

describe("the history of a wire's rules", () => {
  it("counts a frame that a rule stopped and let go as one that it acted on", () => {
    const facts = [...handshakeFacts(), SET, held(1)];
    const due = logOf(facts).latest.t;
    const log = logOf([...facts, { kind: "frame.released", frame: 1, host: "client", by: BY, due }, held(2)]);
    const spell = ruleHistory(log).at("rule-1", log.latest.next);
    expect(spell && actsWithin(spell, log.latest.next)).toBe(2);
    expect(spell && actsWithin(spell, facts.length)).toBe(1);
  });

  it("counts at every event the frames acted on before it", () => {
    const begin = [...handshakeFacts(), SET];
    const log = logOf([...begin, held(1), held(2), held(3)]);
    const [spell] = ruleHistory(log).spells;
    const counts = [0, 1, 2, 3, 9].map((more) => spell && actsWithin(spell, begin.length + more));
    expect(counts).toEqual([0, 1, 2, 3, 3]);
  });

  it("knows a rule that was set anew under its id as it stood at either time, and counts it anew", () => {
    const other: WireRule = { ...RULE, action: { do: "hold" } };
    const facts: EventFacts[] = [...handshakeFacts(), SET, held(1), { kind: "rule.set", rule: other }];
    const log = logOf(facts);
    const history = ruleHistory(log);
    const first = handshakeFacts().length;
    expect(history.at("rule-1", first)?.rule).toEqual(RULE);
    expect(history.at("rule-1", first)?.end).toEqual({ seq: first + 2, why: "replaced" });
    expect(history.at("rule-1", first + 2)?.rule).toEqual(other);
    expect(history.at("rule-1", first + 2)?.acts).toEqual([]);
  });

  it("tells why a rule is no longer in force", () => {
    const log = logOf([...handshakeFacts(), SET, { kind: "rule.removed", id: "rule-1", why: "spent" }]);
    expect(ruleHistory(log).spells.map(({ end }) => end?.why)).toEqual(["spent"]);
  });

  it("knows no rule before it was set", () => {
    const log = logOf([...handshakeFacts(), SET]);
    expect(ruleHistory(log).at("rule-1", 0)).toBeUndefined();
  });
});
