import {
  compareRuns,
  lagOfRight,
  type RunComparison,
  type RunDifference,
  type TraceLog,
  type TraceTime,
  traceTime,
} from "@wirestage/trace";
import type { RequestFrame } from "../session/animation-frame.ts";
import { ComparedRun } from "./compared-run.ts";

/** A run by its lab, or by the name under which this page holds it. */
export interface NamedRun {
  readonly lab: string;
  readonly log: TraceLog;
}

/** Two runs on the time of the left one: what the right one is later by is taken off. `close()` when the view goes away. */
export class ComparedPair {
  readonly comparison: RunComparison;
  readonly left: ComparedRun;
  readonly right: ComparedRun;
  /** What is added to a time of the left run to find the same moment of the right one's story, in ns. */
  readonly lag: number;
  readonly #stop: () => void;

  constructor(left: NamedRun, right: NamedRun, requestFrame: RequestFrame) {
    this.comparison = compareRuns(left.log, right.log);
    this.lag = lagOfRight(this.comparison);
    const end = Math.max(left.log.latest.t, right.log.latest.t - this.lag);
    this.left = new ComparedRun(left.lab, left.log, traceTime(end), requestFrame);
    this.right = new ComparedRun(right.lab, right.log, traceTime(Math.max(0, end + this.lag)), requestFrame);
    this.#stop = this.left.playhead.subscribe((t) => this.#follow(t));
    this.left.player.seek(this.startTime());
  }

  /** When, on the left one's time, the runs differ there. */
  timeOf(difference: RunDifference): TraceTime {
    if ("left" in difference) return difference.left.t;
    const { side, point } = difference;
    return side === "left" ? point.t : this.#onLeft(point.t);
  }

  /** Where a person looks first: where they part, else at the end. */
  startTime(): TraceTime {
    const [first] = this.comparison.differences.filter(({ kind }) => kind !== "further");
    return first ? this.#seenAt(first) : this.left.now();
  }

  goTo(difference: RunDifference): void {
    this.left.player.seek(this.#seenAt(difference));
  }

  close(): void {
    this.#stop();
    this.left.close();
    this.right.close();
  }

  /** Of two outcomes once the first is there: the other may have taken a person long to bring about. */
  #seenAt(difference: RunDifference): TraceTime {
    if (difference.kind !== "outcome") return this.timeOf(difference);
    const left = this.left.log.events[difference.left.endSeq];
    const right = this.right.log.events[difference.right.endSeq];
    if (!left || !right) return this.timeOf(difference);
    return traceTime(Math.min(left.t, this.#onLeft(right.t)));
  }

  #onLeft(t: TraceTime): TraceTime {
    return traceTime(Math.max(0, t - this.lag));
  }

  #follow(t: TraceTime): void {
    this.right.player.seek(traceTime(Math.max(0, t + this.lag)));
  }
}
