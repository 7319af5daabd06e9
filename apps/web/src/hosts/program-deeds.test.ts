import type { ProgramState } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { possibleDeeds } from "./program-deeds.ts";

type Language = ProgramState["started"]["language"];

function deedsOf(language: Language, act: (b: TraceBuilder, program: number) => void = () => {}) {
  const b = new TraceBuilder();
  const facts = { host: "client", name: "x", role: null, parameters: {} } as const;
  b.event({ kind: "program.started", program: 1, language, ...facts });
  act(b, 1);
  const program = b.log.latest.programs.get(1);
  return program ? [...possibleDeeds(program)].sort() : [];
}

const end = (b: TraceBuilder, program: number) =>
  b.event({ kind: "program.ended", program, exitCode: 0, signal: null, limit: null });

it("a running program of the tutorial can be paused, stepped, killed and restarted", () => {
  expect(deedsOf("python")).toEqual(["kill", "pause", "restart", "step"]);
});

it("a paused one can go on", () => {
  const paused = deedsOf("ts", (b, program) => b.event({ kind: "program.paused", program }));
  expect(paused).toEqual(["kill", "restart", "resume", "step"]);
});

it("one that has ended can only be restarted", () => {
  expect(deedsOf("ts", end)).toEqual(["restart"]);
});

it("a command whose calls are not seen can only be killed; with its tracer also paused", () => {
  expect(deedsOf("command")).toEqual(["kill"]);
  const source = { language: "python", file: "my_client.py", text: "" } as const;
  const traced = deedsOf("command", (b, program) => b.event({ kind: "program.source", program, ...source }));
  expect(traced).toEqual(["kill", "pause", "step"]);
});

it("a console, and a command that has ended: nothing but the end", () => {
  expect(deedsOf("console")).toEqual(["kill"]);
  expect(deedsOf("command", end)).toEqual([]);
});
