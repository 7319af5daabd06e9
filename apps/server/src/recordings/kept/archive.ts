import { access, constants, type FileHandle, mkdir, open, realpath, stat } from "node:fs/promises";
import { constants as osConstants } from "node:os";
import { type Keeping, type KeepingProblem, type KeptRecording, LIMITS } from "@wirestage/protocol";
import type { FastifyBaseLogger } from "fastify";
import { ApiError } from "../../errors/api-error.ts";
import { errorName } from "../../labs/kernel-probe.ts";
import { lockDirectory } from "./directory-lock.ts";
import {
  type KeptEntry,
  readEntries,
  recordingPath,
  removeEntry,
  removeOrphans,
  removeUnfinished,
  writeEntry,
} from "./facts-file.ts";
import { keepingProblem } from "./problem.ts";
import type { SettledFile } from "./recording-file.ts";
import { NO_FACTS, type RunFacts } from "./run-facts.ts";
import { ShelfOfRecordings, shown } from "./shelf-of-recordings.ts";

export interface ArchiveSettings {
  /** Made where there is none. */
  readonly directory: string;
  /** What all recordings may take; 0 keeps none. */
  readonly bytes: number;
}

/** Codes of a RecordingError that say that a file does not hold a single event. */
const UNREADABLE: ReadonlySet<string> = new Set(["not_a_pcapng", "not_a_wirestage_recording"]);

/** A recording that begins. */
export type NewRecording = Pick<KeptEntry, "id" | "owner" | "startedAt">;

/** The recordings that this server keeps: their files, and what they are listed with. */
export class RecordingArchive {
  readonly #settings: ArchiveSettings;
  readonly #log: FastifyBaseLogger;
  readonly #shelf: ShelfOfRecordings;
  #directory: string | null = null;
  #opening: Promise<string | null> | null = null;
  #unlock = () => {};
  #problem: KeepingProblem | null = null;
  /** Facts are written one after another, so that a later state never comes before an earlier one. */
  #writing: Promise<void> = Promise.resolve();

  constructor(settings: ArchiveSettings, log: FastifyBaseLogger) {
    this.#settings = settings;
    this.#log = log;
    this.#shelf = new ShelfOfRecordings({ bytes: settings.bytes, recordings: LIMITS.recordings });
    if (settings.bytes === 0) this.#problem = keepingProblem({ code: "off" });
  }

  get keeping(): Keeping {
    return { problem: this.#problem, ...this.#shelf.room };
  }

  /** Opens the directory where that has not been done or could not be; answers its path, null where it cannot be used. */
  async open(): Promise<string | null> {
    if (this.#settings.bytes === 0 || this.#directory !== null) return this.#directory;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Of one owner, newest first. */
  list(owner: string): KeptRecording[] {
    return this.#shelf.of(owner).map(shown);
  }

  /** @throws ApiError `recording_not_found` */
  get(id: string): KeptRecording {
    return shown(this.#entry(id));
  }

  /** What is left of runs that no server ended in good order, each once, with the path of its file. */
  takeUnsettled(): { id: string; path: string }[] {
    const directory = this.#directory;
    if (directory === null) return [];
    return this.#shelf.takeUnsettled().map((id) => ({ id, path: recordingPath(directory, id) }));
  }

  /** @throws ApiError `recording_not_found`, `key_wrong`; `recording_unchanged` where the disk does not take it */
  async rename(id: string, owner: string, name: string | null): Promise<KeptRecording> {
    this.#own(id, owner);
    const isRenamed = await this.#inTurn(async (directory) => {
      const before = this.#shelf.get(id);
      if (before === undefined) return;
      await writeEntry(directory, { ...before, name });
      // It may have grown meanwhile, or have made room for another; then its files go in their turn.
      const entry = this.#shelf.get(id);
      if (entry !== undefined) this.#shelf.put({ ...entry, name });
    });
    if (!isRenamed) throw new ApiError("recording_unchanged");
    return this.get(id);
  }

  /** @throws ApiError `recording_not_found`, `key_wrong`; `recording_unchanged` where the disk does not take it */
  async remove(id: string, owner: string): Promise<void> {
    this.#own(id, owner);
    const isRemoved = await this.#inTurn(async (directory) => {
      await removeEntry(directory, id);
      this.#shelf.delete(id);
    });
    if (!isRemoved) throw new ApiError("recording_unchanged");
    this.#roomFound();
  }

  /** Its file, of which the first `bytes` are whole blocks. @throws ApiError `recording_not_found` */
  async read(id: string): Promise<{ file: FileHandle; bytes: number; recording: KeptRecording }> {
    const recording = this.get(id);
    if (this.#directory === null || recording.bytes === 0) throw new ApiError("recording_not_found");
    try {
      const file = await open(recordingPath(this.#directory, id));
      // One that is over may have been written anew a moment ago, without the list knowing of it yet.
      const bytes = recording.state === "running" ? recording.bytes : (await file.stat()).size;
      return { file, bytes, recording };
    } catch {
      throw new ApiError("recording_not_found");
    }
  }

  /** Makes room for a recording and lists it; answers where its file belongs, null where it cannot be kept. */
  async begin(recording: NewRecording): Promise<string | null> {
    const directory = await this.open();
    if (directory === null || !this.makeRoom(0, 1)) return null;
    const entry: KeptEntry = {
      version: 1,
      name: null,
      state: "running",
      bytes: 0,
      ...NO_FACTS,
      ...recording,
    };
    this.#shelf.put(entry);
    if (!(await this.#save(entry.id))) {
      this.#shelf.delete(entry.id);
      return null;
    }
    return recordingPath(directory, recording.id);
  }

  /** Whether `bytes` more fit; what nobody named makes room for them, oldest first. */
  makeRoom(bytes: number, recordings = 0): boolean {
    const goners = this.#shelf.goners(bytes, recordings);
    if (goners === null) {
      this.#problem = keepingProblem({ code: this.#shelf.isFullOfNamed ? "full" : "outgrown" });
      return false;
    }
    for (const goner of goners) void this.#drop(goner.id);
    if (bytes > 0) this.#roomFound();
    return true;
  }

  /** Whether this recording may grow by so much; it makes room at the cost of others only up to its share. */
  makeRoomFor(id: string, bytes: number): boolean {
    if (!this.#shelf.outgrows(id, bytes)) return this.makeRoom(bytes);
    this.#problem = keepingProblem({ code: "outgrown" });
    return false;
  }

  /** There was no room for what came next: it stays as far as it came. */
  async outgrew(id: string): Promise<void> {
    this.#log.info({ recording: id }, "there was no room for the rest of a recording");
    await this.#cut(id);
  }

  /** The file has grown. False where it was removed meanwhile. */
  grown(id: string, bytes: number, facts: RunFacts): boolean {
    const entry = this.#shelf.get(id);
    if (entry === undefined) return false;
    this.#shelf.put({ ...entry, ...facts, bytes });
    if (this.#problem?.code === "disk") this.#problem = null;
    return true;
  }

  /** The file grows no more. What the directory says of it changes when it is settled. */
  ended(id: string): void {
    const entry = this.#shelf.get(id);
    if (entry !== undefined) this.#shelf.put({ ...entry, state: "ended" });
  }

  /** The file has its last form, or breaks off where it ended. */
  async settled(id: string, { state, facts, bytes }: SettledFile): Promise<void> {
    const entry = this.#shelf.get(id);
    // Deleted while its file was written anew: the rename has put the file there again.
    if (entry === undefined) return this.#drop(id);
    const settled: KeptEntry = { ...entry, ...facts, state, bytes };
    this.#shelf.put(settled);
    await this.#save(id);
    this.makeRoom(0);
  }

  /**
   * The file of a run that is over could not be brought into its last form. Where nothing can be read in it, it goes; else
   * it is listed as it is, and the next start of the server tries again.
   */
  async unsettleable(id: string, why: string): Promise<void> {
    this.#log.warn({ why }, "a recording could not be written anew");
    if (UNREADABLE.has(why)) await this.#drop(id);
  }

  /**
   * The file could not be written on: it stays as far as it came. Where `why` is the name of a system's error, the disk is
   * to blame; anything else is a fault of this one recording, and the next may well succeed.
   */
  async brokeOff(id: string, why: string): Promise<void> {
    if (why in osConstants.errno) this.#problem = keepingProblem({ code: "disk", why });
    this.#log.warn({ why, recording: id }, "a recording could not be written");
    await this.#cut(id);
  }

  async #cut(id: string): Promise<void> {
    const entry = this.#shelf.get(id);
    if (entry === undefined) return;
    if (entry.bytes === 0) await this.#drop(id);
    else await this.settled(id, { state: "cut", facts: entry, bytes: entry.bytes });
  }

  /** Nobody wants it; its file may have come to be after it was removed. */
  async forget(id: string): Promise<void> {
    await this.#drop(id);
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.#opening;
    await this.#writing;
    this.#unlock();
  }

  async #open(): Promise<string | null> {
    const { directory } = this.#settings;
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
      const real = await realpath(directory);
      const unlock = await lockDirectory(real);
      if (unlock === null) {
        this.#problem = keepingProblem({ code: "directory_in_use" });
        this.#log.warn({ directory }, "another server keeps its recordings there");
        return null;
      }
      this.#unlock = unlock;
      await this.#findAll(real);
      this.#problem = null;
      this.#directory = real;
      this.makeRoom(0);
      return real;
    } catch (error) {
      const why = errorName(error);
      // The next attempt takes it again; until then another server may have it.
      this.#unlock();
      this.#unlock = () => {};
      this.#problem = keepingProblem({ code: "directory_unusable", why });
      this.#log.warn({ why, directory }, "recordings cannot be kept");
      return null;
    }
  }

  async #findAll(directory: string): Promise<void> {
    await removeUnfinished(directory);
    await removeOrphans(directory);
    for (const entry of await readEntries(directory)) await this.#find(entry, directory);
  }

  /** An entry of a server before this one; its file may be larger than it knew, or gone. */
  async #find(entry: KeptEntry, directory: string): Promise<void> {
    try {
      const { size } = await stat(recordingPath(directory, entry.id));
      if (entry.state === "running") this.#shelf.putUnsettled({ ...entry, bytes: size });
      else this.#shelf.put({ ...entry, bytes: size });
    } catch (error) {
      const why = errorName(error);
      if (why === "ENOENT") await removeEntry(directory, entry.id);
      // It may be there again at the next start, as on a disk that does not answer.
      else this.#log.warn({ why, recording: entry.id }, "a recording cannot be looked at, and is not listed");
    }
  }

  #roomFound(): void {
    if (this.#problem?.code === "full" || this.#problem?.code === "outgrown") this.#problem = null;
  }

  async #drop(id: string): Promise<void> {
    this.#shelf.delete(id);
    await this.#inTurn((directory) => removeEntry(directory, id));
  }

  /** Writes what the list says of it when its turn comes. Whether that could be done. */
  async #save(id: string): Promise<boolean> {
    return this.#inTurn((directory) => {
      const entry = this.#shelf.get(id);
      return entry === undefined ? removeEntry(directory, id) : writeEntry(directory, entry);
    });
  }

  async #inTurn(work: (directory: string) => Promise<void>): Promise<boolean> {
    const directory = this.#directory;
    if (directory === null) return false;
    const done = this.#writing
      .then(() => work(directory))
      .then(
        () => true,
        (error: unknown) => {
          this.#problem = keepingProblem({ code: "disk", why: errorName(error) });
          this.#log.warn({ err: error }, "what recordings are listed with could not be written");
          return false;
        },
      );
    this.#writing = done.then(() => {});
    return done;
  }

  #entry(id: string): KeptEntry {
    const entry = this.#shelf.get(id);
    if (entry === undefined) throw new ApiError("recording_not_found");
    return entry;
  }

  #own(id: string, owner: string): KeptEntry {
    const entry = this.#entry(id);
    if (entry.owner !== owner) throw new ApiError("key_wrong");
    return entry;
  }
}
