import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { deedNow, type KeyDeed, type Meant, meantProgram, type Pointing } from "./meant-program.ts";

const NOWHERE: Pointing = { focused: null, selection: null };

function numberOf(meant: Meant): number | "none" | "several" {
  return meant.is === "one" ? meant.program.started.program : meant.is;
}

function pair() {
  const b = new TraceBuilder();
  const server = b.program("server", "tcp-echo");
  const client = b.program("client", "tcp-echo");
  const end = (program: number) =>
    b.event({ kind: "program.ended", program, exitCode: 0, signal: null, limit: null });
  const meant = (deed: KeyDeed, pointing: Partial<Pointing> = {}) =>
    numberOf(meantProgram(deed, { ...NOWHERE, ...pointing }, b.log));
  return { b, server, client, end, meant };
}

describe("the program that a key means", () => {
  it("is that of the panel with the focus, whatever is selected", () => {
    const { b, server, client, meant } = pair();
    const call = b.enter(server, "server", "accept", [], 20);
    expect(meant("pause", { focused: client, selection: { kind: "call", call } })).toBe(client);
  });

  it("is that of the selected call where the focus is elsewhere", () => {
    const { b, server, meant } = pair();
    const call = b.enter(server, "server", "accept", [], 20);
    expect(meant("step", { selection: { kind: "call", call } })).toBe(server);
    expect(meant("step", { selection: { kind: "frame", frame: 1 } })).toBe("several");
  });

  it("is the only one that runs", () => {
    const { server, client, end, meant } = pair();
    expect(meant("kill")).toBe("several");
    end(client);
    expect(meant("kill")).toBe(server);
    expect(meant("restart")).toBe("several");
    end(server);
    expect(meant("kill")).toBe("none");
  });

  it("is never another than the one that is pointed at", () => {
    const { client, end, meant } = pair();
    end(client);
    expect(meant("kill", { focused: client })).toBe("none");
  });

  it("is no console", () => {
    const b = new TraceBuilder();
    b.program("client", "console", { role: null, language: "console" });
    expect(numberOf(meantProgram("kill", NOWHERE, b.log))).toBe("none");
  });
});

it("the key that pauses a program lets a paused one run on", () => {
  const { b, client } = pair();
  const state = () => b.log.latest.programs.get(client);
  const before = state();
  b.event({ kind: "program.paused", program: client });
  const after = state();
  expect([before && deedNow("pause", before), after && deedNow("pause", after)]).toEqual(["pause", "resume"]);
});
