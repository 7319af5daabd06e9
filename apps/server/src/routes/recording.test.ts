import { fileURLToPath } from "node:url";
import { ErrorBody, LabStatus, type OpenLabResponse } from "@wirestage/protocol";
import { readRecording } from "@wirestage/recording";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { bundleWorker } from "../testing/bundle-worker.ts";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const SILENT_WORKER = fileURLToPath(new URL("../testing/silent-worker.mjs", import.meta.url));

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({
    recordings: { workerEntry: await bundleWorker("recording-worker") },
    requestsPerMinute: 1_000_000,
  });
});
afterAll(() => server.stop());

/** Its worker never writes anything, so that what happens meanwhile can be looked at. */
async function serverThatNeverWrites(
  recordings: { atOnce?: number; waiting?: number } = {},
): Promise<RunningServer> {
  const own = await runServer({ recordings: { workerEntry: SILENT_WORKER, ...recordings } });
  onTestFinished(() => own.stop());
  return own;
}

function recordingOf({ id }: { id: string }): string {
  return `/api/labs/${id}/recording.pcapng`;
}

async function codeOf(answer: Response | Promise<Response>): Promise<string> {
  return ErrorBody.parse(await (await answer).json()).code;
}

/** What a trace says of a program that computes an HMAC with this secret. */
function verifyingProgram(secret: string): object[] {
  const bytes = (text: string) => ({
    type: "bytes",
    base64: Buffer.from(text).toString("base64"),
    length: Buffer.byteLength(text),
  });
  return [
    {
      kind: "program.started",
      ...{ program: 1, host: "client", name: "tcp-hmac", role: "client", language: "ts" },
      parameters: { SECRET: secret, DIGEST: "sha256" },
    },
    {
      kind: "call.entered",
      ...{ call: 1, program: 1, host: "client", name: "hmac.digest", socket: null, line: 31 },
      arguments: [bytes(secret), bytes("abc"), "sha256"],
    },
  ];
}

/** A lab with that many events, none of which the test has to read. */
async function labWith(events: number): Promise<OpenLabResponse> {
  const lab = await server.openLab();
  const client = await server.watch(lab, lab.token, 1);
  client.order({ emit: events - 1 });
  client.socket.removeAllListeners("message");
  await vi.waitFor(
    async () => {
      const status = LabStatus.parse(await (await server.fetch(`/api/labs/${lab.id}`)).json());
      expect(status.next).toBe(events);
    },
    { timeout: 20_000 },
  );
  client.socket.terminate();
  return lab;
}

describe("GET /api/labs/:id/recording.pcapng", () => {
  test("gives back the very events, and the whole of frames that were cut", async () => {
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ frame: 1, length: 1_500, kept: 256 });
    client.order({ emit: 10 });
    await client.hasEvents(12);
    const response = await server.fetch(recordingOf(lab));
    expect(response.headers.get("content-disposition")).toContain(`"wirestage-${lab.id}.pcapng"`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(readRecording(bytes)).toEqual(client.events);
    const whole = Buffer.from(Array.from({ length: 1_500 }, (_, index) => index % 256));
    expect(Buffer.from(bytes).includes(whole)).toBe(true);
  });

  test("holds no secret that a program was given, unless one asks for it", async () => {
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ facts: verifyingProgram("open sesame") });
    await client.hasEvents(3);
    const [opened, started, call] = client.events;
    const withSecret = await (await server.fetch(`${recordingOf(lab)}?secrets=1`)).arrayBuffer();
    expect(readRecording(new Uint8Array(withSecret))).toEqual([opened, started, call]);
    const without = Buffer.from(await (await server.fetch(recordingOf(lab))).arrayBuffer());
    for (const secret of ["open sesame", Buffer.from("open sesame").toString("base64")]) {
      expect(Buffer.from(withSecret).includes(secret)).toBe(true);
      expect(without.includes(secret)).toBe(false);
    }
    expect(readRecording(new Uint8Array(without))).toMatchObject([
      { kind: "lab.opened" },
      { kind: "program.started", parameters: { DIGEST: "sha256" } },
      { kind: "call.entered", arguments: [{ type: "withheld" }, { type: "bytes", length: 3 }, "sha256"] },
    ]);
  });

  test("a long trace is written while the server goes on answering others", async () => {
    const events = 60_000;
    const lab = await labWith(events);
    let written = false;
    const recording = server.fetch(recordingOf(lab)).then((response) => {
      written = true;
      return response.arrayBuffer();
    });
    let answers = 0;
    for (; !written; answers += 1) await server.fetch("/api/health");
    expect(answers).toBeGreaterThan(20);
    expect(readRecording(new Uint8Array(await recording))).toHaveLength(events);
  });

  test("a trace that no recording can hold: 500 recording_failed, which says what is wrong", async () => {
    const lab = await server.openLab();
    const client = await server.watch(lab, lab.token);
    client.order({ frame: 2, length: 60, kept: 60 });
    await client.hasEvents(2);
    const response = await server.fetch(recordingOf(lab));
    expect(response.status).toBe(500);
    const error = ErrorBody.parse(await response.json());
    expect(error.code).toBe("recording_failed");
    expect(error.message).toContain("frame 1 is missing");
  });

  test("asked for all the time: 429 too_many_requests, and the lab is still there", async () => {
    const own = await serverThatNeverWrites();
    const lab = await own.openLab();
    for (let count = 0; count < 60; count += 1) await own.fetch(recordingOf({ id: "none" }));
    expect(await codeOf(own.fetch(recordingOf(lab)))).toBe("too_many_requests");
    expect((await own.fetch(`/api/labs/${lab.id}`)).status).toBe(200);
  });
});

describe("more recordings than can be written", () => {
  test("one is written, one waits, a third is refused; clients that leave make room", async () => {
    const own = await serverThatNeverWrites({ atOnce: 1, waiting: 1 });
    const lab = await own.openLab();
    const asked = [ask(own, lab), ask(own, lab), ask(own, lab)];
    const refused = await Promise.race(asked.map(({ answer }) => answer));
    expect(refused).toBe("too_many_requests");
    await counted(own, 1, 1);
    for (const { leave } of asked) leave();
    await counted(own, 0, 0);
  });

  test("a stop: who waits for a recording hears shutting_down", async () => {
    const own = await serverThatNeverWrites({ atOnce: 1 });
    const lab = await own.openLab();
    const asked = [ask(own, lab), ask(own, lab)];
    await counted(own, 1, 1);
    await own.stop();
    for (const { answer } of asked) expect(await answer).toBe("shutting_down");
  });
});

/** Asks for a recording; `answer` is the code of its error, or "left". */
function ask(own: RunningServer, lab: { id: string }): { answer: Promise<string>; leave: () => void } {
  const client = new AbortController();
  const answer = codeOf(own.fetch(recordingOf(lab), { signal: client.signal })).catch(() => "left");
  return { answer, leave: () => client.abort() };
}

function counted(own: RunningServer, writing: number, waiting: number): Promise<void> {
  const look = async () => {
    const metrics = await (await own.fetch("/metrics")).text();
    expect(metrics).toContain(`wirestage_recordings{state="writing"} ${writing}`);
    expect(metrics).toContain(`wirestage_recordings{state="waiting"} ${waiting}`);
  };
  return vi.waitFor(look, { timeout: 20_000 });
}
