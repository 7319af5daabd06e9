import { type FrameEntry, frameAt } from "@wirestage/trace";
import { segmentBytes, type TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import fc from "fast-check";

/** What a hand can do to a trace that has stopped at some time. */
const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant("hold" as const), position: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ act: fc.constantFrom("release", "lose", "repeat", "copy", "inject") }),
    fc.record({ act: fc.constant("alter" as const), offset: fc.nat(53), bit: fc.nat(7) }),
    fc.record({
      act: fc.constant("note" as const),
      topic: fc.string({ unit: "binary", maxLength: 300 }),
      value: fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.boolean(), fc.constant(null)),
    }),
  ),
  { maxLength: 12 },
);
type Act = (typeof acts extends fc.Arbitrary<infer T> ? T : never)[number];

function carryOut(run: TraceBuilder, act: Act): void {
  const frames = [...run.log.latest.onWire.values()];
  const isHeld = (entry: FrameEntry) => frameAt(entry, run.t).fate === "held";
  const held = frames.find(isHeld)?.frame;
  const free = frames.find((entry) => !isHeld(entry))?.frame;
  if (act.act === "note") run.event({ kind: "note", topic: act.topic, facts: { value: act.value } });
  if (act.act === "hold" && free !== undefined) run.hold(free, act.position || 0);
  if (act.act === "release" && held !== undefined) run.release(held, 1);
  if (act.act === "lose" && free !== undefined) run.lose(free);
  if (act.act === "copy" && free !== undefined) run.copy(free);
  if (act.act === "inject") run.inject("client", segmentBytes("client", { flags: ["RST"], seq: 7 }));
  if (act.act === "alter" && free !== undefined) run.alter(free, { ...act, checksums: "left" });
  if (act.act === "repeat" && held !== undefined) run.repeat(held);
}

/** Echo runs of any input and delay, stopped at some time, with whatever hands may have done by then. */
export const anyRun = fc
  .record({
    latencyMs: fc.double({ min: 0.001, max: 99, noNaN: true }),
    input: fc.array(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 3 }),
    stopMs: fc.integer({ min: 0, max: 3000 }),
    acts,
  })
  .map(({ latencyMs, input, stopMs, acts }) => {
    const run = tcpEchoRun({ latencyMs, input }).run(stopMs);
    for (const act of acts) carryOut(run, act);
    return run.events;
  });
