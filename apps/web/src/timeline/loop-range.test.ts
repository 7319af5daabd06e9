import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { LiveSessionBench } from "../session/testing/live-session-bench.ts";
import { firstRange, neighbourTime, playRange, SHORTEST_NS, withEnd } from "./loop-range.ts";
import { timeAxis } from "./time-axis.ts";

const ms = (value: number) => traceTime(Math.round(value * NS_PER_MS));
const story = tcpEchoRun().run(3_000).events;

let bench: LiveSessionBench;
beforeEach(() => {
  bench = new LiveSessionBench();
  bench.server.last.welcome(3_000);
  bench.server.last.batch(story, 3_000);
  bench.frames.frame(0);
});

const line = () => ({ axis: timeAxis(bench.session.log, false), end: ms(5_000) });

describe("the range that a loop begins with", () => {
  it("is the selected frame's flight with a little before and after", () => {
    const [first] = bench.session.log.frames;
    const sent = first?.sent.t ?? 0;
    const range = firstRange(bench.session, { kind: "frame", frame: 1 }, line());
    expect(range).toEqual({ from: sent - ms(3), to: sent + ms(53) });
  });

  it("is what lies around the playhead where nothing is selected, as far as there is a trace", () => {
    bench.session.player.seek(ms(1_000));
    expect(firstRange(bench.session, null, line())).toEqual({ from: ms(600), to: ms(1_400) });
    bench.session.player.seek(ms(0));
    expect(firstRange(bench.session, null, line())).toEqual({ from: ms(0), to: ms(400) });
  });

  it("is never empty, not even at the newest moment", () => {
    bench.session.player.seek(bench.session.now());
    const { from, to } = firstRange(bench.session, { kind: "frame", frame: 999 }, line());
    expect(to - from).toBeGreaterThan(ms(300));
  });
});

it("is played from its beginning", () => {
  playRange(bench.session, { from: ms(500), to: ms(600) });
  expect(bench.session.player.state.mode).toBe("playing");
  expect(bench.session.playhead.t).toBe(ms(500));
});

describe("an end that is moved", () => {
  const range = { from: ms(500), to: ms(600) };
  const now = ms(1_000);

  it("stops before the other end, at the trace's beginning and at its newest moment", () => {
    expect(withEnd(range, "from", ms(900), now).from).toBe(range.to - SHORTEST_NS);
    expect(withEnd(range, "to", ms(100), now).to).toBe(range.from + SHORTEST_NS);
    expect(withEnd(range, "to", ms(9_000), now).to).toBe(now);
  });

  it("goes from event to event by key, and stays where there is none", () => {
    const { log } = bench.session;
    const times = [...new Set(log.events.map(({ t }) => t))];
    for (const [index, t] of times.entries()) {
      expect(neighbourTime(log, t, 1)).toBe(times[index + 1] ?? t);
      expect(neighbourTime(log, t, -1)).toBe(times[index - 1] ?? t);
    }
  });
});
