import { parseScript, type ScriptRun } from "@wirestage/console";
import type { CommandInput } from "@wirestage/protocol";
import { TRACE_START, type TraceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { beforeEach, expect, it } from "vitest";
import type { CommandAnswer } from "../../session/session.ts";
import { type DriverParts, ScriptDriver } from "./script-driver.ts";

const HOSTS = [{ name: "client", address: "10.0.0.1", address6: null }];

class Bench {
  readonly b = new TraceBuilder();
  readonly console = this.b.program("client", "console", { role: null, language: "console" });
  readonly sent: string[] = [];
  readonly timers: { ms: number; action: () => void }[] = [];
  nowMs = 0;
  answer: CommandAnswer = { ok: true };
  phases: ScriptRun["phase"]["at"][] = [];
  #listener: ((t: TraceTime) => void) | null = null;
  #calls = 0;

  readonly session = {
    log: this.b.log,
    playhead: {
      t: TRACE_START,
      subscribe: (listener: (t: TraceTime) => void) => {
        this.#listener = listener;
        return () => {
          this.#listener = null;
        };
      },
    },
    command: (command: CommandInput) => {
      if (command.do === "console.call") this.sent.push(command.statement.text);
      return Promise.resolve(this.answer);
    },
  };

  drive(text: string): ScriptDriver {
    const parts: DriverParts = {
      session: this.session,
      nowMs: () => this.nowMs,
      after: (ms: number, action: () => void) => {
        const timer = { ms, action };
        this.timers.push(timer);
        return () => {
          this.timers.splice(this.timers.indexOf(timer), 1);
        };
      },
      onChange: ({ phase }: ScriptRun) => {
        this.phases.push(phase.at);
      },
    };
    return new ScriptDriver(parseScript(text, HOSTS).lines, "going", parts);
  }

  /** The lab has carried out the statement; the page draws its next frame. */
  done(text: string): void {
    const call = ++this.#calls;
    this.b.event({ kind: "program.statement", program: this.console, call, text });
    this.b.enter(this.console, "client", "call", [], 1);
    this.b.return(call, { ok: true, value: null });
    this.#listener?.(this.b.t);
  }

  get listens(): boolean {
    return this.#listener !== null;
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

it("sends line after line, and no faster than the server lets a page send", async () => {
  bench.drive("client: c = socket()\nclient: d = socket()");
  expect(bench.sent).toEqual(["c = socket()"]);
  await Promise.resolve();
  bench.nowMs = 10;
  bench.done("c = socket()");
  expect(bench.sent).toHaveLength(1);
  expect(bench.timers).toMatchObject([{ ms: 30 }]);
  bench.timers[0]?.action();
  expect(bench.sent).toEqual(["c = socket()", "d = socket()"]);
  await Promise.resolve();
  bench.done("d = socket()");
  expect(bench.phases.at(-1)).toBe("done");
  expect(bench.listens).toBe(false);
});

it("stops at the line that is refused", async () => {
  bench.answer = { ok: false, error: { code: "bad_statement", message: "no", facts: {} } };
  bench.drive("client: c = socket()\nclient: d = socket()");
  await Promise.resolve();
  expect(bench.phases.at(-1)).toBe("stopped");
  bench.done("c = socket()");
  expect(bench.sent).toHaveLength(1);
});

it("sends nothing once it was stopped, though a line was about to go", async () => {
  const driver = bench.drive("client: c = socket()\nclient: d = socket()");
  await Promise.resolve();
  bench.done("c = socket()");
  expect(bench.timers).toHaveLength(1);
  driver.input({ do: "stop" });
  expect(bench.timers).toHaveLength(0);
  expect(bench.phases.at(-1)).toBe("stopped");
});
