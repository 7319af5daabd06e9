import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { IdleGaps } from "./idle-gaps.ts";

const ms = (value: number) => traceTime(value * NS_PER_MS);

function gapsOf(builder: TraceBuilder): IdleGaps {
  const gaps = new IdleGaps();
  for (const event of builder.events) gaps.push(event);
  return gaps;
}

describe("idle gaps", () => {
  it("a frame in flight is not idle time, however long it flies", () => {
    const b = new TraceBuilder();
    b.delay("client", 5000);
    b.later(100, () => b.segment("client", { flags: ["SYN"], seq: 0 }));
    const gaps = gapsOf(b.run());
    expect(gaps.gaps).toEqual([]);
    expect(gaps.first).toBe(ms(100));
    expect(gaps.idleSince(ms(3000))).toBeNull();
    expect(gaps.idleSince(ms(9000))).toBe(ms(5100));
  });

  it("a held frame does not move, so that time passes idle until its release", () => {
    const b = new TraceBuilder();
    b.delay("client", 100);
    b.segment("client", { flags: ["SYN"], seq: 0 });
    b.run(50).hold(1);
    b.run(4050);
    b.release(1, 50);
    const gaps = gapsOf(b.run());
    expect(gaps.gaps).toEqual([{ from: ms(50), to: ms(4050) }]);
    expect(gaps.idleSince(ms(2000))).toBe(ms(50));
  });

  it("what the ladder does not draw ends no gap", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    b.return(b.enter(program, "client", "socket", [], 1));
    b.later(1000, () => b.event({ kind: "program.line", program, line: 2 }));
    b.later(2000, () => b.return(b.enter(program, "client", "connect", [], 2)));
    expect(gapsOf(b.run()).gaps).toEqual([{ from: ms(0), to: ms(2000) }]);
  });

  it("repeats that the hold swallows end no gap: they are counted on the frame that is held", () => {
    const b = new TraceBuilder();
    b.delay("client", 100);
    b.segment("client", { flags: ["SYN"], seq: 0 });
    b.run(50).hold(1);
    b.later(1000, () => {
      const sent = { frame: 2, host: "client", bytes: "", length: 74, due: null } as const;
      b.event({ kind: "frame.sent", ...sent, cause: { by: "timer", timer: "retransmit", socket: 1 } });
      b.event({ kind: "frame.lost", frame: 2, host: "client", by: { by: "repeat", of: 1 }, position: 0 });
    });
    const gaps = gapsOf(b.run(3000));
    expect(gaps.gaps).toEqual([]);
    expect(gaps.idleSince(ms(2900))).toBe(ms(50));
  });
});
