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

/** Bytes of a frame, from wherever its trace was made. */
type FrameOf = (frame: number, signal: AbortSignal) => Promise<Uint8Array | null>;

/** Of the trace that the page shows, and of one that it may show next. */
const framesOf = new Map<number, FrameOf>();
let taken: number | null = null;
let capture: CaptureFile | null = null;
/** Stops the making of the trace that was asked for last. */
let making = new AbortController();
/** Stop the frame questions that are not answered yet. */
const looking = new Map<number, AbortController>();

function forgetAllBut(trace: number | null): void {
  for (const other of [...framesOf.keys()]) if (other !== trace) framesOf.delete(other);
}

function progressOf(file: File, trace: number): (done: number) => void {
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS && done < file.size) return;
    last = now;
    say({ say: "progress", trace, done, size: file.size });
  };
}

function sayEvents(trace: number, events: Iterable<TraceEvent>): void {
  let some: TraceEvent[] = [];
  for (const event of events) {
    some.push(event);
    if (some.length < EVENTS_AT_ONCE) continue;
    say({ say: "events", trace, events: some });
    some = [];
  }
  say({ say: "events", trace, events: some });
}

async function open(file: File): Promise<void> {
  const onProgress = progressOf(file, 0);
  if ((await isRecording(file)) && (await showRecording(file, onProgress))) return;
  capture = new CaptureFile(file);
  const survey = await capture.survey(onProgress);
  const { otherLinks, otherProtocols, otherPairs } = survey.leftOut;
  const leftOut = otherLinks + otherProtocols + otherPairs;
  say({ say: "survey", conversations: survey.conversations(), packets: survey.packets, leftOut });
}

async function showRecording(file: File, onProgress: (done: number) => void): Promise<boolean> {
  const recording = await readRecordingFile(file, onProgress);
  if (recording === null) return false;
  framesOf.set(0, async (frame) => recording.frames(frame));
  sayEvents(0, recording.events);
  say({ say: "trace", trace: 0, remarks: recording.whole ? [] : [{ kind: "cut" }], numbers: null });
  return true;
}

async function show({ trace, conversation }: Extract<ToWorker, { ask: "show" }>): Promise<void> {
  if (capture === null) return;
  making.abort();
  making = new AbortController();
  forgetAllBut(taken);
  const { signal } = making;
  const made = await capture.trace(conversation, progressOf(capture.file, trace), signal);
  if (made === null) return;
  framesOf.set(trace, made.frame);
  sayEvents(trace, made.events);
  say({ say: "trace", trace, remarks: made.remarks, numbers: made.numbers });
}

/** A frame that cannot be read leaves the rest of the trace as it is. */
async function lookAt({ id, trace, frame }: Extract<ToWorker, { ask: "frame" }>): Promise<void> {
  const stop = new AbortController();
  looking.set(id, stop);
  const bytes = await framesOf
    .get(trace)?.(frame, stop.signal)
    .catch(() => null);
  looking.delete(id);
  say({ say: "frame", id, bytes: bytes ?? null });
}

async function answer(message: ToWorker): Promise<void> {
  switch (message.ask) {
    case "open":
      return open(message.file);
    case "show":
      return show(message);
    case "took":
      taken = message.trace;
      forgetAllBut(taken);
      return;
    case "frame":
      return lookAt(message);
    case "no-frame":
      looking.get(message.id)?.abort();
      return;
    default:
      message satisfies never;
  }
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  answer(data).catch((error: unknown) => {
    const { problem } =
      error instanceof OpenError ? error : new OpenError("failed", { reason: String(error) });
    say({ say: "failed", trace: data.ask === "show" ? data.trace : 0, problem });
  });
});
