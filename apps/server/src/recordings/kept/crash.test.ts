import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recoverRecording } from "@wirestage/recording";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { bundleWorker } from "../../testing/bundle-worker.ts";
import { KeepingProcess } from "../../testing/keeping-process.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let workerEntry: string;
beforeAll(async () => {
  workerEntry = await bundleWorker("recording-worker");
});

async function started(directory: string): Promise<KeepingProcess> {
  const server = await KeepingProcess.start(directory, workerEntry);
  onTestFinished(() => server.kill());
  return server;
}

test("kill -9 in the middle of a run: the next server lists the recording, and it opens as far as it was written", async () => {
  const directory = await mkdtemp(join(tmpdir(), "wirestage-crash-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const first = await started(directory);
  const { id, client } = await first.openLab();
  client.order({ frame: 1, length: 60, kept: 60 });
  client.order({ emit: 500 });
  await client.hasEvents(502);
  await vi.waitFor(async () => expect(await first.recording(id)).toMatchObject({ events: 502 }), {
    timeout: 20_000,
  });
  const seen = client.events.slice(0, 502);
  client.order({ emit: 500 });
  await first.kill();

  const second = await started(directory);
  const found = await vi.waitFor(
    async () => {
      const { recordings } = await second.list();
      expect(recordings).toMatchObject([{ id, state: "cut", frames: 1 }]);
      expect(recordings[0]?.events).toBeGreaterThanOrEqual(502);
      return recordings[0];
    },
    { timeout: 20_000 },
  );
  const { events, whole } = recoverRecording(await second.file(id));
  expect(whole).toBe(false);
  expect(events).toHaveLength(found?.events ?? 0);
  expect(events.slice(0, 502)).toEqual(seen);
});
