import type { AgainScript, AgainStep, Command, StoryPoint } from "@wirestage/protocol";
import { type EventFacts, TRACE_START } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { LabError } from "../lab-error.ts";
import { AgainPlayer } from "./again-player.ts";

const HOLD: Command = { do: "wire.hold", on: true };
const RELEASE: Command = { do: "wire.hold", on: false };

function point(counts: Readonly<Record<string, number>> = {}): StoryPoint {
  return { counts: { ...counts }, frames: [], tookMs: 1_000 };
}

function step(at: StoryPoint, command: Command): AgainStep {
  return { at, waitMs: 250, command, frame: null, program: null };
}

/** A lab that only notes what is done to it, and lets time pass by hand. */
class FakeLab {
  readonly given: Command[] = [];
  readonly notes: string[] = [];
  readonly player: AgainPlayer;
  refuses = false;
  #nowMs = 0;
  #alarms: { atMs: number; ring: () => void }[] = [];

  constructor(steps: AgainStep[], goal: StoryPoint) {
    const script: AgainScript = { of: "before", event: 9, steps, goal };
    this.player = new AgainPlayer(script, {
      append: (facts) => this.#append(facts),
      after: (ms, ring) => this.#after(ms, ring),
      give: (command) => this.#give(command),
      turn: () => this.player.look(),
    });
    this.player.look();
  }

  happen(facts: EventFacts): void {
    this.player.take(facts);
    this.player.look();
  }

  pass(ms: number): void {
    this.#nowMs += ms;
    const due = this.#alarms.filter(({ atMs }) => atMs <= this.#nowMs);
    this.#alarms = this.#alarms.filter((alarm) => !due.includes(alarm));
    for (const { ring } of due) ring();
  }

  #append(facts: EventFacts) {
    if (facts.kind === "note") this.notes.push(`${facts.topic} ${facts.facts["what"] ?? ""}`.trim());
    return TRACE_START;
  }

  #after(ms: number, ring: () => void) {
    const alarm = { atMs: this.#nowMs + ms, ring };
    this.#alarms.push(alarm);
    const cancel = () => {
      this.#alarms = this.#alarms.filter((each) => each !== alarm);
    };
    return { cancel };
  }

  #give(command: Command): void {
    this.given.push(command);
    if (this.refuses) throw new LabError("nothing_held", "Nothing is held.");
    if (command.do === "again.stop") this.player.stop();
  }
}

const asks: EventFacts = { kind: "program.asking", program: 2 };
const ONE_QUESTION = point({ "asks 2": 1 });

let lab: FakeLab;
beforeEach(() => {
  lab = new FakeLab([step(ONE_QUESTION, RELEASE)], point({ "asks 2": 2 }));
});

describe("a script that a lab plays", () => {
  it("gives a command once the story has come as far, and the person's wait after it", () => {
    lab.pass(3_000);
    expect(lab.given).toEqual([]);
    lab.happen(asks);
    lab.pass(249);
    expect(lab.given).toEqual([]);
    lab.pass(1);
    expect(lab.given).toEqual([RELEASE]);
  });

  it("ends with everything standing still, by commands of its own", () => {
    lab.happen(asks);
    lab.pass(250);
    lab.happen({
      ...{ kind: "program.started", program: 2, host: "client", name: "tcp-echo", role: "client" },
      ...{ language: "ts", parameters: {} },
    });
    lab.happen(asks);
    expect(lab.notes).toEqual(["again.began", "again.reached"]);
    expect(lab.given.slice(1)).toEqual([HOLD, { do: "program.pause", program: 2 }]);
    expect(lab.player.over).toBe(true);
  });

  it("goes on where a command is refused, as it may have been before", () => {
    lab.refuses = true;
    lab.happen(asks);
    lab.pass(250);
    lab.happen(asks);
    expect(lab.notes).toEqual(["again.began", "again.reached"]);
  });

  it("parts from the run before where the story takes far longer, and says what did not come", () => {
    lab.pass(6_999);
    expect(lab.player.over).toBe(false);
    lab.pass(1);
    expect(lab.notes).toEqual(["again.began", "again.parted asks 2"]);
    lab.happen(asks);
    lab.pass(60_000);
    expect(lab.given).toEqual([HOLD]);
  });

  it.each([
    ["frame", { do: "frame.drop", frame: 3 }, { frame: { name: "SYN", nth: 1 }, program: null }, "SYN"],
    [
      "program",
      { do: "program.kill", program: 3 },
      { frame: null, program: { name: "client tcp-echo", nth: 1 } },
      "starts client tcp-echo",
    ],
  ] as const)(
    "parts where the %s of a command is not in this run: its number may be another's",
    (_, command, about, what) => {
      const parting = new FakeLab([{ ...step(point(), command), ...about }], point());
      parting.pass(250);
      expect(parting.notes).toEqual(["again.began", `again.parted ${what}`]);
      expect(parting.given).toEqual([HOLD]);
    },
  );

  it("is over where a person stops it, also before a command whose time has come", () => {
    lab.happen(asks);
    lab.player.stop();
    lab.pass(60_000);
    expect(lab.notes).toEqual(["again.began", "again.stopped"]);
    expect(lab.given).toEqual([HOLD]);
  });

  it("is over, too, where it holds the command to stop", () => {
    const stopping = new FakeLab([step(point(), { do: "again.stop" })], point({ "asks 2": 1 }));
    stopping.pass(250);
    stopping.happen(asks);
    expect(stopping.notes).toEqual(["again.began", "again.stopped"]);
  });
});
