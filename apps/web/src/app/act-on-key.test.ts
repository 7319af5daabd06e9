import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import type { Selection } from "../session/session.ts";
import { LiveSessionBench } from "../session/testing/live-session-bench.ts";
import type { Notice } from "../status/notices.ts";
import { useHandDelay } from "../wire-controls/hand-delay.ts";
import { useInject } from "../wire-controls/inject/inject-shown.ts";
import { actOnKey } from "./act-on-key.ts";
import type { KeyAction } from "./keys.ts";

const story = tcpEchoRun().run(3_000).events;

let bench: LiveSessionBench;
let selection: Selection | null;
let focusedProgram: number | null;
let notices: Notice[];

function press(action: KeyAction): void {
  actOnKey(action, {
    session: bench.session,
    selection,
    focusedProgram,
    select: (next) => {
      selection = next;
    },
    showKeys: () => {},
    showNotice: (notice) => notices.push(notice),
  });
}

const commands = () =>
  bench.server.last.heard.flatMap((message) => (message.type === "command" ? [message.command] : []));

beforeEach(() => {
  bench = new LiveSessionBench();
  selection = null;
  focusedProgram = null;
  notices = [];
  bench.server.last.welcome(3_000);
  bench.server.last.batch(story, 3_000);
  bench.frames.frame(0);
  bench.frames.frame(200);
});

describe("keys for the wire", () => {
  it("hold, step and release while live", () => {
    press("hold");
    press("step");
    press("release");
    expect(commands()).toEqual([
      { do: "wire.hold", on: true },
      { do: "wire.step" },
      { do: "wire.release-all" },
    ]);
  });

  it("do nothing to the past, and say so", () => {
    bench.session.player.pause();
    press("hold");
    expect(commands()).toEqual([]);
    expect(notices).toEqual([{ kind: "past" }]);
  });

  it("drop the selected frame, and ask for one where none is selected", () => {
    press("drop");
    expect(notices).toEqual([{ kind: "select-frame-first" }]);
    selection = { kind: "frame", frame: 2 };
    press("drop");
    expect(commands()).toEqual([{ do: "frame.drop", frame: 2 }]);
  });

  it("copy the selected frame, and open the form for one that no kernel sends", () => {
    selection = { kind: "frame", frame: 2 };
    press("copy");
    expect(commands()).toEqual([{ do: "frame.copy", frame: 2 }]);
    press("inject");
    expect(useInject.getState().shown).toBe(true);
    useInject.getState().close();
  });

  it("put the selected frame off by the time chosen last, and let the next one arrive before it", () => {
    selection = { kind: "frame", frame: 2 };
    useHandDelay.getState().choose(200 * NS_PER_MS);
    press("delay");
    press("swap");
    expect(commands()).toEqual([
      { do: "frame.delay", frame: 2, delayNs: 200 * NS_PER_MS },
      { do: "frame.swap", frame: 2 },
    ]);
  });

  it("pass on why the lab refused", async () => {
    press("step");
    const error = { code: "nothing_held", message: "", facts: {} } as const;
    bench.server.last.say({ type: "refused", id: 0, error });
    await new Promise(process.nextTick);
    expect(notices).toEqual([{ kind: "refused", error }]);
  });
});

describe("keys for a program", () => {
  it("ask which one is meant where both could be, and act on the one in whose panel the focus is", () => {
    press("restartProgram");
    expect(commands()).toEqual([]);
    expect(notices).toEqual([{ kind: "which-program" }]);
    focusedProgram = 2;
    press("restartProgram");
    expect(commands()).toEqual([{ do: "program.restart", program: 2 }]);
  });

  it("act on the only one that runs, wherever the focus is", () => {
    press("pauseProgram");
    press("stepProgram");
    expect(commands()).toEqual([
      { do: "program.pause", program: 1 },
      { do: "program.step", program: 1 },
    ]);
  });

  it("do nothing to the past, and say so", () => {
    focusedProgram = 1;
    bench.session.player.pause();
    press("killProgram");
    expect(commands()).toEqual([]);
    expect(notices).toEqual([{ kind: "past" }]);
  });
});

describe("keys for the selection", () => {
  it("begin with the newest frame in view and stop at the first and the last", () => {
    const frames = bench.session.log.frames.length;
    press("previousFrame");
    expect(selection).toEqual({ kind: "frame", frame: frames });
    press("nextFrame");
    expect(selection).toEqual({ kind: "frame", frame: frames });
    for (let i = 0; i < frames + 3; i += 1) press("previousFrame");
    expect(selection).toEqual({ kind: "frame", frame: 1 });
    press("clear");
    expect(selection).toBeNull();
  });

  it("pass over repeats, which the stage counts on the held frame and does not draw", () => {
    const b = new TraceBuilder();
    const syn = { flags: ["SYN"], seq: 0 } as const;
    const held = b.segment("client", syn);
    b.hold(held);
    b.repeat(held);
    const next = b.segment("server", syn);
    b.repeat(held);
    bench = new LiveSessionBench();
    bench.server.last.welcome(100);
    bench.server.last.batch(b.events, 100);
    bench.frames.frame(0);
    bench.frames.frame(200);
    press("nextFrame");
    expect(selection).toEqual({ kind: "frame", frame: next });
    press("previousFrame");
    expect(selection).toEqual({ kind: "frame", frame: held });
    press("nextFrame");
    expect(selection).toEqual({ kind: "frame", frame: next });
  });

  it("never reach a frame that is still to come", () => {
    const [first] = bench.session.log.frames;
    bench.session.player.seek(traceTime((first?.sent.t ?? 0) + NS_PER_MS));
    press("nextFrame");
    press("nextFrame");
    expect(selection).toEqual({ kind: "frame", frame: 1 });
  });
});
