import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ErrorBody, Health, KeptRecording, RecordingList } from "@wirestage/protocol";
import { readRecording, recoverRecording } from "@wirestage/recording";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { bundleWorker } from "../testing/bundle-worker.ts";
import type { LiveClient } from "../testing/live-client.ts";
import { postJson, type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

/** For what happens in threads, on a machine that may be busy. */
const PATIENCE = { timeout: 20_000, interval: 20 };
const KEY = "k".repeat(32);
const MIB = 1024 * 1024;

let workerEntry: string;
beforeAll(async () => {
  workerEntry = await bundleWorker("recording-worker");
});

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "wirestage-kept-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A server that keeps recordings; its clock stands still until it is told. */
async function keepingServer(directory: string, bytes = 16 * MIB): Promise<RunningServer> {
  const server = await runServer({ recordings: { workerEntry, kept: { directory, bytes } } });
  onTestFinished(() => server.stop());
  return server;
}

const SENT = { frame: 1, length: 1_500, kept: 256 };

/** A lab of its owner in which a frame was sent and some more happened. */
async function labOf(server: RunningServer, body: object = { owner: KEY }) {
  const lab = await server.openLab(body);
  const client = await server.watch(lab, lab.token);
  client.order(SENT);
  client.order({ emit: 10 });
  await client.hasEvents(12);
  return { lab, client };
}

function bearing(key: string, method = "GET"): RequestInit {
  return { method, headers: { authorization: `Bearer ${key}` } };
}

async function listOf(server: RunningServer, key = KEY): Promise<RecordingList> {
  return RecordingList.parse(await (await server.fetch("/api/recordings", bearing(key))).json());
}

/** Lets the keeper's time pass until the recording is as it is wanted. */
async function recordingThat(
  server: RunningServer,
  id: string,
  wanted: (recording: KeptRecording) => boolean,
): Promise<KeptRecording> {
  return vi.waitFor(async () => {
    server.timers.advance(500);
    const recording = KeptRecording.parse(await (await server.fetch(`/api/recordings/${id}`)).json());
    if (!wanted(recording)) throw new Error(`it is still ${JSON.stringify(recording)}`);
    return recording;
  }, PATIENCE);
}

async function fileOf(server: RunningServer, id: string): Promise<Uint8Array> {
  const response = await server.fetch(`/api/recordings/${id}/recording.pcapng`);
  expect(response.headers.get("content-type")).toBe("application/x-pcapng");
  return new Uint8Array(await response.arrayBuffer());
}

async function close(server: RunningServer, lab: { id: string; token: string }): Promise<void> {
  await server.fetch(`/api/labs/${lab.id}`, bearing(lab.token, "DELETE"));
}

function rename(server: RunningServer, id: string, name: unknown, key = KEY): Promise<Response> {
  return server.fetch(`/api/recordings/${id}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
}

async function codeOf(answer: Response | Promise<Response>): Promise<string> {
  return ErrorBody.parse(await (await answer).json()).code;
}

async function eventsSeenBy(client: LiveClient, count: number) {
  await client.hasEvents(count);
  return client.events.slice(0, count);
}

describe("the recording of a lab", () => {
  test("is there while the lab runs, as far as it has come, for whoever has the key", async () => {
    const server = await keepingServer(await newDirectory());
    const { lab, client } = await labOf(server);
    const recording = await recordingThat(server, lab.id, ({ events }) => events === 12);
    expect(recording).toMatchObject({ state: "running", name: null, frames: 1, id: lab.id });
    const { events, whole } = recoverRecording(await fileOf(server, lab.id));
    expect(whole).toBe(false);
    expect(events).toEqual(await eventsSeenBy(client, 12));
    const list = await listOf(server);
    expect(list.recordings).toEqual([recording]);
    expect(list.keeping).toMatchObject({ problem: null, usedBytes: recording.bytes, limitBytes: 16 * MIB });
    expect((await listOf(server, "z".repeat(32))).recordings).toEqual([]);
  });

  test("holds the whole of frames whose events carry them cut", async () => {
    const server = await keepingServer(await newDirectory());
    const { lab } = await labOf(server);
    await recordingThat(server, lab.id, ({ events }) => events === 12);
    const whole = Buffer.from(Array.from({ length: 1_500 }, (_, index) => index % 256));
    expect(Buffer.from(await fileOf(server, lab.id)).includes(whole)).toBe(true);
  });

  test("is whole when the lab is closed, and says what became of its frames", async () => {
    const server = await keepingServer(await newDirectory());
    const { lab, client } = await labOf(server);
    const seen = await eventsSeenBy(client, 12);
    await close(server, lab);
    const recording = await recordingThat(server, lab.id, ({ state }) => state === "ended");
    const file = await vi.waitFor(async () => {
      const bytes = await fileOf(server, lab.id);
      expect(Buffer.from(bytes).includes("still on its way when the recording ended")).toBe(true);
      return bytes;
    }, PATIENCE);
    expect(readRecording(file)).toEqual(seen);
    expect(recording.events).toBe(12);
  });

  test("is not kept of a lab in which nothing happened", async () => {
    const directory = await newDirectory();
    const server = await keepingServer(directory);
    const lab = await server.openLab({ owner: KEY });
    server.timers.advance(2_000);
    await close(server, lab);
    server.timers.advance(2_000);
    expect(await readdir(directory)).toEqual([]);
    expect((await listOf(server)).recordings).toEqual([]);
  });

  test("belongs to the lab's token where nobody gave a key", async () => {
    const server = await keepingServer(await newDirectory());
    const { lab } = await labOf(server, {});
    await recordingThat(server, lab.id, ({ events }) => events === 12);
    expect((await listOf(server, lab.token)).recordings).toHaveLength(1);
  });

  test("has neither the key nor a program's secret in any file", async () => {
    const directory = await newDirectory();
    const server = await keepingServer(directory);
    const lab = await server.openLab({ owner: KEY });
    const client = await server.watch(lab, lab.token);
    const started = { program: 1, host: "client", name: "tcp-hmac", role: "client", language: "ts" };
    client.order({ facts: [{ kind: "program.started", ...started, parameters: { SECRET: "open sesame" } }] });
    const recording = await recordingThat(server, lab.id, ({ events }) => events === 2);
    expect(recording.programs).toEqual(["tcp-hmac"]);
    const names = await readdir(directory);
    expect(names).toHaveLength(2);
    for (const name of names) {
      const bytes = await readFile(join(directory, name));
      for (const secret of ["open sesame", KEY, lab.token]) expect(bytes.includes(secret)).toBe(false);
    }
  });

  test("is there after the server was stopped and started again", async () => {
    const directory = await newDirectory();
    const first = await keepingServer(directory);
    const { lab, client } = await labOf(first);
    const seen = await eventsSeenBy(client, 12);
    await first.stop();
    const second = await keepingServer(directory);
    const recording = await recordingThat(second, lab.id, ({ state }) => state === "ended");
    expect(recording).toMatchObject({ events: 12, frames: 1 });
    expect(readRecording(await fileOf(second, lab.id))).toEqual(seen);
  });

  test("that cannot be written: the lab goes on, health and list say why", async () => {
    const file = join(await newDirectory(), "file");
    await writeFile(file, "");
    const server = await keepingServer(join(file, "recordings"));
    const { client } = await labOf(server);
    server.timers.advance(1_000);
    client.order({ emit: 1 });
    await client.hasEvents(13);
    const { recordings } = Health.parse(await (await server.fetch("/api/health")).json());
    expect(recordings.problem?.code).toBe("directory_unusable");
    expect((await listOf(server)).keeping).toEqual(recordings);
  });

  test("that would at once go beyond half of the limit is not kept, and its lab goes on", async () => {
    const directory = await newDirectory();
    const server = await keepingServer(directory, 2_000);
    const { client } = await labOf(server);
    await vi.waitFor(async () => {
      server.timers.advance(500);
      expect((await listOf(server)).keeping.problem?.code).toBe("outgrown");
    }, PATIENCE);
    client.order({ emit: 1 });
    await client.hasEvents(13);
    await vi.waitFor(async () => expect(await readdir(directory)).toEqual([]), PATIENCE);
  });
});

describe("PATCH and DELETE /api/recordings/:id", () => {
  test("a name is kept, shown in the list and in the name of the file, and can be taken away", async () => {
    const server = await keepingServer(await newDirectory());
    const { lab } = await labOf(server);
    await recordingThat(server, lab.id, ({ events }) => events === 12);
    expect((await rename(server, lab.id, "  三次握手 (1)  ")).status).toBe(200);
    expect((await listOf(server)).recordings[0]?.name).toBe("三次握手 (1)");
    const { headers } = await server.fetch(`/api/recordings/${lab.id}/recording.pcapng`);
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="wirestage-${lab.id}.pcapng"; filename*=UTF-8''${encodeURIComponent("三次握手")}%20%281%29.pcapng`,
    );
    await rename(server, lab.id, null);
    expect((await listOf(server)).recordings[0]?.name).toBeNull();
  });

  test.each([
    ["an empty name", " "],
    ["two lines", "a\nb"],
    ["a direction that is turned", "cod.\u202egnp"],
    ["a longer one than is allowed", "x".repeat(81)],
    ["none at all", undefined],
    ["a number", 7],
  ])("%s: 400 bad_request", async (_, name) => {
    const server = await keepingServer(await newDirectory());
    expect(await codeOf(rename(server, "x".repeat(22), name))).toBe("bad_request");
  });

  test("deleted: file and list have it no more, its lab goes on", async () => {
    const directory = await newDirectory();
    const server = await keepingServer(directory);
    const { lab, client } = await labOf(server);
    await recordingThat(server, lab.id, ({ events }) => events === 12);
    expect((await server.fetch(`/api/recordings/${lab.id}`, bearing(KEY, "DELETE"))).status).toBe(204);
    client.order({ emit: 1 });
    await client.hasEvents(13);
    server.timers.advance(1_000);
    await close(server, lab);
    await vi.waitFor(async () => expect(await readdir(directory)).toEqual([]), PATIENCE);
    expect(await codeOf(server.fetch(`/api/recordings/${lab.id}`))).toBe("recording_not_found");
  });

  test("without a key 401, with another one 403, of none that there is 404", async () => {
    const server = await keepingServer(await newDirectory());
    const { lab } = await labOf(server);
    await recordingThat(server, lab.id, ({ events }) => events === 12);
    const path = `/api/recordings/${lab.id}`;
    expect(await codeOf(server.fetch("/api/recordings"))).toBe("key_missing");
    expect(await codeOf(server.fetch(path, { method: "DELETE" }))).toBe("key_missing");
    expect(await codeOf(server.fetch(path, bearing("other".repeat(5), "DELETE")))).toBe("key_wrong");
    expect(await codeOf(rename(server, lab.id, "mine", lab.token))).toBe("key_wrong");
    for (const id of ["x", "..%2F..%2Fetc%2Fpasswd", "x".repeat(22)]) {
      expect(await codeOf(server.fetch(`/api/recordings/${id}`, bearing(KEY, "DELETE")))).toBe(
        "recording_not_found",
      );
      expect(await codeOf(server.fetch(`/api/recordings/${id}/recording.pcapng`))).toBe(
        "recording_not_found",
      );
    }
  });

  test.each(["short", "with space in it and long", "x".repeat(129)])(
    "owner %j: 400 bad_request",
    async (owner) => {
      const server = await keepingServer(await newDirectory());
      expect(await codeOf(server.fetch("/api/labs", postJson({ owner })))).toBe("bad_request");
    },
  );
});
