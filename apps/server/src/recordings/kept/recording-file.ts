import {
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { recoverRecording, rewriteRecording } from "@wirestage/recording";
import { type RunFacts, RunFactsGatherer } from "./run-facts.ts";

/** Nobody but the server's user may read what learners did. */
const PRIVATE = 0o600;
const NEW_FILE = constants.O_CREAT | constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW;

/** What a file beside another is called while it is written; it takes the other's place when it is whole. */
export function unfinishedName(path: string): string {
  return `${path}.new`;
}

/** A file that grows by whole blocks. For threads that may wait for a disk. */
export class GrowingFile {
  readonly #descriptor: number;
  #bytes = 0;

  /** @throws as open(2) fails */
  constructor(path: string) {
    this.#descriptor = openSync(path, NEW_FILE, PRIVATE);
  }

  /** Up to the end of the last whole part. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws as write(2) fails; nothing of the part is in the file then */
  append(part: Uint8Array): void {
    try {
      for (let at = 0; at < part.length; ) at += writeSync(this.#descriptor, part, at);
      this.#bytes += part.length;
    } catch (error) {
      this.#cutBack();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** Where not even that can be done, the file ends inside a block, and is read up to there. */
  #cutBack(): void {
    try {
      ftruncateSync(this.#descriptor, this.#bytes);
    } catch {
      // The first error is the one to be told.
    }
  }
}

/** How the file of a run that is over turned out. */
export interface SettledFile {
  readonly state: "ended" | "cut";
  readonly facts: RunFacts;
  readonly bytes: number;
}

/**
 * Brings the file of a run that is over into its last form: a whole one is written anew with what became of its frames,
 * and takes the old one's place at once or not at all. One that was cut off stays as it is.
 * @throws RecordingError where nothing in it can be read; as the file system fails
 */
export function settleFile(path: string, application: string): SettledFile {
  const old = readFileSync(path);
  const { events, whole } = recoverRecording(old);
  const gatherer = new RunFactsGatherer();
  for (const event of events) gatherer.add(event);
  const facts = gatherer.facts;
  if (!whole) return { state: "cut", facts, bytes: old.length };
  const bytes = rewriteRecording(old, application);
  replaceFile(path, bytes);
  return { state: "ended", facts, bytes: bytes.length };
}

/** After this there is the old file or the new one, whatever happens meanwhile. @throws as the file system fails */
function replaceFile(path: string, bytes: Uint8Array): void {
  const unfinished = unfinishedName(path);
  try {
    const descriptor = openSync(unfinished, NEW_FILE, PRIVATE);
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
