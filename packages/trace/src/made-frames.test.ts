import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfBase64 } from "./call-text.ts";
import { isFrameOrigin } from "./event.ts";
import { frameAt, frameBytesAt, startPosition } from "./frame-entry.ts";
import { datagramBytes, TraceBuilder } from "./testing.ts";
import { NS_PER_MS, type TraceTime, traceTime } from "./time.ts";

const LATENCY_MS = 100;
const HELLO = datagramBytes("client", { payload: "hello" });
const LAST = HELLO.length - 1;

function ms(count: number): TraceTime {
  return traceTime(count * NS_PER_MS);
}

/** A lab whose client sends with a latency of 100 ms. */
function labWithLatency(): TraceBuilder {
  const lab = new TraceBuilder();
  lab.delay("client", LATENCY_MS);
  return lab;
}

function entry(lab: TraceBuilder, frame: number) {
  const found = lab.log.frames[frame - 1];
  if (!found) throw new Error(`no frame ${frame}`);
  return found;
}

function place(lab: TraceBuilder, frame: number, t: TraceTime) {
  return frameAt(entry(lab, frame), t);
}

/** The last character that a frame carries at `t`. */
function lastCharacter(lab: TraceBuilder, frame: number, t: TraceTime): string {
  const bytes = bytesOfBase64(frameBytesAt(entry(lab, frame), t));
  return String.fromCharCode(bytes[LAST] ?? 0);
}

describe("a copy", () => {
  it("of a flying frame is nowhere before it was made, then flies beside it and arrives right after it", () => {
    const lab = labWithLatency();
    const original = lab.frame("client", HELLO);
    const copy = lab.run(40).copy(original);
    lab.run();
    expect(place(lab, copy, ms(39))).toEqual({ fate: "unsent" });
    expect(startPosition(entry(lab, copy))).toBe(0.4);
    for (const t of [40, 70, 99]) expect(place(lab, copy, ms(t))).toEqual(place(lab, original, ms(t)));
    const arrivals = lab.events.filter((event) => event.kind === "frame.delivered");
    expect(arrivals.map(({ frame }) => frame)).toEqual([original, copy]);
  });

  it("of a held frame is held in the same place, and may be released first", () => {
    const lab = labWithLatency();
    const original = lab.frame("client", HELLO);
    lab.run(50).hold(original, 0.5);
    const copy = lab.copy(original);
    expect(place(lab, copy, ms(50))).toMatchObject({ fate: "held", position: 0.5, since: ms(50) });
    lab.release(copy, 50);
    lab.run();
    expect(place(lab, copy, ms(75))).toMatchObject({ fate: "flying", position: 0.75 });
    expect([...lab.log.latest.onWire.keys()]).toEqual([original]);
  });

  it("of an altered frame has the altered bytes, and is not altered with it later", () => {
    const lab = labWithLatency();
    const original = lab.frame("client", HELLO);
    lab.alter(original, { offset: LAST, bit: 0, checksums: "left" });
    const copy = lab.copy(original);
    lab.alter(original, { offset: LAST, bit: 1, checksums: "left" });
    expect([original, copy].map((frame) => lastCharacter(lab, frame, lab.t))).toEqual(["l", "n"]);
  });

  it("is no repeat of its original", () => {
    const lab = labWithLatency();
    const original = lab.frame("client", HELLO);
    lab.hold(original);
    lab.copy(original);
    expect(entry(lab, original).repeats).toEqual([]);
  });
});

describe("an altered frame", () => {
  it("has other bytes from then on, at any time one asks, and stays where it is", () => {
    const lab = labWithLatency();
    const frame = lab.frame("client", HELLO);
    lab.run(20).alter(frame, { offset: LAST, bit: 0, checksums: "mended" });
    lab.run(60).hold(frame, 0.6);
    lab.run(70).alter(frame, { offset: LAST, bit: 1, checksums: "left" });
    expect([0, 19, 20, 69, 70, 500].map((t) => lastCharacter(lab, frame, ms(t)))).toEqual([..."oonnll"]);
    expect(place(lab, frame, ms(40))).toMatchObject({ fate: "flying", position: 0.4 });
    expect(place(lab, frame, ms(80))).toMatchObject({ fate: "held", since: ms(60) });
  });
});

describe("an injected frame", () => {
  it("comes to be half-way and flies the other half", () => {
    const lab = labWithLatency();
    lab.run(10);
    const frame = lab.inject("client", HELLO);
    lab.run();
    expect(place(lab, frame, ms(9))).toEqual({ fate: "unsent" });
    expect(place(lab, frame, ms(10))).toMatchObject({ fate: "flying", position: 0.5 });
    expect(place(lab, frame, ms(35))).toMatchObject({ fate: "flying", position: 0.75 });
    expect(place(lab, frame, ms(60))).toEqual({ fate: "delivered", at: ms(60) });
    expect(lab.events.at(-1)).toMatchObject({ kind: "frame.delivered", host: "server" });
  });
});

const deeds = fc.array(
  fc.record({
    act: fc.constantFrom("send", "copy", "inject", "alter", "hold", "release", "lose", "repeat", "wait"),
    n: fc.nat(20),
  }),
  { maxLength: 60 },
);
type Deed = (typeof deeds extends fc.Arbitrary<readonly (infer T)[]> ? T : never)["act"];

function carryOut(lab: TraceBuilder, act: Deed, n: number): void {
  const onWire = [...lab.log.latest.onWire.values()];
  const any = onWire[n % Math.max(1, onWire.length)]?.frame;
  const isHeld = any !== undefined && place(lab, any, lab.t).fate === "held";
  if (act === "send") lab.frame("client", HELLO);
  if (act === "inject") lab.inject("server", HELLO);
  if (act === "wait") lab.run(lab.t / NS_PER_MS + n);
  if (any === undefined) return;
  if (act === "copy") lab.copy(any);
  if (act === "alter") lab.alter(any, { offset: n, bit: n % 8, checksums: "left" });
  if (act === "lose") lab.lose(any);
  if (act === "hold" && !isHeld) lab.hold(any);
  if (act === "release" && isHeld) lab.release(any, n);
  if (act === "repeat" && isHeld) lab.repeat(any);
}

describe("frames are conserved", () => {
  it("whatever is done to them: sent, copied and injected are delivered, lost or on the wire", () => {
    fc.assert(
      fc.property(deeds, (all) => {
        const lab = labWithLatency();
        for (const { act, n } of all) carryOut(lab, act, n);
        const origins = lab.events.filter(isFrameOrigin);
        const ends = lab.events.filter(({ kind }) => kind === "frame.delivered" || kind === "frame.lost");
        expect(origins.length).toBe(ends.length + lab.log.latest.onWire.size);
        expect(origins.map(({ frame }) => frame)).toEqual(origins.map((_, index) => index + 1));
        expect(lab.log.frames.map(({ sent }) => sent)).toEqual(origins);
      }),
    );
  });
});
