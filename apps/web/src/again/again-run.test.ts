import { TraceBuilder } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { againRun, goOnCommands } from "./again-run.ts";

let b: TraceBuilder;

beforeEach(() => {
  b = new TraceBuilder();
});

const note = (topic: string, facts: Record<string, string | number | null>) =>
  b.event({ kind: "note", topic, facts });

const hold = (host: string) => b.event({ kind: "rule.changed", host, rule: "hold", from: null, to: 0.5 });

describe("a lab that runs again", () => {
  it("tells of which lab and up to where, and how many commands it has given", () => {
    note("again.began", { of: "before", event: 42, steps: 3 });
    b.event({ kind: "command.given", command: { do: "wire.step" } });
    expect(againRun(b.log)).toEqual({ of: "before", event: 42, steps: 3, given: 1, end: null });
    b.event({ kind: "command.given", command: { do: "wire.step" } });
    expect(againRun(b.log)?.given).toBe(2);
  });

  it("tells what did not come where it parted", () => {
    note("again.began", { of: null, event: 42, steps: 0 });
    note("again.parted", { of: null, event: 42, what: "ends 2", wanted: 1, found: 0 });
    const missing = { what: "ends 2", wanted: "1", found: "0" };
    expect(againRun(b.log)).toMatchObject({ of: null, end: { is: "parted", missing } });
  });

  it("lets go only what it stopped itself, and what still stands", () => {
    const program = b.program("client");
    const own = b.segment("client", { flags: ["SYN"], seq: 0 }, () => {});
    const other = b.segment("client", { flags: ["SYN"], seq: 9 }, () => {});
    b.hold(own);
    note("again.began", { of: "before", event: 42, steps: 0 });
    note("again.reached", { of: "before", event: 42 });
    b.event({ kind: "command.given", command: { do: "wire.hold", on: true } });
    for (const host of ["client", "server"]) hold(host);
    b.hold(other);
    b.event({ kind: "program.paused", program });
    const end = againRun(b.log)?.end;
    if (!end) throw new Error("no end");
    expect(goOnCommands(b.log, end)).toEqual([
      { do: "wire.hold", on: false },
      { do: "frame.release", frame: other },
      { do: "program.resume", program },
    ]);
    b.event({ kind: "program.resumed", program });
    expect(goOnCommands(b.log, end)).toHaveLength(2);
  });

  it("lets go what has stopped since then by the hold, and not what a person holds", () => {
    note("again.began", { of: "before", event: 42, steps: 0 });
    note("again.reached", { of: "before", event: 42 });
    for (const host of ["client", "server"]) hold(host);
    b.event({ kind: "command.given", command: { do: "frame.drop", frame: 1 } });
    b.event({ kind: "note", topic: "other", facts: {} });
    const [stopped, own] = [1, 2].map((seq) => b.segment("client", { flags: ["SYN"], seq }, () => {}));
    b.hold(stopped ?? 0, 0.5, { by: "rule", rule: "hold" });
    b.hold(own ?? 0);
    const end = againRun(b.log)?.end;
    expect(end && goOnCommands(b.log, end)).toEqual([
      { do: "wire.hold", on: false },
      { do: "frame.release", frame: stopped },
    ]);
  });
});

it("a lab of its own runs nothing again", () => {
  b.event({ kind: "command.given", command: { do: "wire.step" } });
  expect(againRun(b.log)).toBeNull();
});
