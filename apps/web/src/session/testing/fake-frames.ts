import type { RequestFrame } from "../animation-frame.ts";

/** Animation frames and local time that a test lets go by itself. */
export class FakeFrames {
  nowMs = 1_000;
  #callbacks: ((ms: number) => void)[] = [];

  readonly request: RequestFrame = (callback) => {
    this.#callbacks.push(callback);
    return () => {
      this.#callbacks = this.#callbacks.filter((each) => each !== callback);
    };
  };

  /** Whether anybody waits for a frame. */
  get wanted(): boolean {
    return this.#callbacks.length > 0;
  }

  /** Lets `ms` go by and gives one frame. */
  frame(ms: number): void {
    this.nowMs += ms;
    for (const callback of this.#callbacks.splice(0)) callback(this.nowMs);
  }

  /** `count` frames, `ms` apart. */
  frames(count: number, ms: number): void {
    for (let i = 0; i < count; i += 1) this.frame(ms);
  }
}
