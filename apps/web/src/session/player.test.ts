import { NS_PER_MS, type TraceEvent, TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { TracePlayer } from "./player.ts";
import { AnimatedPlayhead } from "./playhead.ts";
import { FakeFrames } from "./testing/fake-frames.ts";

const ms = (value: number): TraceTime => traceTime(Math.round(value * NS_PER_MS));

/** A run of 50 ms latency; its SYN is sent at 520 ms, between calls that are 100 ms apart. */
const story = tcpEchoRun().run(3_000).events;

class Bench {
  readonly frames = new FakeFrames();
  readonly log = new TraceLog();
  growing = true;
  edge = ms(0);
  readonly playhead: AnimatedPlayhead = new AnimatedPlayhead(this.frames.request, (elapsed) =>
    this.player.advance(elapsed),
  );
  readonly player = new TracePlayer(
    { log: this.log, growing: () => this.growing, edge: () => this.edge },
    this.playhead,
  );

  until(t: TraceTime): this {
    this.log.append(story.filter((event) => event.t <= t));
    this.edge = t;
    return this;
  }
}

function at(events: readonly TraceEvent[], index: number): TraceEvent {
  const event = events.at(index);
  if (!event) throw new RangeError(`no event ${index}`);
  return event;
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

describe("live", () => {
  it("follows the newest moment frame by frame", () => {
    bench.until(ms(600));
    bench.playhead.wake();
    bench.frames.frame(16);
    expect(bench.playhead.t).toBe(ms(600));
    bench.edge = ms(616);
    bench.frames.frame(16);
    expect(bench.playhead.t).toBe(ms(616));
    expect(bench.player.state.mode).toBe("live");
  });

  it("stays where it is on pause, and asks for no more frames", () => {
    bench.until(ms(600));
    bench.playhead.wake();
    bench.frames.frame(16);
    bench.player.pause();
    bench.edge = ms(900);
    bench.frames.frames(3, 16);
    expect(bench.playhead.t).toBe(ms(600));
    expect(bench.player.state.mode).toBe("paused");
    expect(bench.frames.wanted).toBe(false);
  });

  it("becomes slow motion when the speed is set below real time", () => {
    bench.until(ms(530));
    bench.playhead.wake();
    bench.frames.frame(16);
    bench.until(ms(900));
    bench.player.setSpeed(0.1);
    bench.frames.frame(100);
    expect(bench.player.state).toEqual({ mode: "playing", speed: 0.1 });
    expect(bench.playhead.t).toBe(ms(540));
  });

  it("goes to the end and pauses when the trace has ended", () => {
    bench.until(ms(600));
    bench.playhead.wake();
    bench.frames.frame(16);
    bench.growing = false;
    bench.edge = ms(650);
    bench.frames.frames(2, 16);
    expect(bench.playhead.t).toBe(ms(650));
    expect(bench.player.state.mode).toBe("paused");
  });
});

describe("playing the past", () => {
  it("moves by real time times speed", () => {
    bench.until(ms(2_000)).player.seek(ms(500));
    bench.player.setSpeed(0.05);
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frames(10, 20);
    expect(bench.playhead.t).toBe(ms(510));
  });

  it("goes on where it was after a page that was hidden for an hour", () => {
    bench.until(ms(2_000)).player.seek(ms(500));
    bench.player.setSpeed(0.05);
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(3_600_000);
    expect(bench.playhead.t).toBeLessThan(ms(520));
  });

  it("becomes live at real time once all that happened has been shown", () => {
    const last = at(bench.until(ms(3_000)).log.events, -1);
    bench.edge = ms(60_000);
    bench.player.seek(traceTime(last.t - NS_PER_MS));
    bench.player.play();
    bench.frames.frame(0);
    expect(bench.player.state).toEqual({ mode: "playing", speed: 1 });
    bench.frames.frame(16);
    expect(bench.player.state.mode).toBe("live");
    expect(bench.playhead.t).toBe(ms(60_000));
  });

  it("shows a frame's flight to its end before it becomes live", () => {
    bench.until(ms(530)).player.seek(ms(525));
    bench.edge = ms(560);
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(16);
    expect(bench.playhead.t).toBe(ms(541));
    expect(bench.player.state.mode).toBe("playing");
  });

  it("waits at the newest moment in slow motion and plays what comes then slowly", () => {
    bench.until(ms(515)).player.seek(ms(510));
    bench.player.setSpeed(0.1);
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(10);
    expect(bench.playhead.t).toBe(ms(515));
    expect(bench.player.state.mode).toBe("playing");
    bench.until(ms(600));
    bench.frames.frame(100);
    expect(bench.playhead.t).toBe(ms(525));
  });

  it("pauses at the end of a trace that has ended, and play starts it over", () => {
    bench.until(ms(600)).growing = false;
    bench.player.seek(ms(595));
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(16);
    expect(bench.playhead.t).toBe(ms(600));
    expect(bench.player.state.mode).toBe("paused");
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(16);
    expect(bench.playhead.t).toBe(ms(16));
  });
});

describe("seek", () => {
  it("pauses and never leaves the trace", () => {
    bench.until(ms(600)).player.seek(ms(5_000));
    expect(bench.playhead.t).toBe(ms(600));
    expect(bench.player.state.mode).toBe("paused");
    bench.player.seek(ms(20));
    expect(bench.playhead.t).toBe(ms(20));
  });

  it("tells listeners once per frame, and nobody when nothing moved", () => {
    bench.until(ms(600));
    const heard: number[] = [];
    bench.playhead.subscribe((t) => heard.push(t));
    bench.player.seek(ms(100));
    bench.player.seek(ms(200));
    bench.frames.frame(16);
    bench.player.seek(ms(200));
    bench.frames.frame(16);
    expect(heard).toEqual([ms(200)]);
  });
});

describe("step", () => {
  it("goes exactly one event on and back through the whole trace", () => {
    bench.until(ms(3_000)).player.seek(ms(0));
    const { events } = bench.log;
    const first = bench.log.countAt(ms(0));
    for (let count = first + 1; count <= events.length; count += 1) {
      bench.player.step(1);
      expect([bench.playhead.count, bench.playhead.t]).toEqual([count, at(events, count - 1).t]);
    }
    bench.player.step(1);
    expect(bench.playhead.count).toBe(events.length);
    for (let count = events.length - 1; count >= 1; count -= 1) {
      bench.player.step(-1);
      expect(bench.playhead.count).toBe(count);
    }
    bench.player.step(-1);
    expect(bench.playhead.count).toBe(1);
  });

  it("pauses what is live", () => {
    bench.until(ms(600));
    bench.playhead.wake();
    bench.frames.frame(16);
    bench.player.step(-1);
    expect(bench.player.state.mode).toBe("paused");
    expect(bench.playhead.count).toBe(bench.log.events.length - 1);
  });
});

describe("back to live", () => {
  it("leaps to the newest moment at real time", () => {
    bench.until(ms(2_000)).player.seek(ms(100));
    bench.player.setSpeed(0.01);
    bench.player.goLive();
    expect(bench.playhead.t).toBe(ms(2_000));
    expect(bench.player.state.mode).toBe("live");
    expect(bench.player.speed).toBe(1);
  });

  it("goes to the end where the trace has ended", () => {
    bench.until(ms(2_000)).growing = false;
    bench.player.seek(ms(100));
    bench.player.goLive();
    expect(bench.playhead.t).toBe(ms(2_000));
    expect(bench.player.state.mode).toBe("paused");
  });
});

describe("a loop", () => {
  const range = { from: ms(500), to: ms(540) };

  it("is played to its last moment and then from its beginning, also by who starts outside of it", () => {
    bench.until(ms(2_000)).player.seek(ms(900));
    bench.player.setLoop(range);
    bench.player.play();
    const seen: number[] = [];
    bench.playhead.subscribe((t) => seen.push(t / NS_PER_MS));
    bench.frames.frame(0);
    bench.frames.frames(6, 16);
    expect(seen).toEqual([500, 516, 532, 540, 500, 516, 532]);
    expect(bench.player.state.mode).toBe("playing");
  });

  it("stays through pausing and seeking, and ends by going live", () => {
    bench.until(ms(2_000)).player.setLoop(range);
    bench.player.seek(ms(900));
    bench.player.pause();
    expect(bench.player.loop).toEqual(range);
    bench.player.goLive();
    expect(bench.player.loop).toBeNull();
    expect(bench.player.state.mode).toBe("live");
  });

  it("reaches no further than the trace, and is none where nothing is left of it", () => {
    bench.until(ms(520)).player.setLoop(range);
    expect(bench.player.loop).toEqual({ from: ms(500), to: ms(520) });
    bench.player.setLoop({ from: ms(700), to: ms(900) });
    expect(bench.player.loop).toBeNull();
  });
});

describe("idle time that is cut", () => {
  const idle = { from: ms(1_000), to: ms(9_000) };
  beforeEach(() => {
    bench.until(ms(3_000)).edge = ms(20_000);
    bench.growing = false;
    bench.player.cutIdle((t) => (t >= idle.from && t < idle.to ? idle : null));
  });

  it("is played for half a second of the viewer's time, and again shortly before it ends", () => {
    bench.player.seek(ms(990));
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frames(5, 100);
    expect(bench.playhead.t).toBe(ms(1_490));
    bench.frames.frame(100);
    expect(bench.playhead.t).toBe(ms(8_750));
    bench.frames.frame(100);
    expect(bench.playhead.t).toBe(ms(8_850));
  });

  it("is cut by what it takes the viewer, so that in slow motion shorter stretches are", () => {
    bench.player.setSpeed(0.01);
    bench.player.seek(ms(1_004));
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(100);
    expect(bench.playhead.t).toBe(ms(9_000 - 2.5));
  });

  it("is played whole where it is not long, or where nobody wants it cut", () => {
    bench.player.cutIdle((t) => ({ from: ms(1_000), to: traceTime(Math.max(t, ms(2_000))) }));
    bench.player.seek(ms(1_600));
    bench.player.play();
    bench.frames.frame(0);
    bench.frames.frame(100);
    expect(bench.playhead.t).toBe(ms(1_700));
    bench.player.cutIdle(null);
    bench.frames.frames(10, 100);
    expect(bench.playhead.t).toBe(ms(2_700));
  });
});

it("counts what somebody does to the playhead, and not what playing does", () => {
  bench.until(ms(2_000)).player.seek(ms(500));
  bench.player.step(1);
  bench.player.goLive();
  const { moves } = bench.player;
  expect(moves).toBe(3);
  bench.playhead.wake();
  bench.frames.frames(3, 16);
  bench.player.pause();
  bench.player.play();
  expect(bench.player.moves).toBe(moves);
});
