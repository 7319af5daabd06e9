import type { TraceStore } from "../../labs/trace-store.ts";
import { partAfter, type TracePart, type TracePlace } from "../trace-part.ts";

/** What the keeper needs to know of a lab. */
export interface KeptLab {
  readonly id: string;
  readonly store: TraceStore;
  /** When it was opened, ISO 8601. */
  readonly wallClock: string;
}

/** An empty lab is not worth keeping: something happened once a program was started or a frame was on the wire. */
const HAPPENED = /"kind":"(?:program\.started|frame\.(?:sent|copied|injected))"/;

/** How far one lab has come on its way into its file. */
export class LabKeeping {
  readonly lab: KeptLab;
  /** SHA-256 of its owner's key. */
  readonly owner: string;
  /** No further event will come. */
  isOver = false;
  /** Something was asked for and not answered yet. */
  isBusy = false;
  /** Of its file; null before anything has happened. */
  path: string | null = null;
  #place: TracePlace = { lines: 0, frames: 0 };
  #looked = 0;
  #isBehind = false;

  constructor(lab: KeptLab, owner: string) {
    this.lab = lab;
    this.owner = owner;
  }

  /** Looks at each event once. */
  hasHappened(): boolean {
    const { lines, next } = this.lab.store;
    for (; this.#looked < next; this.#looked += 1) if (HAPPENED.test(lines[this.#looked] ?? "")) return true;
    return false;
  }

  /** The next part of the trace; null where there is none yet. */
  takePart(): TracePart | null {
    const next = partAfter(this.lab.store, this.#place);
    if (next === null) return null;
    this.#place = next.place;
    this.#isBehind = next.isFull;
    return next.part;
  }

  /** Whether the last part could not hold all that waited: the next is due at once. */
  get isBehind(): boolean {
    return this.#isBehind;
  }
}
