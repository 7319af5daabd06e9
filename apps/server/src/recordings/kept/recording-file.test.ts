import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OngoingRecording, readRecording } from "@wirestage/recording";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { expect, onTestFinished, test } from "vitest";
import { GrowingFile, settleFile } from "./recording-file.ts";

const application = "Wirestage 0.0.0-test";

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "wirestage-file-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Blocks of a whole run; the last part ends it. */
function partsOfRun() {
  const { events } = tcpEchoRun({ latencyMs: 5 }).run();
  const recording = new OngoingRecording({ application });
  for (const event of events) recording.add(event);
  return { events, body: recording.takeBytes(), end: recording.finish() };
}

function fileWith(...parts: readonly Uint8Array[]): string {
  const path = join(newDirectory(), "run.pcapng");
  const file = new GrowingFile(path);
  for (const part of parts) file.append(part);
  file.close();
  return path;
}

test("a run that is over: its file is written anew with what became of frames, and nothing is left beside it", () => {
  const { events, body, end } = partsOfRun();
  const path = fileWith(body, end);
  expect(readFileSync(path).includes("delivered to server")).toBe(false);
  const { state, facts, bytes } = settleFile(path, application);
  const file = readFileSync(path);
  expect({ state, bytes }).toEqual({ state: "ended", bytes: file.length });
  expect(facts).toMatchObject({ events: events.length, durationNs: events.at(-1)?.t });
  expect(file.includes("delivered to server")).toBe(true);
  expect(readRecording(file)).toEqual(events);
  expect(readdirSync(join(path, ".."))).toEqual(["run.pcapng"]);
});

test("a run that was cut off: its file stays as it is, and counts what is in it", () => {
  const { events, body } = partsOfRun();
  const path = fileWith(body.subarray(0, -7));
  const before = readFileSync(path);
  expect(settleFile(path, application)).toMatchObject({ state: "cut", bytes: before.length });
  expect(settleFile(path, application).facts.events).toBeLessThan(events.length);
  expect(readFileSync(path)).toEqual(before);
});

test("a file without a single event: not_a_wirestage_recording", () => {
  const { body } = partsOfRun();
  const refused = expect.objectContaining({ code: "not_a_wirestage_recording" });
  expect(() => settleFile(fileWith(body.subarray(0, 100)), application)).toThrow(refused);
});

test("where the new file cannot be made, the old one stays", () => {
  const { body, end } = partsOfRun();
  const path = fileWith(body, end);
  const before = readFileSync(path);
  mkdirSync(`${path}.new`);
  writeFileSync(join(`${path}.new`, "in the way"), "");
  expect(() => settleFile(path, application)).toThrow(/EISDIR/);
  expect(readFileSync(path)).toEqual(before);
});

test("a full disk: the error's own name, whatever else then fails", () => {
  const file = new GrowingFile("/dev/full");
  expect(() => file.append(Uint8Array.of(1, 2, 3))).toThrow(expect.objectContaining({ code: "ENOSPC" }));
  expect(file.bytes).toBe(0);
  file.close();
});
