import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recoverRecording } from "@wirestage/recording";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { bundleWorker } from "../../testing/bundle-worker.ts";
import { KeepingProcess } from "../../testing/keeping-process.ts";

vi.setConfig({ testTimeout: 90_000 });

// The tests of kernels run in a network namespace of their own, in which not even the loopback is up.
beforeAll(() => void execFileSync("ip", ["link", "set", "lo", "up"]));

/** A command that gives the next one a file system of so many KiB at `directory`, which only it sees. */
function withSmallDisk(directory: string, kibibytes: number): readonly string[] {
  const mount = `mount -t tmpfs -o size=${kibibytes}k none ${directory} && exec "$@"`;
  return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "sh"];
}

test("a disk that is full: the lab goes on, the recording breaks off at a whole event, and everybody is told", async () => {
  const directory = await mkdtemp(join(tmpdir(), "wirestage-disk-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const workerEntry = await bundleWorker("recording-worker");
  const server = await KeepingProcess.start(directory, workerEntry, withSmallDisk(directory, 128));
  onTestFinished(() => server.kill());
  const { id, client } = await server.openLab();
  client.order({ frame: 1, length: 60, kept: 60 });
  client.order({ emit: 100 });
  await vi.waitFor(async () => expect(await server.recording(id)).toMatchObject({ events: 102 }), {
    timeout: 20_000,
  });
  client.order({ emit: 5_000 });
  await vi.waitFor(
    async () => {
      const { keeping, recordings } = await server.list();
      expect(keeping.problem).toMatchObject({ code: "disk", message: expect.stringContaining("(ENOSPC)") });
      expect(recordings).toMatchObject([{ id, state: "cut" }]);
    },
    { timeout: 20_000 },
  );
  const { events } = recoverRecording(await server.file(id));
  expect(events.length).toBeGreaterThanOrEqual(102);
  await client.hasEvents(5_102);
  client.order({ emit: 1 });
  await client.hasEvents(5_103);
});
