import { type EventOf, NS_PER_MS, ProgressMeter, type TraceEvent, type TraceLog } from "@wirestage/trace";
import { Command } from "../command.ts";
import { OpenLabRequest } from "../http.ts";
import { LIMITS } from "../limits.ts";
import { Clocks } from "./clocks.ts";
import { type AgainScript, type AgainStep, MAX_FRAMES, MAX_STORY_MS, type StoryPoint } from "./script.ts";

/**
 * Why what was done cannot be done again: it is not known with what the lab began; commands were started from the
 * machine's own terminal, which a lab cannot do; there was more than one request takes.
 */
export type NoScript = "unknown" | "started-by-hand" | "too-long";

export type ScriptAnswer =
  | { readonly ok: true; readonly request: OpenLabRequest }
  | { readonly ok: false; readonly why: NoScript };

/** A wait of a person, in which nothing happened that needed it, is cut to this. */
const LONGEST_IDLE_MS = 1_000;

/**
 * What to ask a new lab for, so that it runs as this one did up to the event `seq`, and then stands still.
 * @param of id of this lab, where it has one
 */
export function scriptOf(log: TraceLog, seq: number, of: string | null): ScriptAnswer {
  const [opened] = log.events;
  if (opened?.kind !== "lab.opened" || opened.request === null) return { ok: false, why: "unknown" };
  const { script: _before, ...began } = opened.request;
  const request = OpenLabRequest.safeParse(began);
  if (!request.success) return { ok: false, why: "unknown" };
  const story = log.events.slice(0, seq + 1);
  if (story.some(isStartedByHand)) return { ok: false, why: "started-by-hand" };
  const { steps, goal } = new Telling(log, seq).script(story);
  const script: AgainScript = { of, event: seq, steps, goal };
  const wanted = { ...request.data, seed: opened.seed, script };
  const isTooLong = steps.length > LIMITS.scriptSteps || JSON.stringify(wanted).length > LIMITS.bodyBytes / 2;
  return isTooLong ? { ok: false, why: "too-long" } : { ok: true, request: wanted };
}

function isStartedByHand(event: TraceEvent): boolean {
  return event.kind === "program.started" && event.language === "command";
}

type NeededFrame = StoryPoint["frames"][number];

/** Reads a story from its beginning, and makes a step of each command. */
class Telling {
  readonly #log: TraceLog;
  readonly #clocks: Clocks;
  readonly #meter = new ProgressMeter();
  readonly #steps: AgainStep[] = [];
  /** Counts at the point before. */
  #told = new Map<string, number>();
  /** When something happened to a frame for the last time. */
  readonly #lastOf = new Map<number, number>();
  /** When the story came further for the last time, and when the point before was. */
  #moved = 0;
  #since = 0;

  constructor(log: TraceLog, until: number) {
    this.#log = log;
    this.#clocks = new Clocks(log, until);
  }

  script(story: readonly TraceEvent[]): Pick<AgainScript, "steps" | "goal"> {
    for (const event of story) {
      if (this.#meter.take(event)) this.#moved = event.t;
      if ("frame" in event) this.#lastOf.set(event.frame, event.t);
      if (event.kind === "command.given") this.#tell(event);
    }
    const last = story.at(-1);
    return { steps: this.#steps, goal: this.#point(last ? this.#frameOf(last) : []) };
  }

  #tell(event: EventOf<"command.given">): void {
    const given = Command.safeParse(event.command);
    if (!given.success || given.data.do === "again.stop") return;
    const command = this.#meant(given.data, event.seq);
    const frame = "frame" in command ? this.#meter.nameOfFrame(command.frame) : null;
    const program = "program" in command ? this.#meter.nameOfProgram(command.program) : null;
    const isRefused =
      ("frame" in command && (frame === null || this.#meter.placeOf(command.frame) === "over")) ||
      ("program" in command && program === null);
    if (isRefused) return;
    const waitMs = this.#wait(event, "frame" in command ? [command.frame] : []);
    const at = this.#point(this.#needed(command));
    this.#steps.push({ at, waitMs, command, frame, program });
    this.#moved = event.t;
    this.#since = event.t;
  }

  /** To let the longest held frame go means one frame, and that one is let go. */
  #meant(command: Command, seq: number): Command {
    const [frame] = this.#meter.held;
    const next = this.#log.events.slice(seq + 1, seq + 8).find(({ kind }) => kind === "frame.released");
    if (command.do !== "wire.step") return command;
    if (next?.kind === "frame.released") return { do: "frame.release", frame: next.frame };
    return frame === undefined ? command : { do: "frame.release", frame };
  }

  #needed(command: Command): NeededFrame[] {
    if ("frame" in command) return this.#place([command.frame]);
    return command.do === "wire.release-all" ? this.#place(this.#meter.held) : [];
  }

  #place(frames: readonly number[]): NeededFrame[] {
    return frames.slice(0, MAX_FRAMES).flatMap((number) => {
      const frame = this.#meter.nameOfFrame(number);
      const is = this.#meter.placeOf(number);
      return frame && is ? [{ frame, is }] : [];
    });
  }

  /** The frame that the last event of a story tells of, and where that left it. */
  #frameOf(event: TraceEvent): NeededFrame[] {
    const isOfFrame = "frame" in event && event.kind.startsWith("frame.");
    if (!isOfFrame) return [];
    const [needed] = this.#place([event.frame]);
    return needed ? [needed.is === "flying" ? { ...needed, is: "any" } : needed] : [];
  }

  /** Since the story came as far, also where that is but a frame sent again that is meant. */
  #wait({ t, seq }: EventOf<"command.given">, frames: readonly number[]): number {
    const last = frames.map((frame) => this.#lastOf.get(frame) ?? 0);
    const ms = Math.max(0, (t - Math.max(this.#moved, ...last)) / NS_PER_MS);
    const isKept = ms <= LONGEST_IDLE_MS || this.#clocks.ranIn(this.#log.stateAfter(seq));
    return whole(isKept ? ms : LONGEST_IDLE_MS);
  }

  #point(frames: readonly NeededFrame[]): StoryPoint {
    const { counts } = this.#meter;
    const grown = [...counts].filter(([key, count]) => this.#told.get(key) !== count);
    this.#told = new Map(counts);
    const tookMs = whole((this.#moved - this.#since) / NS_PER_MS);
    return { counts: Object.fromEntries(grown), frames: [...frames], tookMs };
  }
}

function whole(ms: number): number {
  return Math.min(MAX_STORY_MS, Math.round(ms));
}
