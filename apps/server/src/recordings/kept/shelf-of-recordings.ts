import type { Keeping, KeptRecording } from "@wirestage/protocol";
import type { KeptEntry } from "./facts-file.ts";

export interface ShelfLimits {
  readonly bytes: number;
  readonly recordings: number;
}

/** No single recording takes more than the whole room divided by this. */
const SHARES = 2;

/** What is kept, by id, and which of it goes when there is no more room. Knows no files. */
export class ShelfOfRecordings {
  readonly #limits: ShelfLimits;
  readonly #entries = new Map<string, KeptEntry>();
  readonly #unsettled = new Set<string>();

  constructor(limits: ShelfLimits) {
    this.#limits = limits;
  }

  get room(): Omit<Keeping, "problem"> {
    return { usedBytes: this.#usedBytes(), limitBytes: this.#limits.bytes };
  }

  get(id: string): KeptEntry | undefined {
    return this.#entries.get(id);
  }

  put(entry: KeptEntry): void {
    this.#entries.set(entry.id, entry);
  }

  delete(id: string): void {
    this.#entries.delete(id);
    this.#unsettled.delete(id);
  }

  /** Found as running, though no lab of this server is: listed as broken off until somebody has looked. */
  putUnsettled(entry: KeptEntry): void {
    this.put({ ...entry, state: "cut" });
    this.#unsettled.add(entry.id);
  }

  /** Each is given once. */
  takeUnsettled(): readonly string[] {
    const ids = [...this.#unsettled];
    this.#unsettled.clear();
    return ids;
  }

  /** Of one owner, newest first. */
  of(owner: string): KeptEntry[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.owner === owner)
      .sort((one, other) => other.startedAt.localeCompare(one.startedAt));
  }

  /**
   * What has to go so that `bytes` more and `recordings` more fit: the oldest of those that nobody gave a name and whose
   * labs are over. Null where that is not enough.
   */
  goners(bytes: number, recordings: number): KeptEntry[] | null {
    let tooManyBytes = this.#usedBytes() + bytes - this.#limits.bytes;
    let tooMany = this.#entries.size + recordings - this.#limits.recordings;
    const goners: KeptEntry[] = [];
    for (const entry of this.#dispensable()) {
      if (tooManyBytes <= 0 && tooMany <= 0) break;
      goners.push(entry);
      tooManyBytes -= entry.bytes;
      tooMany -= 1;
    }
    return tooManyBytes <= 0 && tooMany <= 0 ? goners : null;
  }

  /** Whether one recording with so many bytes more would take more than may go to one: the rest is there for the others. */
  outgrows(id: string, bytes: number): boolean {
    return (this.#entries.get(id)?.bytes ?? 0) + bytes > this.#limits.bytes / SHARES;
  }

  /** Whether those with a name leave less than may go to one recording. */
  get isFullOfNamed(): boolean {
    const named = [...this.#entries.values()].filter(({ name }) => name !== null);
    const bytes = named.reduce((sum, entry) => sum + entry.bytes, 0);
    return (
      bytes + this.#limits.bytes / SHARES > this.#limits.bytes || named.length >= this.#limits.recordings
    );
  }

  #dispensable(): KeptEntry[] {
    return [...this.#entries.values()]
      .filter(({ name, state }) => name === null && state !== "running")
      .sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  }

  #usedBytes(): number {
    let bytes = 0;
    for (const entry of this.#entries.values()) bytes += entry.bytes;
    return bytes;
  }
}

/** What a client may know of it. */
export function shown({ version: _version, owner: _owner, ...recording }: KeptEntry): KeptRecording {
  return recording;
}
