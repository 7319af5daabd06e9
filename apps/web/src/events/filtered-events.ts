import type { TraceEvent, TraceLog } from "@wirestage/trace";
import { tellsOfNoise } from "../link-noise/link-noise.ts";
import { CATEGORIES, type Category, categoryOf } from "./category.ts";

/** The events of some categories in order, without link noise unless wanted; looks at each event of the growing log once. */
export class FilteredEvents {
  readonly #log: TraceLog;
  readonly #shown: ReadonlySet<Category>;
  readonly #rows: TraceEvent[] = [];
  readonly #noise: boolean;
  #looked = 0;

  constructor(log: TraceLog, shown: ReadonlySet<Category>, noise: boolean) {
    this.#log = log;
    this.#shown = shown;
    this.#noise = noise;
  }

  rows(): readonly TraceEvent[] {
    const { events } = this.#log;
    if (this.#noise && this.#shown.size === CATEGORIES.length) return events;
    for (; this.#looked < events.length; this.#looked++) {
      const event = events[this.#looked];
      if (event && this.#isWanted(event)) this.#rows.push(event);
    }
    return this.#rows;
  }

  #isWanted(event: TraceEvent): boolean {
    return this.#shown.has(categoryOf(event.kind)) && (this.#noise || !tellsOfNoise(event, this.#log));
  }
}

/** Index of the last of `rows` among the first `count` events of the trace; −1 where there is none. */
export function lastRowBefore(rows: readonly TraceEvent[], count: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.seq ?? count) < count) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
