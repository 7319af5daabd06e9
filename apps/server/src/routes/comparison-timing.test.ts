import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { AGREEING_BYTES, ComparisonTiming, ErrorBody, type TimedMethod } from "@wirestage/protocol";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { bundleWorker } from "../testing/bundle-worker.ts";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 60_000 });

const MUTE_WORKER = fileURLToPath(new URL("../testing/mute-worker.mjs", import.meta.url));
const { WIRESTAGE_PYTHON: python = "python3" } = process.env;
const hasPython = spawnSync(python, ["-c", "import hmac"]).status === 0;

async function server(workerEntry: string): Promise<RunningServer> {
  const running = await runServer({ timing: { workerEntry, python } });
  onTestFinished(() => running.stop());
  return running;
}

function ask(running: RunningServer): Promise<Response> {
  return running.fetch("/api/comparison-timing", { method: "POST" });
}

async function codeOf(answer: Promise<Response>): Promise<string> {
  return ErrorBody.parse(await (await answer).json()).code;
}

/** Median in ns of the answers that agree in `agreeing` bytes. */
function median({ timings }: TimedMethod, agreeing: number): number {
  const own = timings.find((timing) => timing.agreeing === agreeing)?.nanoseconds ?? [];
  return own.toSorted((one, other) => one - other)[Math.floor(own.length / 2)] ?? Number.NaN;
}

/** Asks twice at once: one is refused, and `other` is the code that the other gets in the end. */
async function askTwice(running: RunningServer): Promise<{ refused: string; other: Promise<string> }> {
  const codes = [codeOf(ask(running)), codeOf(ask(running))];
  const numbered = codes.map(async (code, index) => ({ code: await code, index }));
  const { code, index } = await Promise.race(numbered);
  return { refused: code, other: codes[1 - index] ?? Promise.reject(new Error("only one was asked")) };
}

describe("POST /api/comparison-timing", () => {
  test("times every method for every wrong answer; the one that stops at the first difference is slower the later that is", async () => {
    const running = await server(await bundleWorker("timing-worker"));
    const response = await ask(running);
    expect(response.status).toBe(200);
    const { methods, python: version } = ComparisonTiming.parse(await response.json());
    expect(methods.map(({ method }) => method)).toEqual([
      "stops-at-difference",
      "buffer-equals",
      "timing-safe-equal",
      ...(hasPython ? ["python-equals", "python-compare-digest"] : []),
    ]);
    expect(version === null).toBe(!hasPython);
    for (const { timings } of methods) {
      expect(timings.map(({ agreeing }) => agreeing)).toEqual([...AGREEING_BYTES]);
      for (const { nanoseconds } of timings) expect(nanoseconds.length).toBeGreaterThan(0);
    }
    const [stops] = methods;
    if (stops === undefined) throw new Error("nothing was measured");
    expect(median(stops, 31)).toBeGreaterThan(2 * median(stops, 0));
  });

  test("while one is under way: 429 timing_busy; one that takes too long is given up, and its place is free", async () => {
    const running = await server(MUTE_WORKER);
    for (let turn = 0; turn < 2; turn += 1) {
      const { refused, other } = await askTwice(running);
      expect(refused).toBe("timing_busy");
      running.timers.advance(10_000);
      expect(await other).toBe("timing_late");
    }
  });

  test("a stop: who waits for a measurement hears shutting_down", async () => {
    const running = await server(MUTE_WORKER);
    const { other } = await askTwice(running);
    await running.stop();
    expect(await other).toBe("shutting_down");
  });
});
