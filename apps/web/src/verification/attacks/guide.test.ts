import type { CommandInput } from "@wirestage/protocol";
import { TRACE_START, type TraceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import type { CommandAnswer, LinkState } from "../../session/session.ts";
import { Guide, TrialOver } from "./guide.ts";
import type { TrialStep } from "./trial.ts";

const REFUSED = { code: "program_ended", message: "It has ended.", facts: {} } as const;

/** A lab played by hand. */
class Bench {
  readonly b = new TraceBuilder();
  readonly sent: CommandInput[] = [];
  readonly stopping = new AbortController();
  answer: CommandAnswer = { ok: true };
  steps: readonly TrialStep[] = [];
  state: LinkState = { status: "open", mayCommand: true, watchers: 1 };
  readonly #listeners = new Set<() => void>();
  readonly #subscribe = (listener: ((t: TraceTime) => void) & (() => void)) => {
    const call = () => listener(this.b.t);
    this.#listeners.add(call);
    return () => void this.#listeners.delete(call);
  };

  readonly guide = new Guide({
    session: {
      log: this.b.log,
      playhead: { t: TRACE_START, subscribe: this.#subscribe },
      link: this.#link(),
      command: (command) => {
        this.sent.push(command);
        return Promise.resolve(this.answer);
      },
    },
    setting: { language: "ts", clientLanguage: "ts", parameters: {}, random: () => 7 },
    signal: this.stopping.signal,
    onStep: (steps) => {
      this.steps = steps;
    },
  });

  #link() {
    const state = () => this.state;
    return {
      get state() {
        return state();
      },
      subscribe: this.#subscribe,
    };
  }

  /** The page draws its next frame. */
  look(): void {
    for (const each of [...this.#listeners]) each();
  }

  get listens(): boolean {
    return this.#listeners.size > 0;
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

/** How a trial ends that goes no further than this. */
async function endOf(work: Promise<unknown>): Promise<TrialOver["phase"] | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof TrialOver) return error.phase;
    throw error;
  }
}

function programSeen(): number | null {
  return [...bench.b.log.latest.programs.keys()].at(-1) ?? null;
}

describe("waiting", () => {
  it("is over with the event that it waits for, and then listens no more", async () => {
    const waiting = bench.guide.until(programSeen);
    bench.look();
    const program = bench.b.program("client", "tcp-hmac");
    bench.look();
    expect(await waiting).toBe(program);
    expect(bench.listens).toBe(false);
  });

  it("does not wait for what is there already", async () => {
    const program = bench.b.program("client", "tcp-hmac");
    expect(await bench.guide.until(programSeen)).toBe(program);
  });

  it("ends with a surprise when a program has ended without which nothing comes", async () => {
    const program = bench.b.program("server", "tcp-hmac");
    const end = endOf(bench.guide.until(() => null, [program]));
    bench.b.event({ kind: "program.ended", program, exitCode: 1, signal: null, limit: null });
    bench.look();
    expect(await end).toEqual({ is: "surprised", by: "serverEnded", facts: { name: "tcp-hmac" } });
    expect(bench.listens).toBe(false);
  });

  it("takes what a program left before it ended", async () => {
    const program = bench.b.program("client", "tcp-hmac");
    bench.b.event({ kind: "program.ended", program, exitCode: 0, signal: null, limit: null });
    expect(await bench.guide.until(programSeen, [program])).toBe(program);
  });

  it("ends when a person stops it", async () => {
    const end = endOf(bench.guide.until(() => null));
    bench.stopping.abort();
    expect(await end).toEqual({ is: "stopped" });
    expect(bench.listens).toBe(false);
  });

  it("ends with the lab", async () => {
    const end = endOf(bench.guide.until(() => null));
    bench.state = { status: "ended", error: { code: "lab_idle", message: "", facts: {} } };
    bench.look();
    expect(await end).toMatchObject({ by: "labEnded" });
  });
});

describe("commands", () => {
  it("go to the lab", async () => {
    await bench.guide.send({ do: "wire.hold", on: true });
    expect(bench.sent).toEqual([{ do: "wire.hold", on: true }]);
  });

  it("that the lab refuses end the trial with its reason", async () => {
    bench.answer = { ok: false, error: REFUSED };
    expect(await endOf(bench.guide.send({ do: "wire.step" }))).toEqual({ is: "refused", error: REFUSED });
  });

  it("for something that is so already do not", async () => {
    bench.answer = { ok: false, error: REFUSED };
    expect(await endOf(bench.guide.send({ do: "program.kill", program: 1 }, "program_ended"))).toBeNull();
  });

  it("are not sent once it was stopped", async () => {
    bench.stopping.abort();
    expect(await endOf(bench.guide.send({ do: "wire.step" }))).toEqual({ is: "stopped" });
    expect(bench.sent).toEqual([]);
  });
});

it("each step is told as it begins, with what shows it", () => {
  bench.guide.say("holdAll");
  bench.guide.say("letGo", {}, { kind: "frame", frame: 3 });
  expect(bench.steps).toEqual([
    { key: "holdAll", facts: {}, evidence: [] },
    { key: "letGo", facts: {}, evidence: [{ kind: "frame", frame: 3 }] },
  ]);
});
