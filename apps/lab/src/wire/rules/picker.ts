import type { RulePick } from "@wirestage/trace";
import type { RandomStream } from "../random-stream.ts";

/** Tells of one frame after another whether a rule is applied to it. */
export class Picker {
  readonly #pick: RulePick;
  #seen = 0;

  constructor(pick: RulePick) {
    this.#pick = pick;
  }

  /** Whether no further frame will be taken. */
  get isSpent(): boolean {
    return this.#pick.of === "next" && this.#seen >= this.#pick.count;
  }

  /** @param random of the direction that the frame goes in */
  takes(random: RandomStream): boolean {
    this.#seen += 1;
    const pick = this.#pick;
    switch (pick.of) {
      case "all":
        return true;
      case "next":
        return this.#seen <= pick.count;
      case "every":
        return this.#seen % pick.nth === 0;
      case "share":
        return random() * 100 < pick.percent;
      default:
        return pick satisfies never;
    }
  }
}
