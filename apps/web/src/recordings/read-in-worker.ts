import type { TraceEvent } from "@wirestage/trace";
import { FrameQuestions } from "../open-file/frame-questions.ts";
import { OpenError } from "../open-file/problem.ts";
import type { FromWorker, ToWorker } from "../open-file/worker/worker-messages.ts";
import type { TraceRemark } from "../session/session.ts";

/** A recording as a worker read it; the worker stays for the bytes of its frames. */
export interface ReadInWorker {
  readonly events: readonly TraceEvent[];
  readonly remarks: readonly TraceRemark[];
  /** @throws OpenError where the file has none */
  wholeFrame(frame: number, signal: AbortSignal): Promise<Uint8Array>;
  close(): void;
}

/** Reads a recording without stopping the page. @throws OpenError */
export function readInWorker(file: File): Promise<ReadInWorker> {
  // The bundler knows a worker by this very form.
  const worker = new Worker(new URL("../open-file/worker/open-file.worker.ts", import.meta.url), {
    type: "module",
  });
  const ask = (message: ToWorker) => worker.postMessage(message);
  const frames = new FrameQuestions(ask);
  const events: TraceEvent[] = [];
  return new Promise((resolve, reject) => {
    const close = () => {
      worker.terminate();
      frames.close();
    };
    const fail = (error: OpenError) => {
      close();
      reject(error);
    };
    worker.addEventListener("error", ({ message }) => fail(new OpenError("failed", { reason: message })));
    worker.addEventListener("message", ({ data: message }: MessageEvent<FromWorker>) => {
      switch (message.say) {
        case "progress":
          return;
        case "events":
          for (const event of message.events) events.push(event);
          return;
        case "trace":
          resolve({
            events,
            remarks: message.remarks,
            wholeFrame: (frame, signal) => frames.bytes(message.trace, frame, signal),
            close,
          });
          return;
        case "frame":
          frames.answer(message.id, message.bytes);
          return;
        case "failed":
          fail(new OpenError(message.problem.code, message.problem.facts));
          return;
        case "survey":
          // Only its packets could be read: as a recording it is of no use.
          fail(new OpenError("capture_damaged"));
          return;
        default:
          message satisfies never;
      }
    });
    ask({ ask: "open", file });
  });
}
