import { readFileSync, writeFileSync } from "node:fs";
import { env } from "node:process";
import { TRACE_VERSION, TraceEvent, withoutSecrets } from "@wirestage/trace";
import { expect, test } from "vitest";
import { z } from "zod";
import { goldenRun } from "./golden-run.fixture.ts";
import { readRecording } from "./read-recording.ts";
import { APPLICATION } from "./recorded-run.fixture.ts";
import { UPGRADES } from "./upgrade/upgrade.ts";
import { writeRecording } from "./write-recording.ts";

const Line = z.looseObject({ kind: z.string() });

function fixturePath(name: string): URL {
  return new URL(`../fixtures/${name}`, import.meta.url);
}

function fixture(name: string): Uint8Array {
  return readFileSync(fixturePath(name));
}

function linesOf(name: string): z.infer<typeof Line>[] {
  const lines = new TextDecoder().decode(fixture(name)).trimEnd().split("\n");
  return lines.map((line) => Line.parse(JSON.parse(line)));
}

test("there is one step from each version of the trace to the next", () => {
  expect(UPGRADES).toHaveLength(TRACE_VERSION - 1);
});

// Neither file is ever written again: whatever comes later must read what version 1 wrote.
test("a recording of version 1 reads as on the day it was made, with what was not told then as null", () => {
  const expected = linesOf("v1-tcp-echo.jsonl").map((event) => {
    if (event.kind === "program.ended") return { ...event, limit: null };
    if (event.kind !== "lab.opened") return event;
    const hosts = z.array(z.looseObject({})).parse(event["hosts"]);
    const upgraded = {
      request: null,
      capture: null,
      hosts: hosts.map((host) => ({ ...host, address6: null })),
    };
    return { ...event, version: TRACE_VERSION, ...upgraded };
  });
  expect(expected).toHaveLength(87);
  expect(readRecording(fixture("v1-tcp-echo.pcapng"))).toEqual(expected);
});

// Until version 2 is released it may grow, and its files are made anew by WRITE_GOLDEN=2; afterwards never again.
if (env["WRITE_GOLDEN"] === "2") {
  const events = goldenRun();
  const lines = events.map((event) => JSON.stringify(withoutSecrets(event)));
  writeFileSync(fixturePath("v2-hands-and-rules.jsonl"), `${lines.join("\n")}\n`);
  writeFileSync(
    fixturePath("v2-hands-and-rules.pcapng"),
    writeRecording(events, { application: APPLICATION }),
  );
}

test("a recording of version 2 reads as on the day it was made", () => {
  const expected = linesOf("v2-hands-and-rules.jsonl");
  const events = readRecording(fixture("v2-hands-and-rules.pcapng"));
  expect(events).toEqual(expected);
  expect(expected.map((event) => TraceEvent.parse(event))).toEqual(expected);
});

test("the recording of version 2 has in it what version 1 had not", () => {
  const kinds = new Set(linesOf("v2-hands-and-rules.jsonl").map(({ kind }) => kind));
  const added = ["frame.copied", "frame.injected", "frame.altered", "frame.rescheduled", "command.given"];
  for (const kind of [...added, "rule.set", "rule.removed"]) expect(kinds).toContain(kind);
  const text = new TextDecoder("latin1").decode(fixture("v2-hands-and-rules.pcapng"));
  expect(text).toContain('"type":"withheld"');
  expect(text).not.toContain("open sesame");
});
