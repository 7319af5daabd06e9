import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TraceLog } from "./log.ts";
import { reduce, reduceAll } from "./reduce.ts";
import { EMPTY_STATE } from "./state.ts";
import { tcpEchoRun } from "./testing.ts";
import { traceTime } from "./time.ts";
import { TraceError } from "./trace-error.ts";

const run = tcpEchoRun({ input: Array.from({ length: 40 }, (_, index) => `line ${index}`) });
const { events } = run.run();
const end = events.at(-1)?.t ?? 0;

function fromZero(count: number) {
  return events.slice(0, count).reduce(reduce, EMPTY_STATE);
}

describe("TraceLog", () => {
  it("is long enough here to have several checkpoints", () => {
    expect(events.length).toBeGreaterThan(600);
  });

  it("gives for any time the state that reducing from the first event gives, in whatever order one asks", () => {
    const log = new TraceLog();
    log.append(events);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: end }), { minLength: 1, maxLength: 8 }), (times) => {
        for (const t of times) {
          const state = log.seek(traceTime(t));
          expect(state).toEqual(fromZero(events.filter((event) => event.t <= t).length));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("takes a resumed stream that overlaps, and nothing twice", () => {
    const log = new TraceLog();
    log.append(events.slice(0, 100));
    log.append(events.slice(60, 200));
    expect(log.events).toEqual(events.slice(0, 200));
    expect(log.latest).toEqual(fromZero(200));
  });

  it("refuses a gap and keeps what it has", () => {
    const log = new TraceLog();
    log.append(events.slice(0, 10));
    expect(() => log.append(events.slice(11))).toThrow(TraceError);
    expect(log.events.length).toBe(10);
  });

  it("has each program's terminal as it was at any time", () => {
    const log = new TraceLog();
    log.append(events);
    const said = events.filter((event) => event.kind === "program.output" || event.kind === "program.input");
    const half = said[Math.floor(said.length / 2)];
    const program = half?.program ?? 0;
    const until = said.filter((event) => event.program === program && event.t <= (half?.t ?? 0));
    expect(log.said(program, half?.t ?? traceTime(0))).toEqual(until);
  });

  it("joins each call with what came of it", () => {
    const log = new TraceLog();
    log.append(events);
    const finished = log.calls.filter(({ returned }) => returned);
    expect(finished.length).toBeGreaterThan(10);
    for (const { entered, returned } of finished) expect(returned?.call).toBe(entered.call);
  });
});

describe("reduce", () => {
  it("names what a cut trace refers to and does not have", () => {
    const [opened] = events;
    const stray = { seq: 1, t: traceTime(5), kind: "frame.delivered", frame: 7, host: "server" } as const;
    const state = opened ? reduce(EMPTY_STATE, opened) : EMPTY_STATE;
    expect(() => reduce(state, stray)).toThrow(/trace_unknown_reference.*"frame","number":7/);
  });

  it("does not change the state it was given", () => {
    const before = fromZero(300);
    const copy = structuredClone(before);
    events.slice(300, 400).reduce(reduce, before);
    expect(before).toEqual(copy);
  });

  it("gives many events at once what they give one after another, and changes no state handed out before", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: events.length }), { maxLength: 6 }), (cuts) => {
        const bounds = [...cuts, events.length].sort((a, b) => a - b);
        const states = [EMPTY_STATE];
        for (const to of bounds) {
          const before = states.at(-1) ?? EMPTY_STATE;
          states.push(reduceAll(before, events.slice(before.next, to)));
        }
        for (const state of states) expect(state).toEqual(fromZero(state.next));
      }),
      { numRuns: 20 },
    );
  });

  it("keeps the very maps in which nothing changed", () => {
    const before = fromZero(300);
    const after = reduceAll(before, []);
    expect(after.onWire).toBe(before.onWire);
    expect(after.programs).toBe(before.programs);
  });
});
