import { readFileSync } from "node:fs";
import { TRACE_VERSION } from "@wirestage/trace";
import { expect, test } from "vitest";
import { z } from "zod";
import { readRecording } from "./read-recording.ts";
import { UPGRADES } from "./upgrade/upgrade.ts";

const Line = z.looseObject({ kind: z.string() });

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
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
    const upgraded = { request: null, capture: null, hosts: hosts.map((host) => ({ ...host, address6: null })) };
    return { ...event, version: TRACE_VERSION, ...upgraded };
  });
  expect(expected).toHaveLength(87);
  expect(readRecording(fixture("v1-tcp-echo.pcapng"))).toEqual(expected);
});
