import { TRACE_START } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { expect, it, vi } from "vitest";
import { runningTrial, type TriedSession, useAttackRuns } from "./attack-runs.ts";

const SETTING = { language: "ts", clientLanguage: "ts", parameters: {}, random: () => 7 } as const;

/** A lab in which commands are taken and nothing comes of them. */
function sessionOf(lab: string): TriedSession {
  const subscribe = () => () => undefined;
  return {
    lab,
    log: new TraceBuilder().log,
    playhead: { t: TRACE_START, subscribe },
    link: { state: { status: "open", mayCommand: true, watchers: 1 }, subscribe },
    command: () => Promise.resolve({ ok: true }),
  };
}

it("a trial whose session is closed stops when its lab is seen through another one, and only then", async () => {
  const { start, seenThrough } = useAttackRuns.getState();
  const trials = () => useAttackRuns.getState().shown["lab-a"] ?? {};
  const first = sessionOf("lab-a");
  start(first, "wrongSecret", SETTING);
  seenThrough(first);
  seenThrough(sessionOf("lab-b"));
  await vi.waitFor(() => expect(trials().wrongSecret?.steps).toHaveLength(1));
  expect(runningTrial(trials())).toBe("wrongSecret");

  const second = sessionOf("lab-a");
  seenThrough(second);
  await vi.waitFor(() => expect(trials().wrongSecret?.phase).toEqual({ is: "stopped" }));
  start(second, "silent", SETTING);
  expect(runningTrial(trials())).toBe("silent");
  useAttackRuns.getState().stop("lab-a");
});
