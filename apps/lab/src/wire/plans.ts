import TinyQueue from "tinyqueue";
import type { Place, WireFrame } from "./wire-frame.ts";

/** Something that will happen to a frame, valid while the frame is still in the place it was planned from. */
interface Plan {
  readonly at: number;
  readonly order: number;
  readonly entry: WireFrame;
  readonly place: Place;
  readonly act: (entry: WireFrame) => void;
}

/** All that will happen on a wire, by time. */
export class Plans {
  readonly #isOnWire: (frame: number) => boolean;
  readonly #queue = new TinyQueue<Plan>([], (a, b) => a.at - b.at || a.order - b.order);

  constructor(isOnWire: (frame: number) => boolean) {
    this.#isOnWire = isOnWire;
  }

  /**
   * @param at trace time in ns
   * @param order of what happens in the same ns, the lowest comes first
   */
  add(at: number, order: number, entry: WireFrame, act: Plan["act"]): void {
    this.#queue.push({ at, order, entry, place: entry.place, act });
  }

  /** When the next comes about, in trace time; null where none will. */
  next(): number | null {
    for (let plan = this.#queue.peek(); plan; plan = this.#queue.peek()) {
      if (plan.entry.place === plan.place && this.#isOnWire(plan.entry.frame)) return plan.at;
      this.#queue.pop();
    }
    return null;
  }

  /** Carries out what was due by `now`, earliest first. */
  carryOut(now: number): void {
    for (let at = this.next(); at !== null && at <= now; at = this.next()) {
      const plan = this.#queue.pop();
      plan?.act(plan.entry);
    }
  }
}
