import { NS_PER_MS, TraceLog, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { LiveSessionBench } from "./testing/live-session-bench.ts";

const ms = (value: number) => traceTime(Math.round(value * NS_PER_MS));
const story = tcpEchoRun().run(3_000).events;

let bench: LiveSessionBench;
beforeEach(() => {
  bench = new LiveSessionBench();
});

describe("connecting", () => {
  it("says hello with the token and asks for the trace from its beginning", () => {
    bench.server.last.accept();
    expect(bench.server.last.path).toBe("/api/labs/lab/trace?from=0");
    expect(bench.server.last.heard).toEqual([{ type: "hello", token: "secret" }]);
    expect(bench.session.link.state.status).toBe("connecting");
  });

  it("may command only where the server says so", () => {
    bench.server.last.welcome(0, 0, false);
    expect(bench.session.link.state).toEqual({ status: "open", mayCommand: false, watchers: 1 });
    bench.server.last.say({ type: "watchers", count: 3 });
    expect(bench.session.link.state).toMatchObject({ watchers: 3 });
  });

  it("goes on watching without a token that the server refuses", () => {
    bench.server.last.accept();
    bench.server.last.end("token_wrong");
    bench.server.last.welcome(0, 0, false);
    expect(bench.tokenRefused).toBe(1);
    expect(bench.server.last.heard).toEqual([{ type: "hello" }]);
    expect(bench.session.link.state.status).toBe("open");
  });

  it("ends with the reason where the lab is not there", async () => {
    bench.why = { code: "lab_not_found", message: "", facts: {} };
    bench.server.last.drop();
    await Promise.resolve();
    expect(bench.session.link.state).toMatchObject({ status: "ended", error: { code: "lab_not_found" } });
  });
});

describe("a lost connection", () => {
  it("is made again, later and later, until the server is back", () => {
    bench.server.last.welcome(0);
    const pauses = [1, 2, 3, 4].map(() => {
      bench.server.last.drop();
      const { state } = bench.session.link;
      bench.ring();
      return state.status === "lost" ? state.retryInMs : null;
    });
    expect(pauses).toEqual([250, 500, 1_000, 2_000]);
    bench.server.last.welcome(0);
    expect(bench.session.link.state.status).toBe("open");
  });

  it("resumes after the last event with nothing missing and nothing twice", () => {
    bench.server.last.welcome(0);
    bench.server.last.batch(story.slice(0, 20), 500);
    bench.server.last.drop();
    bench.ring();
    expect(bench.server.last.path).toBe("/api/labs/lab/trace?from=20");
    bench.server.last.welcome(900, story.length);
    bench.server.last.batch(story.slice(18), 3_000);
    expect(bench.session.log.events).toEqual(story);
  });

  it("is given up and resumed where a batch leaves a gap", () => {
    bench.server.last.welcome(0);
    bench.server.last.batch(story.slice(0, 10), 500);
    bench.server.last.batch(story.slice(12, 15), 500);
    expect(bench.session.link.state.status).toBe("lost");
    bench.ring();
    expect(bench.server.last.path).toBe("/api/labs/lab/trace?from=10");
  });

  it("lets the clock stand until it is back", () => {
    bench.server.last.welcome(1_000);
    bench.frames.nowMs += 100;
    bench.server.last.drop();
    bench.frames.nowMs += 5_000;
    expect(bench.session.now()).toBe(ms(1_100));
    bench.ring();
    bench.server.last.welcome(6_100);
    expect(bench.session.now()).toBe(ms(6_100));
  });
});

describe("commands", () => {
  it("are answered by id, whatever the order of the answers", async () => {
    bench.server.last.welcome(0);
    const step = bench.session.command({ do: "wire.step" });
    const release = bench.session.command({ do: "wire.release-all" });
    const [, first, second] = bench.server.last.heard;
    expect([first, second]).toMatchObject([{ id: 0 }, { id: 1 }]);
    bench.server.last.say({ type: "ack", id: 1, ok: true });
    const error = { code: "nothing_held", message: "", facts: {} } as const;
    bench.server.last.say({ type: "refused", id: 0, error });
    expect(await release).toEqual({ ok: true });
    expect(await step).toEqual({ ok: false, error });
  });

  it("fail at once where the connection is lost before the answer", async () => {
    bench.server.last.welcome(0);
    const step = bench.session.command({ do: "wire.step" });
    bench.server.last.drop();
    expect(await step).toMatchObject({ ok: false, error: { facts: { where: "connection" } } });
    expect(await bench.session.command({ do: "wire.step" })).toMatchObject({ ok: false });
  });
});

describe("the end", () => {
  it("keeps the trace, says why, and answers commands with the reason", async () => {
    bench.server.last.welcome(0);
    bench.server.last.batch(story, 3_000);
    bench.server.last.end("lab_lost");
    bench.server.last.drop();
    bench.frames.frames(3, 16);
    expect(bench.session.link.state).toMatchObject({ status: "ended", error: { code: "lab_lost" } });
    expect(bench.session.state().next).toBe(story.length);
    expect(bench.session.player.state.mode).toBe("paused");
    const answer = await bench.session.command({ do: "wire.step" });
    expect(answer).toMatchObject({ ok: false, error: { code: "lab_lost" } });
  });

  it("comes with a sentence where the server speaks another language", () => {
    bench.server.last.welcome(0);
    bench.server.last.sayText('{"type":"from-the-future"}');
    expect(bench.session.link.state).toMatchObject({ status: "ended", error: { code: "internal" } });
    expect(bench.server.last.closedByPage).toBe(true);
  });
});

describe("the picture", () => {
  it("runs a little behind the lab's clock while live", () => {
    bench.server.last.welcome(600);
    bench.server.last.batch(story.slice(0, 5), 600);
    bench.frames.frame(0);
    bench.frames.frame(40);
    expect(bench.session.now()).toBe(ms(640));
    expect(bench.session.playhead.t).toBe(ms(560));
  });

  it("has the same state object until another event comes into view, and equals reducing from the start", () => {
    bench.server.last.welcome(3_000);
    bench.server.last.batch(story, 3_000);
    const log = new TraceLog();
    log.append(story);
    for (const t of [520, 521, 2_000, 40, 800, 3_000].map(ms)) {
      bench.session.player.seek(t);
      expect(bench.session.state()).toEqual(log.seek(t));
      expect(bench.session.state()).toBe(bench.session.state());
    }
  });

  it("asks for frames no longer once the session is closed", () => {
    bench.server.last.welcome(600);
    bench.session.close();
    expect(bench.frames.wanted).toBe(false);
    expect(bench.server.last.closedByPage).toBe(true);
  });
});
