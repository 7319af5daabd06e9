import { readFileSync } from "node:fs";
import { TraceEvent } from "@wirestage/trace";
import { expect, test } from "vitest";
import { readRecording } from "./read-recording.ts";

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

// Neither file is ever written again: a later version must read what version 1 wrote. Facts that events have got since
// then stand in neither; the schema of the trace fills both in.
test("a recording of version 1 reads the same as on the day it was made", () => {
  const lines = new TextDecoder().decode(fixture("v1-tcp-echo.jsonl")).trimEnd().split("\n");
  const events = lines.map((line) => TraceEvent.parse(JSON.parse(line)));
  expect(readRecording(fixture("v1-tcp-echo.pcapng"))).toEqual(events);
});
