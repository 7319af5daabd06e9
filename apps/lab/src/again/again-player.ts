import type { AgainScript, AgainStep, Command, StoryPoint } from "@wirestage/protocol";
import { type EventFacts, ProgressMeter, type TraceTime } from "@wirestage/trace";
import type { Alarm } from "../alarms.ts";
import { LabError } from "../lab-error.ts";

/** How much longer than in the run before the story may take to a point, besides as long again. */
const PATIENCE_MS = 5_000;

/** What a story wants and does not have: `what` of it, how much or where, and what there is. */
type Lack = { readonly what: string; readonly wanted: string | number; readonly found: string | number };

export interface AgainPort {
  append(facts: EventFacts): TraceTime;
  /** Rings once, after so many ms, unless the lab has stopped by then. */
  after(ms: number, ring: () => void): Alarm;
  /** Carries out a command as if a person had given it. @throws LabError */
  give(command: Command): void;
  /** Lets everything happen that can happen now. */
  turn(): void;
}

/**
 * Gives the commands of another lab's run again, each when the story has come as far as it had there, and lets
 * everything stand still at the end: where the run was to be taken, where its story parted from the other's, or where a
 * person stopped it.
 */
export class AgainPlayer {
  readonly #script: AgainScript;
  readonly #port: AgainPort;
  readonly #meter = new ProgressMeter();
  /** Programs that run and can be paused, and whether they are. */
  readonly #programs = new Map<number, "running" | "paused">();
  #next = 0;
  /** What ends the wait for the next point, or for the moment of the next command once that point is reached. */
  #alarm: Alarm | null = null;
  #waitsFor: "point" | "moment" | "nothing" = "point";

  constructor(script: AgainScript, port: AgainPort) {
    this.#script = script;
    this.#port = port;
    const { of, event, steps } = script;
    port.append({ kind: "note", topic: "again.began", facts: { of, event, steps: steps.length } });
    this.#awaitPoint();
  }

  get over(): boolean {
    return this.#waitsFor === "nothing";
  }

  /** To be told of every event of the lab. */
  take(facts: EventFacts): void {
    if (this.over) return;
    this.#meter.take(facts);
    if (facts.kind === "program.started" && facts.language !== "console")
      this.#programs.set(facts.program, "running");
    else if (facts.kind === "program.paused") this.#programs.set(facts.program, "paused");
    else if (facts.kind === "program.resumed") this.#programs.set(facts.program, "running");
    else if (facts.kind === "program.ended") this.#programs.delete(facts.program);
  }

  /** To be called whenever something may have happened. */
  look(): void {
    if (this.#waitsFor !== "point" || this.#missing() !== null) return;
    const step = this.#script.steps[this.#next];
    this.#alarm?.cancel();
    if (!step) {
      this.#standStill("again.reached", {});
      return;
    }
    this.#waitsFor = "moment";
    this.#alarm = this.#port.after(step.waitMs, () => this.#give(step));
  }

  /** A person wants to act from here. */
  stop(): void {
    if (!this.over) this.#standStill("again.stopped", this.#place());
  }

  #give(step: AgainStep): void {
    const absent = this.#absent(step);
    if (absent !== null) {
      this.#part(absent);
      return;
    }
    this.#attempt(this.#meant(step));
    if (this.over) return;
    this.#next += 1;
    this.#awaitPoint();
    this.#port.turn();
  }

  #awaitPoint(): void {
    this.#waitsFor = "point";
    this.#alarm = this.#port.after(PATIENCE_MS + 2 * this.#point.tookMs, () => this.#part(this.#missing()));
  }

  /** What was refused before is refused again, and what is refused only now shows in what does not come. */
  #attempt(command: Command): void {
    try {
      this.#port.give(command);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
    }
  }

  get #point(): StoryPoint {
    return this.#script.steps[this.#next]?.at ?? this.#script.goal;
  }

  /** The command with the numbers that its frame and program have in this run. */
  #meant({ command, frame, program }: AgainStep): Command {
    const frameHere = frame && this.#meter.frameCalled(frame);
    const programHere = program && this.#meter.programCalled(program);
    if ("frame" in command && frameHere !== null) return { ...command, frame: frameHere };
    if ("program" in command && programHere !== null) return { ...command, program: programHere };
    return command;
  }

  /** What the command is about, where this run has no such thing: under its number may stand quite another. */
  #absent({ frame, program }: AgainStep): Lack | null {
    if (frame !== null && this.#meter.frameCalled(frame) === null)
      return { what: frame.name, wanted: "any", found: "none" };
    if (program === null || this.#meter.programCalled(program) !== null) return null;
    const { name, nth: wanted } = program;
    let found = wanted - 1;
    while (found > 0 && this.#meter.programCalled({ name, nth: found }) === null) found -= 1;
    return { what: `starts ${name}`, wanted, found };
  }

  /** The first thing that the next point wants and that is not so yet. */
  #missing(): Lack | null {
    const { counts, frames } = this.#point;
    for (const [what, wanted] of Object.entries(counts)) {
      const found = this.#meter.counts.get(what) ?? 0;
      if (found < wanted) return { what, wanted, found };
    }
    for (const { frame, is } of frames) {
      const number = this.#meter.frameCalled(frame);
      const place = number === null ? null : this.#meter.placeOf(number);
      const isThere = is === "any" ? place !== null : place === is;
      if (!isThere) return { what: frame.name, wanted: is, found: place ?? "none" };
    }
    return null;
  }

  #part(missing: Lack | null): void {
    this.#standStill("again.parted", { ...this.#place(), ...missing });
    this.#port.turn();
  }

  #place(): Readonly<Record<string, number>> {
    return { given: this.#next, steps: this.#script.steps.length };
  }

  /** As commands, so that this run too can be run again. */
  #standStill(topic: string, facts: Readonly<Record<string, string | number>>): void {
    this.#alarm?.cancel();
    this.#waitsFor = "nothing";
    const { of, event } = this.#script;
    this.#port.append({ kind: "note", topic, facts: { of, event, ...facts } });
    this.#attempt({ do: "wire.hold", on: true });
    for (const [program, is] of this.#programs)
      if (is === "running") this.#attempt({ do: "program.pause", program });
  }
}
