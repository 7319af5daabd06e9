import { expect, test } from "vitest";
import { RecordingQueue, type Write } from "./recording-queue.ts";

/** A recording that is written when the test says so. */
class ManualRecording {
  readonly over = new AbortController();
  readonly done: Promise<Uint8Array>;
  signal: AbortSignal | null = null;
  #finish: (bytes: Uint8Array) => void = () => {};

  constructor(queue: RecordingQueue) {
    const write: Write = (signal) => {
      this.signal = signal;
      return new Promise((resolve, reject) => {
        this.#finish = resolve;
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    };
    this.done = queue.add(write, this.over.signal);
    this.done.catch(() => {});
  }

  get begun(): boolean {
    return this.signal !== null;
  }

  async finish(bytes = 1): Promise<void> {
    this.#finish(new Uint8Array(bytes));
    await this.done;
    await settled();
  }

  async leave(): Promise<void> {
    this.over.abort(new Error("gone"));
    await settled();
  }
}

/** Everything that follows without waiting has followed. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function three(limits: { atOnce: number; untakenBytes?: number }): {
  queue: RecordingQueue;
  recordings: [ManualRecording, ManualRecording, ManualRecording];
} {
  const queue = new RecordingQueue({ waiting: 2, untakenBytes: 100, ...limits });
  const make = () => new ManualRecording(queue);
  return { queue, recordings: [make(), make(), make()] };
}

test("no more are written at once than may be; the next one begins when one is written", async () => {
  const [first, second, third] = three({ atOnce: 2 }).recordings;
  await settled();
  expect([first.begun, second.begun, third.begun]).toEqual([true, true, false]);
  await second.finish();
  expect(third.begun).toBe(true);
});

test("beyond those that may wait: too_many_requests, with the seconds after which to ask again", async () => {
  const { queue } = three({ atOnce: 1 });
  const fourth = new ManualRecording(queue).done;
  await expect(fourth).rejects.toMatchObject({ body: { code: "too_many_requests", facts: { seconds: 5 } } });
});

test("a client that goes away ends the writing, and the next begins", async () => {
  const [first, second] = three({ atOnce: 1 }).recordings;
  await settled();
  await first.leave();
  expect(first.signal?.aborted).toBe(true);
  await expect(first.done).rejects.toThrow("gone");
  expect(second.begun).toBe(true);
});

test("a client that goes away while it waits: its place is free, and nothing is written for it", async () => {
  const { queue, recordings } = three({ atOnce: 1 });
  const [first, second, third] = recordings;
  await second.leave();
  const fourth = new ManualRecording(queue);
  await first.finish();
  await third.finish();
  expect(second.begun).toBe(false);
  expect(fourth.begun).toBe(true);
});

test("recordings that nobody has taken yet fill the memory: the next begins when one is taken", async () => {
  const [first, second] = three({ atOnce: 1, untakenBytes: 10 }).recordings;
  await settled();
  await first.finish(11);
  expect(second.begun).toBe(false);
  await first.leave();
  expect(second.begun).toBe(true);
});

test("a stop ends what is written and what waits, and refuses what comes", async () => {
  const { queue, recordings } = three({ atOnce: 1 });
  await settled();
  queue.stop();
  const late = new ManualRecording(queue);
  for (const { done } of [...recordings, late]) {
    await expect(done).rejects.toMatchObject({ body: { code: "shutting_down" } });
  }
});
