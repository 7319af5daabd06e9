import { NS_PER_S, TraceLog, traceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimeAxis } from "./time-axis.ts";

const s = (value: number) => traceTime(Math.round(value * NS_PER_S));

/** A trace that opens at 0 and has a note at each of `seconds`. */
function axisWith(seconds: readonly number[]): { axis: TimeAxis; log: TraceLog } {
  const builder = new TraceBuilder();
  for (const at of seconds) {
    builder.later(at * 1_000, () => builder.event({ kind: "note", topic: "test", facts: {} }));
  }
  builder.run();
  const log = new TraceLog();
  log.append(builder.events);
  return { axis: new TimeAxis(log, false), log };
}

describe("a trace without idle stretches", () => {
  it("lies on the line as it was", () => {
    const { axis } = axisWith([1, 2, 3.5]);
    expect(axis.placeOf(s(2.5), s(4))).toBe(s(2.5));
    expect(axis.timeAt(s(2.5), s(4))).toBe(s(2.5));
    expect(axis.folds(s(4))).toEqual([]);
  });
});

describe("an idle stretch", () => {
  it("takes three seconds, and what follows it keeps its length", () => {
    const { axis } = axisWith([1, 11, 12]);
    expect(axis.placeOf(s(11), s(12))).toBe(s(4));
    expect(axis.placeOf(s(6), s(12))).toBe(s(2.5));
    expect(axis.placeOf(s(12), s(12))).toBe(s(5));
    expect(axis.folds(s(12))).toEqual([{ from: s(1), to: s(11), lineFrom: s(1) }]);
  });

  it("that still goes on keeps the newest moment where it is", () => {
    const { axis } = axisWith([1]);
    expect(axis.placeOf(s(20), s(20))).toBe(s(4));
    expect(axis.placeOf(s(600), s(600))).toBe(s(4));
  });
});

it("a stretch in which a frame flies is not idle, however long it takes", () => {
  const b = new TraceBuilder();
  b.delay("client", 8_000);
  b.later(1_000, () => b.segment("client", { flags: ["SYN"], seq: 0 }));
  const { log } = b.run();
  const axis = new TimeAxis(log, false);
  expect(axis.folds(s(9))).toEqual([]);
  expect(axis.placeOf(s(9), s(9))).toBe(s(9));
  expect(axis.folds(s(20))).toEqual([{ from: s(9), to: s(20), lineFrom: s(9) }]);
});

it("goes from time to place and back, without ever turning round, however the events lie", () => {
  const pauses = fc.array(fc.double({ min: 0.001, max: 30, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(pauses, fc.double({ min: 0, max: 1, noNaN: true }), (waits, share) => {
      let at = 0;
      const { axis, log } = axisWith(waits.map((wait) => (at += wait)));
      const now = traceTime(log.latest.t + 10 * NS_PER_S);
      const t = traceTime(Math.round(now * share));
      expect(Math.abs(axis.timeAt(axis.placeOf(t, now), now) - t)).toBeLessThanOrEqual(20);
      expect(axis.placeOf(t, now)).toBeLessThanOrEqual(axis.placeOf(now, now));
    }),
  );
});
