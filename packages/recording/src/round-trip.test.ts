import { borrowBlocks } from "@wirestage/pcapng";
import type { TraceEvent } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyRun } from "./any-run.fixture.ts";
import { readRecording } from "./read-recording.ts";
import {
  APPLICATION,
  AWKWARD_TEXT,
  heldSynRun,
  madeFramesRun,
  snapped,
  synInFlight,
} from "./recorded-run.fixture.ts";
import { writeRecording } from "./write-recording.ts";

const application = APPLICATION;

function jsonLines(events: readonly TraceEvent[]): string[] {
  return events.map((event) => JSON.stringify(event));
}

/** For tests that write hundreds of files: a busy machine takes longer than vitest's 5 s. */
const MANY_FILES_MS = 60_000;

describe("a trace comes back from its recording event by event", () => {
  test("whatever happened in it and whatever its snap length", { timeout: MANY_FILES_MS }, () => {
    fc.assert(
      fc.property(anyRun, fc.nat({ max: 200 }), fc.boolean(), (events, snapLength, asJson) => {
        const { events: cut, frames } = snapped(events, snapLength);
        const given = asJson ? jsonLines(cut) : cut;
        expect(readRecording(writeRecording(given, { application, frames }))).toEqual(cut);
        expect(readRecording(writeRecording(given, { application }))).toEqual(cut);
      }),
      { numRuns: 40 },
    );
  });

  test("every beginning of a run, as a lab that is still going would be saved", {
    timeout: MANY_FILES_MS,
  }, () => {
    const { events } = heldSynRun();
    for (let count = 1; count <= events.length; count++) {
      const begun = events.slice(0, count);
      expect(readRecording(writeRecording(begun, { application }))).toEqual(begun);
    }
  });

  test("a lab in which no frame was sent", () => {
    const { events } = new TraceBuilder();
    const file = writeRecording(events, { application });
    expect(readRecording(file)).toEqual(events);
    expect([...borrowBlocks(file)].some((block) => block.kind === "enhanced-packet")).toBe(false);
  });

  test("text that is longer than an option, and characters cut by its end", () => {
    const run = new TraceBuilder();
    run.event({ kind: "note", topic: "long", facts: { text: `x${"狐".repeat(100_000)}`, AWKWARD_TEXT } });
    expect(readRecording(writeRecording(run.events, { application }))).toEqual(run.events);
  });

  test("frame bytes that differ from the whole frame's", () => {
    const { events } = synInFlight();
    const frames = () => Uint8Array.of(1, 2, 3);
    expect(readRecording(writeRecording(events, { application, frames }))).toEqual(events);
  });

  test("JSON that is spread over lines", () => {
    const { events } = synInFlight();
    const pretty = events.map((event) => JSON.stringify(event, null, 2));
    expect(readRecording(writeRecording(pretty, { application }))).toEqual(events);
  });

  test("many events between two frames, in blocks that Wireshark still opens", () => {
    const run = new TraceBuilder();
    const note = () => run.event({ kind: "note", topic: "filler", facts: { text: "x".repeat(50_000) } });
    for (let i = 0; i < 60; i++) note();
    run.segment("client", { flags: ["SYN"], seq: 0 });
    for (let i = 0; i < 60; i++) note();
    const file = writeRecording(run.events, { application });
    expect(Math.max(...Array.from(borrowBlocks(file), (block) => block.length))).toBeLessThan(2 ** 21);
    expect(readRecording(file)).toEqual(run.events);
  });
});

test("a packet holds what its frame began with: a copy the altered bytes, its original those before", () => {
  const { events, frames } = snapped(madeFramesRun().events, 256);
  const blocks = [...borrowBlocks(writeRecording(events, { application, frames }))];
  const packets = blocks.filter((block) => block.kind === "enhanced-packet");
  expect(packets.map(({ data }) => String.fromCharCode(data.at(-1) ?? 0))).toEqual(["x", "y", "d"]);
  expect(packets.map(({ interfaceId }) => interfaceId)).toEqual([0, 0, 0]);
  expect(packets.map(({ originalLength }) => originalLength)).toEqual([300, 300, 48]);
});

test("a packet holds the whole frame, its event only what the stream carried", () => {
  const { events, frames } = snapped(synInFlight().events, 20);
  const packets = [...borrowBlocks(writeRecording(events, { application, frames }))].filter(
    (block) => block.kind === "enhanced-packet",
  );
  expect(packets.map((packet) => Array.from(packet.data))).toEqual([Array.from(frames(1) ?? [])]);
  const snappedPackets = [...borrowBlocks(writeRecording(events, { application }))];
  expect(snappedPackets.at(-1)).toMatchObject({ originalLength: 54, data: frames(1)?.subarray(0, 20) });
});
