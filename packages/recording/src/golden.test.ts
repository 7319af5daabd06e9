import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRecording } from "./read-recording.ts";

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

// Neither file is ever written again: a later version must read what version 1 wrote.
test("a recording of version 1 reads the same as on the day it was made", () => {
  const lines = new TextDecoder().decode(fixture("v1-tcp-echo.jsonl")).trimEnd().split("\n");
  expect(readRecording(fixture("v1-tcp-echo.pcapng"))).toEqual(lines.map((line) => JSON.parse(line)));
});
