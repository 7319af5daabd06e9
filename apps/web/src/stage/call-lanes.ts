import type { EventOf, TraceEvent } from "@wirestage/trace";

interface Lane {
  /** Calls that are going on in it; a program's own calls one after another keep to one lane. */
  readonly open: Set<number>;
  /** The living program that used it last. */
  owner: number | null;
}

interface Place {
  readonly host: string;
  readonly lane: number;
}

/** How many lanes a host's calls needed from one event on. */
interface Widening {
  readonly seq: number;
  readonly host: string;
  readonly lanes: number;
}

/**
 * Where brackets of calls stand beside each other: those of programs that live at the same time on one host, and those
 * that one console waits in at the same time. Read event by event; a lane depends on nothing that comes later.
 */
export class CallLanes {
  readonly #lanes = new Map<string, Lane[]>();
  readonly #places = new Map<number, Place>();
  readonly #widenings: Widening[] = [];
  /** The first call of each program. */
  readonly #first = new Map<number, { readonly seq: number; readonly host: string }>();

  push(event: TraceEvent): void {
    if (event.kind === "call.entered") this.#enter(event);
    else if (event.kind === "call.returned") this.#leave(event.call);
    else if (event.kind === "program.ended") this.#end(event.program);
  }

  /** From 0, which is next to the lifeline. */
  of(call: number): number {
    return this.#places.get(call)?.lane ?? 0;
  }

  /** How many lanes the first `count` events needed on a host, at least one. */
  width(host: string, count: number): number {
    const last = this.#widenings.findLast((each) => each.host === host && each.seq < count);
    return last?.lanes ?? 1;
  }

  /** How many programs of a host made calls among the first `count` events. */
  programs(host: string, count: number): number {
    return [...this.#first.values()].filter((each) => each.host === host && each.seq < count).length;
  }

  #enter({ call, program, host, seq }: EventOf<"call.entered">): void {
    const lanes = this.#lanes.get(host) ?? [];
    this.#lanes.set(host, lanes);
    if (!this.#first.has(program)) this.#first.set(program, { seq, host });
    const isFree = ({ open }: Lane) => open.size === 0;
    const own = lanes.findIndex((lane) => lane.owner === program && isFree(lane));
    const free = own >= 0 ? own : lanes.findIndex((lane) => lane.owner === null && isFree(lane));
    const at = free >= 0 ? free : lanes.length;
    if (free < 0) {
      lanes.push({ open: new Set(), owner: null });
      this.#widenings.push({ seq, host, lanes: lanes.length });
    }
    const lane = lanes[at];
    if (!lane) return;
    lane.open.add(call);
    lane.owner = program;
    this.#places.set(call, { host, lane: at });
  }

  #leave(call: number): void {
    const place = this.#places.get(call);
    if (place) this.#lanes.get(place.host)?.[place.lane]?.open.delete(call);
  }

  /** What an ended program was in is over, and its lanes are anybody's. */
  #end(program: number): void {
    for (const lanes of this.#lanes.values()) {
      for (const lane of lanes) {
        if (lane.owner !== program) continue;
        lane.open.clear();
        lane.owner = null;
      }
    }
  }
}
