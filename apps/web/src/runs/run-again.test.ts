import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, expect, it } from "vitest";
import { LiveSessionBench } from "../session/testing/live-session-bench.ts";
import { hasRun, hasRunAny, runAgain } from "./run-again.ts";
import { choiceOfPreset, DEFAULT_CHOICE } from "./run-choice.ts";

const ONCE = choiceOfPreset("once", DEFAULT_CHOICE);
const TALK = choiceOfPreset("talk", DEFAULT_CHOICE);

let bench: LiveSessionBench;

const settle = () => new Promise((resolve) => setImmediate(resolve));
const commands = () =>
  bench.server.last.heard.flatMap((message) => (message.type === "command" ? [message] : []));

/** Lets the lab agree to everything asked so far. */
async function agree(): Promise<void> {
  for (const { id } of commands()) bench.server.last.say({ type: "ack", id, ok: true });
  await settle();
}

beforeEach(() => {
  bench = new LiveSessionBench();
  bench.server.last.welcome(0);
});

it("starts at once where nothing runs", async () => {
  const running = runAgain(bench.session, ONCE, () => () => {});
  await agree();
  expect(commands().map(({ command }) => command)).toMatchObject([{ do: "run.start", run: "tcp-echo-once" }]);
  await agree();
  expect(await running).toEqual({ ok: true });
});

it("lets consoles and commands of the learner's own go on", async () => {
  const b = new TraceBuilder();
  b.program("client", "console", { role: null, language: "console" });
  b.program("server", "nc -l 9999", { role: null, language: "command" });
  bench.server.last.batch(b.events, 0);
  const running = runAgain(bench.session, ONCE, () => () => {});
  await agree();
  expect(commands().map(({ command }) => command.do)).toEqual(["run.start"]);
  await agree();
  await running;
});

it("ends what runs, waits for its end, and only then starts", async () => {
  const run = tcpEchoRun().run(700);
  bench.server.last.batch(run.events, 700);
  const running = runAgain(bench.session, TALK, () => () => {});
  for (let i = 0; i < 3; i += 1) await agree();
  expect(commands().map(({ command }) => command.do)).toEqual(["program.kill", "program.kill"]);
  const next = run.events.length;
  for (const program of [1, 2]) {
    run.event({ kind: "program.ended", program, exitCode: null, signal: "SIGKILL", limit: null });
  }
  bench.server.last.batch(run.events.slice(next), 800);
  bench.frames.frame(16);
  for (let i = 0; i < 3; i += 1) await agree();
  expect(commands().map(({ command }) => command.do)).toEqual(["program.kill", "program.kill", "run.start"]);
  await running;
});

it("leaves a program that does not end to the lab's own answer", async () => {
  bench.server.last.batch(tcpEchoRun().run(700).events, 700);
  const timers: (() => void)[] = [];
  const running = runAgain(bench.session, TALK, (_ms, action) => {
    timers.push(action);
    return () => {};
  });
  for (let i = 0; i < 3; i += 1) await agree();
  timers[0]?.();
  for (let i = 0; i < 3; i += 1) await agree();
  expect(commands().at(-1)?.command.do).toBe("run.start");
  await running;
});

it("a pair has run in a lab only if a side of that very pair was started there", () => {
  const b = new TraceBuilder();
  b.program("client", "python3 my_client.py", { role: null, language: "command" });
  b.program("client", "console", { role: null, language: "console" });
  expect([hasRun(b.log.latest, "tcp-echo"), hasRunAny(b.log.latest)]).toEqual([false, false]);
  b.program("server", "tcp-echo-once");
  expect([hasRun(b.log.latest, "tcp-echo"), hasRunAny(b.log.latest)]).toEqual([false, true]);
  expect(hasRun(b.log.latest, "tcp-echo-once")).toBe(true);
});
