import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FrameEntry,
  frameAt,
  frameEnd,
  frameEntry,
  repeatsAt,
  withFate,
  withRepeat,
} from "./frame-entry.ts";
import { traceTime } from "./time.ts";

const hand = { by: "hand" } as const;
const fact = { frame: 1, host: "client" } as const;

function sent(t: number, due: number): FrameEntry {
  return frameEntry({
    ...fact,
    kind: "frame.sent",
    seq: 1,
    t: traceTime(t),
    bytes: "",
    length: 60,
    due: traceTime(due),
    cause: { by: "kernel" },
  });
}

function held(entry: FrameEntry, t: number, position: number): FrameEntry {
  return withFate(entry, { ...fact, kind: "frame.held", seq: 2, t: traceTime(t), by: hand, position });
}

function released(entry: FrameEntry, t: number, due: number): FrameEntry {
  return withFate(entry, {
    ...fact,
    kind: "frame.released",
    seq: 3,
    t: traceTime(t),
    by: hand,
    due: traceTime(due),
  });
}

function rescheduled(entry: FrameEntry, t: number, position: number, due: number): FrameEntry {
  return withFate(entry, {
    ...fact,
    kind: "frame.rescheduled",
    seq: 3,
    t: traceTime(t),
    by: hand,
    position,
    due: traceTime(due),
  });
}

function delivered(entry: FrameEntry, t: number): FrameEntry {
  return withFate(entry, { ...fact, host: "server", kind: "frame.delivered", seq: 4, t: traceTime(t) });
}

describe("frameAt", () => {
  it("is nowhere before it was sent", () => {
    expect(frameAt(sent(100, 200), traceTime(99))).toEqual({ fate: "unsent" });
  });

  it("flies at even speed towards the time it is due, and waits there for its delivery", () => {
    const entry = sent(100, 200);
    expect(frameAt(entry, traceTime(150))).toMatchObject({ fate: "flying", position: 0.5 });
    expect(frameAt(entry, traceTime(300))).toMatchObject({ fate: "flying", position: 1 });
  });

  it("stays where it was stopped, then goes on from there", () => {
    const entry = released(held(sent(0, 100), 40, 0.4), 1000, 1060);
    expect(frameAt(entry, traceTime(39))).toMatchObject({ fate: "flying", position: 0.39 });
    expect(frameAt(entry, traceTime(900))).toEqual({ fate: "held", position: 0.4, since: 40, by: hand });
    expect(frameAt(entry, traceTime(1030))).toMatchObject({ fate: "flying", position: 0.7 });
  });

  it("goes on from where it was when it was rescheduled, faster or more slowly, with no jump", () => {
    const later = rescheduled(sent(0, 100), 40, 0.4, 160);
    expect([39, 40, 100, 160].map((t) => frameAt(later, traceTime(t)))).toMatchObject([
      { fate: "flying", position: 0.39, due: 100 },
      { fate: "flying", position: 0.4, due: 160 },
      { fate: "flying", position: 0.7, due: 160 },
      { fate: "flying", position: 1, due: 160 },
    ]);
    const sooner = rescheduled(later, 100, 0.7, 110);
    expect(frameAt(sooner, traceTime(105))).toMatchObject({ position: 0.85, due: 110 });
    expect(frameAt(sooner, traceTime(39))).toEqual(frameAt(later, traceTime(39)));
  });

  it("is stopped on its new way, and goes on from there", () => {
    const entry = released(held(rescheduled(sent(0, 100), 40, 0.4, 160), 100, 0.7), 500, 530);
    expect(frameAt(entry, traceTime(300))).toMatchObject({ fate: "held", position: 0.7 });
    expect(frameAt(entry, traceTime(515))).toMatchObject({ fate: "flying", position: 0.85 });
  });

  it("tells of its end only from then on", () => {
    const entry = delivered(sent(0, 100), 103);
    expect(frameAt(entry, traceTime(102))).toMatchObject({ fate: "flying" });
    expect(frameAt(entry, traceTime(103))).toEqual({ fate: "delivered", at: 103 });
    expect(frameEnd(entry)?.kind).toBe("frame.delivered");
  });

  it("never goes backwards, whatever was done to it", () => {
    const steps = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }),
        ([a = 1, b = 1, c = 1], times) => {
          const stop = a / (a + b);
          const entry = released(held(sent(0, a + b), a, stop), a + c, a + c + b);
          const places = [...times].sort((x, y) => x - y).map((t) => frameAt(entry, traceTime(t)));
          const positions = places.map((place) => ("position" in place ? place.position : 0));
          expect(positions).toEqual([...positions].sort((x, y) => x - y));
        },
      ),
    );
  });
});

describe("a frame whose time is changed as a lab changes it", () => {
  it("is at every moment where it was on the way that it had then", () => {
    const change = fc.record({
      after: fc.integer({ min: 1, max: 50 }),
      more: fc.integer({ min: 0, max: 200 }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let entry = sent(0, 100);
        let t = 0;
        for (const { after, more } of changes) {
          t += after;
          const place = frameAt(entry, traceTime(t));
          if (place.fate !== "flying") throw new Error("it flies all the time");
          const changed = rescheduled(entry, t, place.position, Math.max(t, place.due) + more);
          expect(frameAt(changed, traceTime(t))).toMatchObject({ position: place.position });
          expect(frameAt(changed, traceTime(t - 1))).toEqual(frameAt(entry, traceTime(t - 1)));
          entry = changed;
        }
      }),
    );
  });
});

describe("repeatsAt", () => {
  it("counts what the kernel had sent again by then", () => {
    const lost = {
      frame: 2,
      host: "client",
      kind: "frame.lost",
      seq: 5,
      by: { by: "repeat", of: 1 },
      position: 0,
    } as const;
    const once = withRepeat(held(sent(0, 10), 5, 0.5), { ...lost, t: traceTime(1000) });
    const entry = withRepeat(once, { ...lost, frame: 3, t: traceTime(2000) });
    expect([999, 1000, 2500].map((t) => repeatsAt(entry, traceTime(t)))).toEqual([0, 1, 2]);
  });
});
