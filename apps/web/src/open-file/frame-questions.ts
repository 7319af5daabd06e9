import { OpenError } from "./problem.ts";
import type { ToWorker } from "./worker/worker-messages.ts";

/** The frames that a worker is asked for: each question is answered once, or refused when the worker goes. */
export class FrameQuestions {
  readonly #ask: (message: ToWorker) => void;
  readonly #waiting = new Map<number, (bytes: Uint8Array | null) => void>();
  #count = 0;
  #isClosed = false;

  constructor(ask: (message: ToWorker) => void) {
    this.#ask = ask;
  }

  /** All bytes of a frame of trace number `trace`. @throws OpenError where they are not to be had */
  async bytes(trace: number, frame: number, signal: AbortSignal): Promise<Uint8Array> {
    const bytes = this.#isClosed || signal.aborted ? null : await this.#answerTo(trace, frame, signal);
    if (bytes === null) throw new OpenError("unreadable");
    return bytes;
  }

  #answerTo(trace: number, frame: number, signal: AbortSignal): Promise<Uint8Array | null> {
    this.#count += 1;
    const id = this.#count;
    const giveUp = () => {
      this.#ask({ ask: "no-frame", id });
      this.answer(id, null);
    };
    return new Promise((resolve) => {
      this.#waiting.set(id, (bytes) => {
        signal.removeEventListener("abort", giveUp);
        resolve(bytes);
      });
      signal.addEventListener("abort", giveUp);
      this.#ask({ ask: "frame", id, trace, frame });
    });
  }

  answer(id: number, bytes: Uint8Array | null): void {
    this.#waiting.get(id)?.(bytes);
    this.#waiting.delete(id);
  }

  /** The worker has gone: nothing is answered any more. */
  close(): void {
    this.#isClosed = true;
    for (const id of [...this.#waiting.keys()]) this.answer(id, null);
  }
}
