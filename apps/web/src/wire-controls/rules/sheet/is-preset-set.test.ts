import { PRESETS, PresetName } from "@wirestage/protocol";
import type { EventFacts } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { LAB_OPENED, logOf } from "../../../inspector/handshake.fixture.ts";
import { isPresetSet } from "./is-preset-set.ts";

function factsOf(name: PresetName): EventFacts[] {
  const { delayNs, rules } = PRESETS[name];
  const delays = ["client", "server"].map(
    (host): EventFacts => ({ kind: "rule.changed", host, rule: "delay", from: null, to: delayNs }),
  );
  return [LAB_OPENED, ...delays, ...rules.map((rule): EventFacts => ({ kind: "rule.set", rule }))];
}

function setIn(facts: readonly EventFacts[]): PresetName[] {
  const { latest } = logOf([...facts]);
  return PresetName.options.filter((name) => isPresetSet(name, latest));
}

describe("whether the wire is as a preset makes it", () => {
  it.each(PresetName.options)("%s, and no other one", (name) => {
    expect(setIn(factsOf(name))).toEqual([name]);
  });

  it("not once a rule of it is gone, another was added, or the delay is another", () => {
    const wifi = factsOf("wifi");
    const [first] = PRESETS.mobile.rules;
    expect(setIn([...wifi, { kind: "rule.removed", id: "wifi-loss", why: "hand" }])).toEqual([]);
    expect(first && setIn([...wifi, { kind: "rule.set", rule: first }])).toEqual([]);
    expect(setIn([...wifi, { kind: "rule.changed", host: "client", rule: "delay", from: 1, to: 7 }])).toEqual(
      [],
    );
  });
});
