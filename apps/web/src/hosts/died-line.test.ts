import type { CallOutcome } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { diedLine } from "./died-line.ts";

const REFUSED: CallOutcome = { ok: false, errno: 111, code: "ECONNREFUSED" };
const FINE: CallOutcome = { ok: true, value: null };

function lineAfter(outcome: CallOutcome, exitCode: number | null) {
  const b = new TraceBuilder();
  const program = b.program("client");
  b.return(b.enter(program, "client", "connect", [], 14), outcome);
  const signal = exitCode === null ? "SIGKILL" : null;
  b.event({ kind: "program.ended", program, exitCode, signal, limit: null });
  const state = b.log.latest.programs.get(program);
  return state ? diedLine(state) : "no program";
}

it("is the line of the failed call that a program ended with", () => {
  expect(lineAfter(REFUSED, 1)).toBe(14);
});

it.each([
  ["that went well", FINE, 0],
  ["whose last call went well", FINE, 1],
  ["that dealt with the error", REFUSED, 0],
  ["that was killed", REFUSED, null],
] as const)("is none of a program %s", (_what, outcome, exitCode) => {
  expect(lineAfter(outcome, exitCode)).toBeNull();
});
