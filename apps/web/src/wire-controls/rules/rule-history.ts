import type { EventOf, TraceEvent, TraceLog, WireActor, WireRule } from "@wirestage/trace";

/** One rule from when it was set until it was removed or set anew. */
export interface RuleSpell {
  readonly rule: WireRule;
  /** `seq` of the event that set it. */
  readonly set: number;
  readonly end: { readonly seq: number; readonly why: EventOf<"rule.removed">["why"] | "replaced" } | null;
  /** `seq` of the first event by which it acted on a frame, a number for each frame, in order. */
  readonly acts: readonly number[];
}

interface OpenSpell extends RuleSpell {
  end: RuleSpell["end"];
  readonly acts: number[];
  readonly frames: Set<number>;
}

function actorOf(event: TraceEvent): { readonly by: WireActor; readonly frame: number } | null {
  switch (event.kind) {
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "frame.lost":
      return event;
    default:
      return null;
  }
}

/** All rules that the wire ever had, and what they did. Every event is read once; the history grows with the log. */
export class RuleHistory {
  readonly #log: TraceLog;
  readonly #spells: OpenSpell[] = [];
  readonly #latest = new Map<string, OpenSpell>();
  #seen = 0;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** In the order in which they were set. */
  get spells(): readonly RuleSpell[] {
    this.#grow();
    return this.#spells;
  }

  /** The rule called `id` as it stood at event `seq`. */
  at(id: string, seq: number): RuleSpell | undefined {
    return this.spells.findLast((spell) => spell.rule.id === id && spell.set <= seq);
  }

  #grow(): void {
    const { events } = this.#log;
    for (; this.#seen < events.length; this.#seen++) {
      const event = events[this.#seen];
      if (event) this.#push(event);
    }
  }

  #push(event: TraceEvent): void {
    if (event.kind === "rule.set") this.#begin(event);
    else if (event.kind === "rule.removed") this.#end(event.id, event.seq, event.why);
    const acted = actorOf(event);
    if (acted?.by.by === "rule") this.#act(acted.by.rule, acted.frame, event.seq);
  }

  #begin({ rule, seq }: EventOf<"rule.set">): void {
    this.#end(rule.id, seq, "replaced");
    const spell: OpenSpell = { rule, set: seq, end: null, acts: [], frames: new Set() };
    this.#spells.push(spell);
    this.#latest.set(rule.id, spell);
  }

  #end(id: string, seq: number, why: NonNullable<RuleSpell["end"]>["why"]): void {
    const spell = this.#latest.get(id);
    if (spell?.end === null) spell.end = { seq, why };
  }

  #act(id: string, frame: number, seq: number): void {
    const spell = this.#latest.get(id);
    if (!spell || spell.frames.has(frame)) return;
    spell.frames.add(frame);
    spell.acts.push(seq);
  }
}

const HISTORIES = new WeakMap<TraceLog, RuleHistory>();

export function ruleHistory(log: TraceLog): RuleHistory {
  const known = HISTORIES.get(log);
  if (known) return known;
  const made = new RuleHistory(log);
  HISTORIES.set(log, made);
  return made;
}

/** On how many frames it had acted among the first `count` events. */
export function actsWithin({ acts }: RuleSpell, count: number): number {
  let low = 0;
  let high = acts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((acts[middle] ?? 0) < count) low = middle + 1;
    else high = middle;
  }
  return low;
}
