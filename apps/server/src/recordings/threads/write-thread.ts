import { parentPort } from "node:worker_threads";
import { RecordingError, writeRecording } from "@wirestage/recording";
import { type FromWorker, ToWorker, type WorkerStart } from "../worker-message.ts";

type WriteStart = Extract<WorkerStart, { task: "write" }>;

/** Gathers one trace, writes it as a recording, and ends. */
export function runWriteThread(start: WriteStart): void {
  const lines: string[] = [];
  const frames = new Map<number, Uint8Array>();
  parentPort?.on("message", (data: unknown) => {
    const message = ToWorker.parse(data);
    if (message.type === "part") {
      for (const line of message.part.lines) lines.push(line);
      for (const [frame, bytes] of message.part.frames) frames.set(frame, bytes);
      say({ type: "next" });
    } else {
      parentPort?.removeAllListeners("message");
      write(lines, frames, start);
    }
  });
  say({ type: "next" });
}

function write(lines: readonly string[], frames: ReadonlyMap<number, Uint8Array>, start: WriteStart): void {
  const { application, secrets } = start;
  try {
    const recording = writeRecording(lines, {
      application,
      secrets,
      frames: (frame) => frames.get(frame) ?? null,
    });
    say({ type: "written", recording }, [recording.buffer]);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    say({ type: "failed", why: error.message });
  }
}

function say(message: FromWorker, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}
