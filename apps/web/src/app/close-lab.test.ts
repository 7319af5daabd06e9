import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import type { LinkState } from "../session/session.ts";
import { hasRecording, mayClose, runningPrograms } from "./close-lab.ts";

const OPEN: LinkState = { status: "open", mayCommand: true, watchers: 1 };
const ended = (code: "lab_ended" | "lab_idle"): LinkState => ({
  status: "ended",
  error: { code, message: "", facts: {} },
});

it("what has ended does not stand in the way of closing, what runs does, consoles included", () => {
  const b = new TraceBuilder();
  const server = b.program("server", "tcp-echo");
  const console = b.program("client", "console", { role: null, language: "console" });
  b.event({ kind: "program.ended", program: server, exitCode: 0, signal: null, limit: null });
  expect(runningPrograms(b.log.latest).map(({ started }) => started.program)).toEqual([console]);
});

it("only who opened the lab closes it, and only while it is there", () => {
  expect(mayClose(OPEN, true)).toBe("yes");
  expect(mayClose(OPEN, false)).toBe("watching");
  expect(mayClose({ ...OPEN, mayCommand: false }, true)).toBe("watching");
  expect(mayClose({ status: "lost", retryInMs: 250 }, true)).toBe("away");
  expect(mayClose(ended("lab_ended"), true)).toBe("over");
});

it("a closed lab has no recording any more, an idle one has", () => {
  expect(hasRecording(OPEN)).toBe(true);
  expect(hasRecording(ended("lab_idle"))).toBe(true);
  expect(hasRecording(ended("lab_ended"))).toBe(false);
});
