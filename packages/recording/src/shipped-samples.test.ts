import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { isFrameOrigin, TraceLog, withoutSecrets } from "@wirestage/trace";
import { expect, test } from "vitest";
import { readRecording } from "./read-recording.ts";

/** The recordings that come with the page. */
const folder = fileURLToPath(new URL("../../../apps/web/public/samples/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".pcapng"));
const hasTshark = spawnSync("tshark", ["--version"]).error === undefined;

test("there are recordings to be shipped", () => {
  expect(files.length).toBeGreaterThan(0);
});

test.each(files)("%s: a whole trace with frames that ended, and no secret", (file) => {
  const events = readRecording(readFileSync(folder + file));
  const log = new TraceLog();
  log.append(events);
  expect(log.frames.length).toBeGreaterThan(0);
  expect(log.latest.onWire.size).toBe(0);
  expect(events.map(withoutSecrets)).toEqual(events);
});

test.skipIf(!hasTshark && env["CI"] !== "true").each(files)("%s: tshark finds every frame", (file) => {
  const frames = readRecording(readFileSync(folder + file)).filter(isFrameOrigin);
  const rows = execFileSync("tshark", ["-r", folder + file, "-T", "fields", "-e", "frame.len"], {
    encoding: "utf8",
  });
  const lengths = rows.trimEnd().split("\n").map(Number);
  expect(lengths).toEqual(frames.map((frame) => frame.length));
});
