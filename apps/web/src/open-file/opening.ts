import type { Conversation } from "@wirestage/capture";
import type { TraceEvent, TraceLog } from "@wirestage/trace";
import { create } from "zustand";
import { frameIndex } from "../inspector/frame-index.ts";
import { openTrace } from "../session/opened-trace.ts";
import { ladderIndex } from "../stage/ladder-index.ts";
import { FrameQuestions } from "./frame-questions.ts";
import type { OpenProblem } from "./problem.ts";
import type { FromWorker, ToWorker } from "./worker/worker-messages.ts";

/** What the page does with a file. */
export type Opening =
  | { readonly is: "idle" }
  /** `share` of the file has been read, 0 to 1. */
  | { readonly is: "reading"; readonly name: string; readonly size: number; readonly share: number }
  | { readonly is: "choosing"; readonly capture: OpenCapture }
  | { readonly is: "failed"; readonly name: string; readonly problem: OpenProblem };

/** A capture whose conversations are known. */
export interface OpenCapture {
  readonly name: string;
  readonly size: number;
  readonly packets: number;
  /** Packets that no conversation takes in. */
  readonly leftOut: number;
  readonly conversations: readonly Conversation[];
}

interface OpeningStore {
  readonly opening: Opening;
  /** The capture that `/open` shows one conversation of, so that another can be chosen; null of a recording. */
  readonly capture: OpenCapture | null;
}

export const useOpening = create<OpeningStore>(() => ({ opening: { is: "idle" }, capture: null }));

const become = (opening: Opening) => useOpening.setState({ opening });

/** The file that is being read, and the one whose trace is shown: its bytes may still be asked for. */
let reading: FileDesk | null = null;
let shown: FileDesk | null = null;

/** Opens a file of the learner's: it is read in a worker of this page and goes nowhere else. */
export function openFile(file: File): void {
  reading?.close();
  reading = new FileDesk(file);
}

/** Stops reading. What is shown stays. */
export function cancelOpening(): void {
  reading?.close();
  reading = null;
  shown?.stopMaking();
  become({ is: "idle" });
}

/** Asks which conversation of the shown capture is wanted. */
export function chooseAnother(): void {
  const { capture } = useOpening.getState();
  if (capture !== null) become({ is: "choosing", capture });
}

export function showConversation(conversation: Conversation): void {
  (reading ?? shown)?.show(conversation);
}

/** What stage and lists ask of a log; made at once for a hundred thousand frames it would stop the page for seconds. */
function growIndexes(log: TraceLog): void {
  frameIndex(log).noiseBefore(log.latest.next);
  ladderIndex(log);
}

/** A trace that the worker makes: its events so far, until it is given up. */
interface Making {
  readonly trace: number;
  readonly events: TraceEvent[];
  readonly stop: AbortController;
}

/** One file and the worker that reads it, kept as long as its trace may be looked at. */
class FileDesk {
  readonly #file: File;
  readonly #worker: Worker;
  readonly #frames: FrameQuestions;
  #capture: OpenCapture | null = null;
  #making: Making = { trace: 0, events: [], stop: new AbortController() };

  constructor(file: File) {
    this.#file = file;
    this.#reading(0);
    this.#worker = new Worker(new URL("./worker/open-file.worker.ts", import.meta.url), { type: "module" });
    this.#frames = new FrameQuestions((message) => this.#ask(message));
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    this.#worker.addEventListener("error", ({ message }) => {
      this.#fail({ code: "failed", facts: { reason: message } });
      this.close();
    });
    this.#ask({ ask: "open", file });
  }

  show(conversation: Conversation): void {
    this.stopMaking();
    const trace = this.#making.trace + 1;
    this.#making = { trace, events: [], stop: new AbortController() };
    this.#reading(0);
    this.#ask({ ask: "show", trace, conversation });
  }

  /** What comes of the last choice is no longer wanted; the trace before it stays. */
  stopMaking(): void {
    this.#making.stop.abort();
  }

  close(): void {
    this.stopMaking();
    this.#worker.terminate();
    this.#frames.close();
  }

  #ask(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #reading(share: number): void {
    const { name, size } = this.#file;
    become({ is: "reading", name, size, share });
  }

  #isWanted(trace: number): boolean {
    return trace === this.#making.trace && !this.#making.stop.signal.aborted;
  }

  #hear(message: FromWorker): void {
    if (message.say === "frame") this.#frames.answer(message.id, message.bytes);
    else if (this.#isWanted(message.say === "survey" ? 0 : message.trace)) this.#take(message);
  }

  #take(message: Exclude<FromWorker, { say: "frame" }>): void {
    switch (message.say) {
      case "progress":
        this.#reading(message.size === 0 ? 1 : message.done / message.size);
        return;
      case "survey":
        this.#survey(message);
        return;
      case "events":
        for (const event of message.events) this.#making.events.push(event);
        return;
      case "trace":
        void this.#showTrace(message, this.#making);
        return;
      case "failed":
        this.#fail(message.problem);
        return;
      default:
        message satisfies never;
    }
  }

  #survey({ conversations, packets, leftOut }: Extract<FromWorker, { say: "survey" }>): void {
    const { name, size } = this.#file;
    const capture = { name, size, packets, leftOut, conversations };
    this.#capture = capture;
    const [only, ...others] = conversations;
    if (only !== undefined && others.length === 0) this.show(only);
    else become({ is: "choosing", capture });
  }

  async #showTrace(
    made: Extract<FromWorker, { say: "trace" }>,
    { trace, events, stop }: Making,
  ): Promise<void> {
    const { name, size } = this.#file;
    const { remarks, numbers } = made;
    const opening = openTrace(
      {
        title: name,
        source: { kind: "file", name, size },
        events,
        remarks,
        onGrown: growIndexes,
        wholeFrame: (frame, signal) => this.#frames.bytes(trace, frame, signal),
        packetNumber: (frame) => numbers?.[frame - 1] ?? null,
      },
      stop.signal,
    );
    try {
      if (await opening) this.#shown(trace);
      else if (!stop.signal.aborted) cancelOpening();
    } catch (error) {
      if (!stop.signal.aborted) this.#fail({ code: "failed", facts: { reason: String(error) } });
    }
  }

  #shown(trace: number): void {
    this.#ask({ ask: "took", trace });
    if (shown !== this) shown?.close();
    shown = this;
    if (reading === this) reading = null;
    useOpening.setState({ capture: this.#capture });
    become({ is: "idle" });
  }

  /** What is shown of this file stays, and its frames can still be looked at. */
  #fail(problem: OpenProblem): void {
    this.stopMaking();
    if (shown !== this) this.close();
    if (reading === this) reading = null;
    become({ is: "failed", name: this.#file.name, problem });
  }
}
