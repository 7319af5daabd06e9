import "../../app/zod-without-eval.ts";
import type { TraceEvent } from "@wirestage/trace";
import { OpenError } from "../problem.ts";
import { CaptureFile } from "./capture-file.ts";
import { isRecording, readRecordingFile } from "./recording-file.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";

/** Few enough that the page takes them in without being seen to pause. */
const EVENTS_AT_ONCE = 500;
/** The bar moves no oftener than this. */
const PROGRESS_MS = 50;

const say = (message: FromWorker) => postMessage(message);

/** Bytes of a frame, from wherever the trace was made. */
let frameOf: (frame: number) => Promise<Uint8Array | null> = async () => null;
let capture: CaptureFile | null = null;

function progressOf(file: File): (done: number) => void {
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS && done < file.size) return;
    last = now;
    say({ say: "progress", done, size: file.size });
  };
}

function sayEvents(events: Iterable<TraceEvent>): void {
  let some: TraceEvent[] = [];
  for (const event of events) {
    some.push(event);
    if (some.length < EVENTS_AT_ONCE) continue;
    say({ say: "events", events: some });
    some = [];
  }
  say({ say: "events", events: some });
}

async function open(file: File): Promise<void> {
  const onProgress = progressOf(file);
  if ((await isRecording(file)) && (await showRecording(file, onProgress))) return;
  capture = new CaptureFile(file, onProgress);
  const survey = await capture.survey();
  const { otherLinks, otherProtocols, otherPairs } = survey.leftOut;
  const leftOut = otherLinks + otherProtocols + otherPairs;
  say({ say: "survey", conversations: survey.conversations(), packets: survey.packets, leftOut });
}

async function showRecording(file: File, onProgress: (done: number) => void): Promise<boolean> {
  const recording = await readRecordingFile(file, onProgress);
  if (recording === null) return false;
  frameOf = async (frame) => recording.frames(frame);
  sayEvents(recording.events);
  say({ say: "trace", remarks: recording.whole ? [] : [{ kind: "cut" }], numbers: null });
  return true;
}

async function answer(message: ToWorker): Promise<void> {
  switch (message.ask) {
    case "open":
      return open(message.file);
    case "show": {
      if (capture === null) return;
      const file = capture;
      const { events, remarks, numbers } = await file.trace(message.conversation);
      frameOf = (frame) => file.frame(frame);
      sayEvents(events);
      say({ say: "trace", remarks, numbers });
      return;
    }
    case "frame":
      say({ say: "frame", frame: message.frame, bytes: await frameOf(message.frame) });
      return;
    default:
      message satisfies never;
  }
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  answer(data).catch((error: unknown) => {
    const { problem } =
      error instanceof OpenError ? error : new OpenError("failed", { reason: String(error) });
    say({ say: "failed", problem });
  });
});
