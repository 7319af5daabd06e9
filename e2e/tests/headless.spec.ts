import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { OpenLabBody } from "@wirestage/protocol";
import type { TraceEvent } from "@wirestage/trace";
import { openLab, readTrace } from "../api.ts";
import { LabPage } from "../lab-page.ts";
import { hostStory, isEchoOver } from "../trace-story.ts";

const run = promisify(execFile);
const LINES = ["hello", "exit"];

async function wholeTrace(api: APIRequestContext, lab: string): Promise<TraceEvent[]> {
  let events: TraceEvent[] = [];
  const isOver = async () => {
    events = await readTrace(api, lab);
    return isEchoOver(events);
  };
  await expect.poll(isOver, { timeout: 30_000 }).toBe(true);
  return events;
}

async function saveRecording(api: APIRequestContext, lab: string, path: string): Promise<void> {
  const answer = await api.get(`/api/labs/${lab}/recording.pcapng`);
  expect(answer.status()).toBe(200);
  await writeFile(path, await answer.body());
}

/** Columns of every frame, checksums verified by tshark itself. */
async function tshark(path: string, fields: readonly string[]): Promise<string[][]> {
  const verify = ["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"];
  const columns = ["-T", "fields", ...fields.flatMap((field) => ["-e", field])];
  const { stdout } = await run("tshark", ["-r", path, ...verify, ...columns]);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
}

test("the same run by hand and by POST: the same frames, states with their causes, calls and output", async ({
  page,
  request,
}) => {
  const asked = page.waitForRequest((each) => each.method() === "POST" && each.url().endsWith("/api/labs"));
  const lab = await LabPage.start(page);
  const { owner: _owner, ...byPage } = OpenLabBody.parse((await asked).postDataJSON());
  const headless = await openLab(request, { ...byPage, input: LINES });

  await expect(lab.terminal("client")).toContainText("connected to");
  await lab.type("hello");
  await expect(lab.terminal("client")).toContainText("reply: HELLO");
  await lab.type("exit");
  const [one, other] = await Promise.all([wholeTrace(request, lab.id), wholeTrace(request, headless.id)]);

  for (const host of ["client", "server"] as const) {
    const story = hostStory(other, host);
    expect(story, host).toEqual(hostStory(one, host));
    expect(story.frames.length, host).toBeGreaterThan(3);
    expect(story.states.length, host).toBeGreaterThan(3);
  }
});

test("the recording of a headless run: two named interfaces, nanoseconds, every frame, every checksum good", async ({
  request,
}, info) => {
  const { id } = await openLab(request, { run: "tcp-echo", input: LINES, latencyMs: 5, paceMs: 20 });
  const events = await wholeTrace(request, id);
  const path = info.outputPath("headless.pcapng");
  await saveRecording(request, id, path);

  const { stdout: facts } = await run("capinfos", [path]);
  expect(facts).toMatch(/Number of interfaces in file: 2\b/);
  expect(facts).toMatch(/Interface #0 info:\s+Name = client\b/);
  expect(facts).toMatch(/Interface #1 info:\s+Name = server\b/);
  expect(facts.match(/Time precision = nanoseconds \(9\)/g)).toHaveLength(2);

  const rows = await tshark(path, ["frame.interface_name", "ip.checksum.status", "tcp.checksum.status"]);
  const sent = events.filter((event) => event.kind === "frame.sent");
  const good = "1";
  expect(rows).toEqual(sent.map(({ host }) => [host, good, good]));
});
