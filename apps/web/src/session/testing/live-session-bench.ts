import type { ErrorBody } from "@wirestage/protocol";
import { LiveSession } from "../live-session.ts";
import { FakeFrames } from "./fake-frames.ts";
import { FakeServer } from "./fake-server.ts";

/** A live session whose frames, time, timers and server are in a test's hand. */
export class LiveSessionBench {
  readonly frames = new FakeFrames();
  readonly server = new FakeServer();
  readonly timers: { ms: number; action: () => void }[] = [];
  tokenRefused = 0;
  why: ErrorBody | null = null;
  readonly session: LiveSession;

  constructor(token: string | null = "secret") {
    this.session = new LiveSession({
      lab: "lab",
      token,
      requestFrame: this.frames.request,
      nowMs: () => this.frames.nowMs,
      openSocket: this.server.open,
      askWhy: async () => this.why,
      after: (ms, action) => this.#after({ ms, action }),
      fetchFrame: async (_lab, frame) => Uint8Array.of(frame),
      onTokenRefused: () => {
        this.tokenRefused += 1;
      },
    });
  }

  /** Lets the newest timer end. */
  ring(): void {
    this.timers.pop()?.action();
  }

  #after(timer: { ms: number; action: () => void }): () => void {
    this.timers.push(timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at >= 0) this.timers.splice(at, 1);
    };
  }
}
