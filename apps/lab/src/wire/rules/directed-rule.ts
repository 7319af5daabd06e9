import type { RandomStream } from "../random-stream.ts";
import type { FrameFilter } from "./filter.ts";
import type { ComingFrame, Link, RuleLink } from "./link.ts";
import type { Picker } from "./picker.ts";

/** What the two directions of a rule share. */
export interface SharedRule {
  readonly filter: FrameFilter;
  readonly picker: Picker;
  /** Whether it is spent, was replaced or removed: applied to no further frame. */
  readonly isOver: () => boolean;
  /** Called when it will be applied to no further frame. */
  readonly spent: () => void;
}

/** A rule in one direction: it keeps what it knows of the frames while others are set and removed around it. */
export class DirectedRule implements Link {
  /** What stands behind it. */
  inner: Link;
  readonly #shared: SharedRule;
  readonly #random: RandomStream;
  readonly #link: RuleLink;

  /** @param random draws whether the rule is applied */
  constructor(shared: SharedRule, random: RandomStream, cable: Link, makeLink: (inner: Link) => RuleLink) {
    this.#shared = shared;
    this.#random = random;
    this.inner = cable;
    this.#link = makeLink({ carry: (frame) => this.inner.carry(frame) });
  }

  carry(frame: ComingFrame): void {
    const { filter, picker, isOver, spent } = this.#shared;
    if (isOver()) {
      this.#link.outlast(frame);
      return;
    }
    if (!filter(frame) || !picker.takes(this.#random)) {
      this.#link.pass(frame);
      return;
    }
    this.#link.apply(frame);
    if (picker.isSpent) spent();
  }

  concernsUntil(): number {
    return this.#link.concernsUntil();
  }
}
