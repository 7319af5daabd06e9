import type { EventFacts } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { LabClock, TraceWriter } from "./trace-writer.ts";

const note: EventFacts = { kind: "note", topic: "test", facts: {} };

function writer(limit: number) {
  const batches: { from: number; lines: readonly string[] }[] = [];
  let filled = 0;
  const trace = new TraceWriter(
    new LabClock(),
    (batch) => batches.push(batch),
    limit,
    () => {
      filled += 1;
    },
  );
  return { trace, batches, timesFull: () => filled };
}

function endOfTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe("TraceWriter", () => {
  it("sends what was appended in one tick as one batch, numbered without a gap", async () => {
    const { trace, batches } = writer(100);
    trace.append(note);
    trace.append(note);
    await endOfTick();
    trace.append(note);
    await endOfTick();
    expect(batches.map(({ from, lines }) => [from, lines.length])).toEqual([
      [0, 2],
      [2, 1],
    ]);
    const seqs = batches.flatMap(({ lines }) => lines.map((line) => JSON.parse(line).seq));
    expect(seqs).toEqual([0, 1, 2]);
  });

  it("sends the beginning of a long tick before its end", () => {
    const { trace, batches } = writer(10_000);
    for (let count = 0; count < 1000; count++) trace.append(note);
    const sent = batches.flatMap(({ lines }) => lines.map((line) => JSON.parse(line).seq));
    expect(sent.length).toBeGreaterThan(500);
    expect(sent).toEqual(sent.map((_, index) => index));
  });

  it("never goes back in time", async () => {
    const { trace, batches } = writer(1000);
    for (let count = 0; count < 500; count++) trace.append(note);
    await endOfTick();
    const times = batches.flatMap(({ lines }) => lines.map((line) => JSON.parse(line).t));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("ends with a note at its limit, says so once, and takes nothing more", async () => {
    const { trace, batches, timesFull } = writer(3);
    for (let count = 0; count < 9; count++) trace.append(note);
    await endOfTick();
    const topics = batches.flatMap(({ lines }) => lines.map((line) => JSON.parse(line).topic));
    expect(topics).toEqual(["test", "test", "lab.full"]);
    expect(timesFull()).toBe(1);
  });
});
