import type { Conversation } from "@wirestage/capture";
import type { TraceEvent, TraceLog } from "@wirestage/trace";
import { create } from "zustand";
import { frameIndex } from "../inspector/frame-index.ts";
import { replaceSearch } from "../router/address.ts";
import { withoutView } from "../router/view-address.ts";
import { openTrace } from "../session/opened-trace.ts";
import type { TraceRemark } from "../session/session.ts";
import { ladderIndex } from "../stage/ladder-index.ts";
import { OpenError, type OpenProblem } from "./problem.ts";
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

/** One file and the worker that reads it, kept as long as its trace may be looked at. */
class FileDesk {
  readonly #file: File;
  readonly #worker: Worker;
  #events: TraceEvent[] = [];
  #capture: OpenCapture | null = null;
  /** Whether the trace that comes is still wanted. */
  #isWanted = true;
  readonly #waiting = new Map<number, ((bytes: Uint8Array | null) => void)[]>();

  constructor(file: File) {
    this.#file = file;
    this.#reading(0);
    this.#worker = new Worker(new URL("./worker/open-file.worker.ts", import.meta.url), { type: "module" });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#hear(data));
    this.#worker.addEventListener("error", ({ message }) =>
      this.#fail({ code: "failed", facts: { reason: message } }),
    );
    this.#ask({ ask: "open", file });
  }

  show(conversation: Conversation): void {
    this.#events = [];
    this.#isWanted = true;
    this.#reading(0);
    this.#ask({ ask: "show", conversation });
  }

  /** What comes of the last choice is no longer wanted; the trace before it stays. */
  stopMaking(): void {
    this.#isWanted = false;
  }

  close(): void {
    this.#isWanted = false;
    this.#worker.terminate();
    for (const resolve of [...this.#waiting.values()].flat()) resolve(null);
  }

  #ask(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #reading(share: number): void {
    const { name, size } = this.#file;
    become({ is: "reading", name, size, share });
  }

  #hear(message: FromWorker): void {
    switch (message.say) {
      case "progress":
        if (this.#isWanted) this.#reading(message.size === 0 ? 1 : message.done / message.size);
        return;
      case "survey":
        this.#survey(message);
        return;
      case "events":
        for (const event of message.events) this.#events.push(event);
        return;
      case "trace":
        void this.#showTrace(message.remarks, message.numbers);
        return;
      case "frame":
        for (const resolve of this.#waiting.get(message.frame) ?? []) resolve(message.bytes);
        this.#waiting.delete(message.frame);
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

  async #showTrace(remarks: readonly TraceRemark[], numbers: Uint32Array | null): Promise<void> {
    if (!this.#isWanted) return;
    const { name, size } = this.#file;
    // What the address says of the trace before it is not true of this one.
    replaceSearch(withoutView(location.search));
    await openTrace({
      title: name,
      source: { kind: "file", name, size },
      events: this.#events,
      remarks,
      onGrown: growIndexes,
      wholeFrame: (frame) => this.#frame(frame),
      packetNumber: (frame) => numbers?.[frame - 1] ?? null,
    });
    this.#events = [];
    if (shown !== this) shown?.close();
    shown = this;
    reading = null;
    useOpening.setState({ capture: this.#capture });
    become({ is: "idle" });
  }

  async #frame(frame: number): Promise<Uint8Array> {
    const bytes = await new Promise<Uint8Array | null>((resolve) => {
      this.#waiting.set(frame, [...(this.#waiting.get(frame) ?? []), resolve]);
      this.#ask({ ask: "frame", frame });
    });
    if (bytes === null) throw new OpenError("unreadable");
    return bytes;
  }

  #fail(problem: OpenProblem): void {
    this.close();
    if (reading === this) reading = null;
    become({ is: "failed", name: this.#file.name, problem });
  }
}
