import type { CommandInput } from "@wirestage/protocol";
import type { EventOf, FrameFate, TraceEvent, TraceLog } from "@wirestage/trace";

/** Topics of the notes with which a lab says how far it has run again. */
const ENDS = { "again.reached": "reached", "again.parted": "parted", "again.stopped": "stopped" } as const;
type EndTopic = keyof typeof ENDS;

export interface Missing {
  /** What did not come, as the lab counts it. */
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
}

/** A lab that does again what was done in another: what it is to do, and how far it has come. */
export interface AgainRun {
  /** Id of the other lab; null where it was a recording. */
  readonly of: string | null;
  /** The event there up to which it runs. */
  readonly event: number;
  /** Commands to give, and how many of them were given. */
  readonly steps: number;
  readonly given: number;
  readonly end: AgainEnd | null;
}

export interface AgainEnd {
  readonly is: (typeof ENDS)[EndTopic];
  readonly seq: number;
  readonly missing: Missing | null;
}

/** Reads a growing log once. */
class AgainReader {
  readonly #log: TraceLog;
  #seen = 0;
  #run: AgainRun | null = null;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  read(): AgainRun | null {
    const { events } = this.#log;
    for (; this.#seen < events.length && !this.#run?.end; this.#seen += 1) {
      const event = events[this.#seen];
      if (event) this.#take(event);
    }
    return this.#run;
  }

  #take(event: TraceEvent): void {
    if (event.kind === "command.given" && this.#run) this.#run = { ...this.#run, given: this.#run.given + 1 };
    if (event.kind !== "note") return;
    if (event.topic === "again.began") this.#run = begun(event);
    const end = endOf(event);
    if (this.#run && end) this.#run = { ...this.#run, end };
  }
}

function begun({ facts }: EventOf<"note">): AgainRun {
  const { of, event, steps } = facts;
  return {
    of: typeof of === "string" ? of : null,
    ...{ event: Number(event), steps: Number(steps), given: 0, end: null },
  };
}

function endOf({ topic, seq, facts }: EventOf<"note">): AgainEnd | null {
  const is = Object.entries(ENDS).find(([each]) => each === topic)?.[1];
  if (!is) return null;
  const { what, wanted, found } = facts;
  const missing =
    what === undefined ? null : { what: String(what), wanted: String(wanted), found: String(found) };
  return { is, seq, missing };
}

const readers = new WeakMap<TraceLog, AgainReader>();

/** Null for a lab that does nothing again. */
export function againRun(log: TraceLog): AgainRun | null {
  const reader = readers.get(log) ?? new AgainReader(log);
  readers.set(log, reader);
  return reader.read();
}

/** What a lab does to stand still, told right after its note. */
const STANDING: ReadonlySet<TraceEvent["kind"]> = new Set([
  "command.given",
  "rule.changed",
  "frame.held",
  "program.paused",
]);

/** Asked for whenever the log grew: reads no further than the first event of another kind. */
function standingAfter({ events }: TraceLog, end: AgainEnd): readonly TraceEvent[] {
  const standing: TraceEvent[] = [];
  for (let seq = end.seq + 1; ; seq++) {
    const event = events[seq];
    if (!event || !STANDING.has(event.kind)) return standing;
    standing.push(event);
  }
}

/** Commands that let go what stands only because the lab was to stand still, and stands still. */
export function goOnCommands(log: TraceLog, end: AgainEnd): CommandInput[] {
  const { latest } = log;
  const standing = standingAfter(log, end);
  const holds = standing.some(({ kind }) => kind === "rule.changed");
  const held = [...latest.onWire.values()].flatMap(({ fates }) => fates.at(-1) ?? []);
  return [
    ...(holds && [...latest.hosts.values()].some(({ holding }) => holding) ? [HOLD_NO_LONGER] : []),
    ...held.filter((fate) => isForStanding(fate, standing, end)).map(({ frame }) => release(frame)),
    ...standing.flatMap((event) =>
      event.kind === "program.paused" && latest.programs.get(event.program)?.paused
        ? [resume(event.program)]
        : [],
    ),
  ];
}

const HOLD_NO_LONGER: CommandInput = { do: "wire.hold", on: false };

function release(frame: number): CommandInput {
  return { do: "frame.release", frame };
}

function resume(program: number): CommandInput {
  return { do: "program.resume", program };
}

/** Held with everything else, or since then by the rule that was set for it; not what a person held. */
function isForStanding(fate: FrameFate, standing: readonly TraceEvent[], end: AgainEnd): boolean {
  if (fate.kind !== "frame.held" || fate.seq <= end.seq) return false;
  return standing.includes(fate) || (fate.by.by === "rule" && fate.by.rule === "hold");
}
