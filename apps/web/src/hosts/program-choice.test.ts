import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { openAndEarlier, programsOf, shownProgram } from "./program-choice.ts";

function traceWith(...ended: readonly boolean[]) {
  const b = new TraceBuilder();
  for (const isOver of ended) {
    const program = b.program("server");
    if (isOver) b.event({ kind: "program.ended", program, exitCode: 0, signal: null, limit: null });
  }
  b.program("client");
  return programsOf(b.log.latest, "server");
}

const numberOf = (program: ReturnType<typeof shownProgram>) => program?.started.program ?? null;

describe("the program shown of a host", () => {
  it("is none where none was started, and never one of another host", () => {
    expect(shownProgram(traceWith(), null)).toBeNull();
  });

  it("is the newest that runs, though one that has ended is newer", () => {
    expect(numberOf(shownProgram(traceWith(false, false, true), null))).toBe(2);
  });

  it("is the newest where all have ended", () => {
    expect(numberOf(shownProgram(traceWith(true, true), null))).toBe(2);
  });

  it("is the chosen one until a newer one starts", () => {
    const choice = { program: 1, newest: 2 };
    expect(numberOf(shownProgram(traceWith(true, false), choice))).toBe(1);
    expect(numberOf(shownProgram(traceWith(true, false, false), choice))).toBe(3);
  });

  it("is not the chosen one at a time before that was started", () => {
    expect(numberOf(shownProgram(traceWith(false), { program: 2, newest: 2 }))).toBe(1);
  });
});

it("programs that have ended are put together, but for the one shown", () => {
  const programs = traceWith(true, true, false);
  const { open, earlier } = openAndEarlier(programs, programs[1] ?? null);
  expect(open.map(({ started }) => started.program)).toEqual([2, 3]);
  expect(earlier.map(({ started }) => started.program)).toEqual([1]);
});
