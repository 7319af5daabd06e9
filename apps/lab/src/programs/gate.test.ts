import { type EventFacts, traceTime } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { Gate } from "./gate.ts";

let told: EventFacts["kind"][];
let passed: number;
/** Ends of the pauses at the pace of the run that have begun. */
let pacing: (() => void)[];
let counted: number;

const port = {
  append: (facts: EventFacts) => {
    told.push(facts.kind);
    return traceTime(0);
  },
  pause: () => new Promise<void>((resolve) => pacing.push(resolve)),
};

beforeEach(() => {
  told = [];
  passed = 0;
  pacing = [];
  counted = 0;
});

function gateAt(paceMs: number): Gate {
  return new Gate({ program: 1, paceMs }, port, {
    call: () => {
      counted += 1;
    },
  });
}

/** A program that makes its next call, and one after it as soon as it may. */
function arrive(gate: Gate): void {
  gate.pass().then(() => {
    passed += 1;
  });
}

/** All microtasks that are due have run. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("Gate", () => {
  it("lets a call pass at full speed at once, and at a pace when its time is over", async () => {
    arrive(gateAt(0));
    await settled();
    expect(passed).toBe(1);
    arrive(gateAt(100));
    await settled();
    expect(passed).toBe(1);
    pacing[0]?.();
    await settled();
    expect(passed).toBe(2);
  });

  it("holds a program that was paused while it rested at its pace, although its time is over", async () => {
    const gate = gateAt(100);
    arrive(gate);
    await settled();
    gate.pause();
    pacing[0]?.();
    await settled();
    expect(passed).toBe(0);
    gate.resume();
    await settled();
    expect(passed).toBe(1);
    expect(told).toEqual(["program.paused", "program.resumed"]);
  });

  it("lets one call go with each step, and stays paused", async () => {
    const gate = gateAt(0);
    gate.pause();
    for (const expected of [1, 2]) {
      arrive(gate);
      await settled();
      expect(passed).toBe(expected - 1);
      gate.step();
      await settled();
      expect(passed).toBe(expected);
    }
    expect(told).toEqual(["program.paused"]);
  });

  it("a step pauses a program that runs, and is no leave for a call that comes later", async () => {
    const gate = gateAt(0);
    gate.step();
    arrive(gate);
    await settled();
    expect(passed).toBe(0);
    expect(told).toEqual(["program.paused"]);
  });

  it("answers that there was nothing to resume where it was not paused", () => {
    expect(gateAt(0).resume()).toBe(false);
    expect(told).toEqual([]);
  });

  it("lets nothing pass once it is closed, whatever is pressed", async () => {
    const gate = gateAt(100);
    arrive(gate);
    await settled();
    gate.pause();
    gate.close();
    gate.step();
    expect(gate.resume()).toBe(false);
    pacing[0]?.();
    arrive(gate);
    await settled();
    expect(passed).toBe(0);
  });

  it("counts each call, and lets the one not pass for which the program is ended", async () => {
    const atOnce = { ...port, pause: () => Promise.resolve() };
    const quota = {
      call: () => {
        counted += 1;
        if (counted > 2) gate.close();
      },
    };
    const gate: Gate = new Gate({ program: 1, paceMs: 0 }, atOnce, quota);
    for (let count = 0; count < 4; count++) arrive(gate);
    await settled();
    expect([passed, counted]).toEqual([2, 3]);
  });
});
