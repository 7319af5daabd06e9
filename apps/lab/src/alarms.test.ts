import { monotonicNow } from "@wirestage/linux";
import { beforeEach, describe, expect, it } from "vitest";
import { Alarms } from "./alarms.ts";

let deadlines: (bigint | null)[];
let alarms: Alarms;
let rung: string[];

beforeEach(() => {
  deadlines = [];
  rung = [];
  alarms = new Alarms((at) => deadlines.push(at));
});

const past = (ns: number) => monotonicNow() - BigInt(ns);
const future = (ns: number) => monotonicNow() + BigInt(ns);

describe("Alarms", () => {
  it("ring once, the earliest first, and never before their time", () => {
    alarms.at(future(60e9), () => rung.push("later"));
    const t = past(1000);
    alarms.at(t + 1n, () => rung.push("second"));
    alarms.at(t, () => rung.push("first"));
    alarms.ring();
    alarms.ring();
    expect(rung).toEqual(["first", "second"]);
  });

  it("let the others of the process have their turn before an alarm rings that was set while ringing", () => {
    const again = () => {
      rung.push("again");
      if (rung.length < 5) alarms.at(past(1e9), again);
    };
    alarms.at(past(1e9), again);
    alarms.ring();
    expect(rung).toEqual(["again"]);
    expect(deadlines.at(-1)).toBeLessThan(monotonicNow());
    alarms.ring();
    expect(rung).toEqual(["again", "again"]);
  });

  it("do not ring once cancelled, also by an alarm of the same moment", () => {
    const t = past(1000);
    alarms.at(t, () => second.cancel());
    const second = alarms.at(t + 1n, () => rung.push("second"));
    alarms.ring();
    expect(rung).toEqual([]);
    expect(deadlines.at(-1)).toBeNull();
  });

  it("keep nothing of the alarms that were cancelled long before their time", () => {
    const last = alarms.at(future(60e9), () => {});
    for (let count = 0; count < 10_000; count++) alarms.at(future(120e9), () => {}).cancel();
    expect(alarms.size).toBeLessThan(100);
    last.cancel();
  });
});
