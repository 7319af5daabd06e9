import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { ManualTimers } from "../../testing/manual-timers.ts";
import { RecordingArchive } from "./archive.ts";
import { RecordingKeeper } from "./recording-keeper.ts";

const LATE_SETTLER = fileURLToPath(new URL("../../testing/late-settler.mjs", import.meta.url));
const ID = "x".repeat(22);
const OWNER = "a".repeat(64);

function archiveIn(directory: string): RecordingArchive {
  return new RecordingArchive({ directory, bytes: 1024 ** 2 }, pino({ level: "silent" }));
}

/** A directory in which a server before this one left a run unfinished. */
async function directoryAfterCrash(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "wirestage-keeper-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const archive = archiveIn(directory);
  const path = await archive.begin({ id: ID, owner: OWNER, startedAt: "2026-01-01T00:00:00.000Z" });
  await writeFile(path ?? "", "blocks");
  await archive.close();
  return directory;
}

test("deleted while its file is written anew: the file does not come back", async () => {
  const directory = await directoryAfterCrash();
  const archive = archiveIn(directory);
  const keeper = new RecordingKeeper({
    archive,
    worker: { entry: LATE_SETTLER, application: "Wirestage 0.0.0-test" },
    timers: new ManualTimers(),
  });
  await keeper.start();
  await vi.waitFor(() => expect(existsSync(join(directory, "settling"))).toBe(true), { timeout: 20_000 });
  await archive.remove(ID, OWNER);
  // The settler puts its file there once the old one is gone, and says so beside it.
  await vi.waitFor(() => expect(existsSync(join(directory, "renamed"))).toBe(true), { timeout: 20_000 });
  await vi.waitFor(async () => expect((await readdir(directory)).sort()).toEqual(["renamed", "settling"]), {
    timeout: 20_000,
  });
  await keeper.stop();
});
