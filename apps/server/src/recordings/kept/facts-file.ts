import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { KeptRecording, RecordingId } from "@wirestage/protocol";
import { z } from "zod";
import { unfinishedName } from "./recording-file.ts";

/** What stands beside each recording: what it is listed with, and whose it is. */
export const KeptEntry = KeptRecording.extend({
  /** Of this file. */
  version: z.literal(1),
  /** SHA-256 of the owner's key, in hexadecimal. */
  owner: z.string().regex(/^[0-9a-f]{64}$/),
});
export type KeptEntry = z.infer<typeof KeptEntry>;

const RECORDING = ".pcapng";
const FACTS = ".json";

/** Where a recording is; `id` must be one. */
export function recordingPath(directory: string, id: string): string {
  return join(directory, `${RecordingId.parse(id)}${RECORDING}`);
}

function factsPath(directory: string, id: string): string {
  return join(directory, `${RecordingId.parse(id)}${FACTS}`);
}

/** After this there are the old facts or the new ones, whatever happens meanwhile. */
export async function writeEntry(directory: string, entry: KeptEntry): Promise<void> {
  const path = factsPath(directory, entry.id);
  const unfinished = unfinishedName(path);
  try {
    await writeFile(unfinished, JSON.stringify(entry), { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

export async function removeEntry(directory: string, id: string): Promise<void> {
  await rm(recordingPath(directory, id), { force: true });
  await rm(factsPath(directory, id), { force: true });
}

/** What was kept here before; files that are not ours, or that nobody can make out, are passed over. */
export async function readEntries(directory: string): Promise<KeptEntry[]> {
  const names = await readdir(directory);
  const ids = names.filter((name) => name.endsWith(FACTS)).map((name) => name.slice(0, -FACTS.length));
  const entries: KeptEntry[] = [];
  for (const id of ids) {
    const entry = RecordingId.safeParse(id).success ? await readEntry(directory, id) : null;
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

async function readEntry(directory: string, id: string): Promise<KeptEntry | null> {
  try {
    const text = await readFile(factsPath(directory, id), "utf8");
    const parsed = KeptEntry.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.id === id ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Removes what a crash left half-written. */
export async function removeUnfinished(directory: string): Promise<void> {
  const names = await readdir(directory);
  const isOurs = (name: string) => /^[A-Za-z0-9_-]{22}\.(?:json|pcapng)\.new$/.test(name);
  await Promise.all(names.filter(isOurs).map((name) => rm(join(directory, name), { force: true })));
}

/** Removes recordings beside which no facts stand: they were deleted while they were written anew, or by halves. */
export async function removeOrphans(directory: string): Promise<void> {
  const names = new Set(await readdir(directory));
  const isOrphan = (name: string) => {
    const id = name.slice(0, -RECORDING.length);
    return name === `${id}${RECORDING}` && RecordingId.safeParse(id).success && !names.has(`${id}${FACTS}`);
  };
  await Promise.all([...names].filter(isOrphan).map((name) => rm(join(directory, name), { force: true })));
}
