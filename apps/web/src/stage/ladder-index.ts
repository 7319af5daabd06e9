import {
  type CallEntry,
  type FrameEntry,
  frameEnd,
  isFrameOrigin,
  type TraceEvent,
  type TraceLog,
  type TraceTime,
} from "@wirestage/trace";
import { tellsOfNoise } from "../link-noise/link-noise.ts";
import { Acknowledgements } from "./acknowledgements.ts";
import { CallLanes } from "./call-lanes.ts";
import { IdleGaps } from "./idle-gaps.ts";
import { MarkCache } from "./mark-cache.ts";
import { Overtakings } from "./overtakings.ts";
import { type SocketSpan, SocketSpans } from "./socket-spans.ts";
import { TimeBlocks } from "./time-blocks.ts";
import { FoldTable, TimeScale } from "./time-scale.ts";

/** What the ladder must know of a log beside its own indexes. Every event is read once; the index grows with the log. */
export class LadderIndex {
  readonly log: TraceLog;
  readonly sockets = new SocketSpans();
  readonly callLanes = new CallLanes();
  readonly acknowledgements: Acknowledgements;
  readonly overtakings: Overtakings;
  readonly marks = new MarkCache();
  readonly frames: TimeBlocks<FrameEntry>;
  readonly calls: TimeBlocks<CallEntry>;
  readonly spans: TimeBlocks<SocketSpan>;
  readonly #gaps = { all: new IdleGaps(), withoutNoise: new IdleGaps() };
  #folds: { readonly table: FoldTable; readonly gaps: IdleGaps } | null = null;
  #seen = 0;

  constructor(log: TraceLog) {
    this.log = log;
    this.acknowledgements = new Acknowledgements(log);
    this.overtakings = new Overtakings(log);
    this.frames = new TimeBlocks(log.frames, (entry) => ({
      from: entry.sent.t,
      to: frameEnd(entry)?.t ?? null,
    }));
    this.calls = new TimeBlocks(log.calls, ({ entered, returned }) => ({
      from: entered.t,
      to: returned?.t ?? log.latest.programs.get(entered.program)?.ended?.t ?? null,
    }));
    this.spans = new TimeBlocks(this.sockets.spans, ({ from, end }) => ({ from, to: end?.t ?? null }));
  }

  grow(): void {
    const { events } = this.log;
    for (; this.#seen < events.length; this.#seen++) {
      const event = events[this.#seen];
      if (event) this.#push(event);
    }
  }

  #push(event: TraceEvent): void {
    this.#gaps.all.push(event);
    if (!tellsOfNoise(event, this.log)) this.#gaps.withoutNoise.push(event);
    this.sockets.push(event);
    this.callLanes.push(event);
    for (const follower of [this.acknowledgements, this.overtakings]) {
      if (isFrameOrigin(event)) follower.sent(event);
      if (event.kind === "frame.lost") follower.lost(event);
      if (event.kind === "frame.delivered") follower.delivered(event);
    }
  }

  /**
   * The scale as it stands at `t`; what came after `t` has no part in it.
   * @param noise whether link noise is drawn, so that it ends a quiet time
   */
  scale(t: TraceTime, nsPerPixel: number, noise: boolean): TimeScale {
    const gaps = this.idleGaps(noise);
    const table = this.#foldTable(gaps, nsPerPixel);
    const { first } = gaps;
    if (first !== null) table.grow(first, gaps.gaps);
    const origin = first === null || first > t ? t : first;
    return new TimeScale(origin, table, t, gaps.idleSince(t));
  }

  /** @param noise as for `scale` */
  idleGaps(noise: boolean): IdleGaps {
    return noise ? this.#gaps.all : this.#gaps.withoutNoise;
  }

  #foldTable(gaps: IdleGaps, nsPerPixel: number): FoldTable {
    if (this.#folds?.gaps !== gaps || this.#folds.table.nsPerPixel !== nsPerPixel) {
      this.#folds = { table: new FoldTable(nsPerPixel), gaps };
    }
    return this.#folds.table;
  }
}

const INDEXES = new WeakMap<TraceLog, LadderIndex>();

/** The one index of a log, up to date with it. */
export function ladderIndex(log: TraceLog): LadderIndex {
  const index = INDEXES.get(log) ?? new LadderIndex(log);
  INDEXES.set(log, index);
  index.grow();
  return index;
}
