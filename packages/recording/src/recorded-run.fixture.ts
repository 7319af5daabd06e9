import { bytesOfBase64, isFrameOrigin, type TraceEvent } from "@wirestage/trace";
import { datagramBytes, TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { base64OfBytes } from "./base64.ts";
import type { RecordingOptions } from "./write-recording.ts";

export const APPLICATION = "Wirestage 0.1.0";

/** What a learner may type: a NUL, a line's end, other scripts, half a surrogate pair. */
export const AWKWARD_TEXT = 'a\0b\r\n{"kind":"note"}\n你好 🦊 \ud800';

/** A whole echo run whose SYN was held by hand for 5.03 s while the kernel repeated it three times. */
export function heldSynRun(): TraceBuilder {
  const run = tcpEchoRun({ latencyMs: 400, paceMs: 1000 }).run(5220);
  run.hold(1);
  for (const seconds of [1, 2, 3]) {
    run.run(5220 + seconds * 1000);
    run.repeat(1, { by: "timer", timer: "retransmit", socket: 2 });
  }
  run.run(10_250);
  run.event({ kind: "program.output", program: 1, stream: "stderr", text: AWKWARD_TEXT });
  run.release(1, 200);
  return run.run();
}

/** A SYN on its way, and nothing after it. */
export function synInFlight(): TraceBuilder {
  return tcpEchoRun({ latencyMs: 400, paceMs: 1000 }).run(5220);
}

/**
 * A client's datagram of 300 bytes whose last byte was altered at 40 %, checksums mended, and which was copied at 60 %;
 * at 90 ms another was injected.
 */
export function madeFramesRun(): TraceBuilder {
  const run = new TraceBuilder();
  run.delay("client", 100);
  const bytes = datagramBytes("client", { payload: "x".repeat(300 - 42) });
  const frame = run.frame("client", bytes);
  run.run(40).alter(frame, { offset: bytes.length - 1, checksums: "mended" });
  run.run(60).copy(frame);
  run.run(90).inject("client", datagramBytes("client", { payload: "forged" }));
  return run.run();
}

/** Stands for all that one needs to make a recording of frames longer than the stream carries. */
export interface SnappedTrace {
  readonly events: readonly TraceEvent[];
  readonly frames: NonNullable<RecordingOptions["frames"]>;
}

/** The same trace as a stream with a shorter snap length would carry it, and the whole frames beside it. */
export function snapped(events: readonly TraceEvent[], snapLength: number): SnappedTrace {
  const whole = new Map<number, Uint8Array>();
  const cut = events.map((event): TraceEvent => {
    if (!isFrameOrigin(event)) return event;
    const bytes = bytesOfBase64(event.bytes);
    whole.set(event.frame, bytes);
    return { ...event, bytes: base64OfBytes(bytes.subarray(0, snapLength)) };
  });
  return { events: cut, frames: (frame) => whole.get(frame) ?? null };
}
