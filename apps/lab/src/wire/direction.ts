import type { WireFrame } from "./wire-frame.ts";

/** The frames that one host sends. */
export interface Direction {
  /** One-way, in ns. */
  delayNs: number;
  /** Whether each is stopped half-way. */
  holds: boolean;
  readonly held: Set<WireFrame>;
  /** Those of the held that go on when the next has passed. */
  readonly waiting: Set<WireFrame>;
  /** The highest number that has arrived. */
  arrived: number;
}

export function idleDirection(): Direction {
  return { delayNs: 0, holds: false, held: new Set(), waiting: new Set(), arrived: 0 };
}
