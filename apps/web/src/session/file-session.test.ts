import { TRACE_START, TraceLog } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, expect, it } from "vitest";
import { FileSession } from "./file-session.ts";
import { capturedSession } from "./testing/captured-session.ts";
import { FakeFrames } from "./testing/fake-frames.ts";

const story = tcpEchoRun().run(3_000).events;

let frames: FakeFrames;
let session: FileSession;
beforeEach(() => {
  frames = new FakeFrames();
  const log = new TraceLog();
  log.append(story);
  const parts = {
    key: "opened-1",
    title: "echo.pcapng",
    source: { kind: "kept", id: "1" },
    remarks: [],
    packetNumber: () => null,
  } as const;
  const wholeFrame = async (frame: number) => Uint8Array.of(frame);
  session = new FileSession({ ...parts, log, wholeFrame }, frames.request);
});

it("plays from the beginning and rests at the end, where nothing more will come", () => {
  expect(session.playhead.t).toBe(TRACE_START);
  expect(session.player.state).toEqual({ mode: "playing", speed: 1 });
  frames.frames(100, 250);
  expect(session.playhead.t).toBe(session.now());
  expect(session.player.state).toEqual({ mode: "paused" });
  expect(session.state().next).toBe(story.length);
  expect(frames.wanted).toBe(false);
});

it("says that it is a recording, and refuses every command with the reason", async () => {
  expect(session.link.state).toEqual({ status: "recording" });
  const answer = await session.command({ do: "wire.step" });
  expect(answer).toMatchObject({ ok: false, error: { code: "lab_ended", facts: { where: "recording" } } });
});

it("hands out whole frames from where the trace came", async () => {
  expect(await session.wholeFrame(7, new AbortController().signal)).toEqual(Uint8Array.of(7));
});

it("of a capture refuses every command as a capture's", async () => {
  const answer = await capturedSession().command({ do: "wire.step" });
  expect(answer).toMatchObject({ ok: false, error: { code: "lab_ended", facts: { where: "capture" } } });
});
