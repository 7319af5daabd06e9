import type { EventOf, FrameOrigin, TraceLog } from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";
import { positionAt } from "./frame-position.ts";

/**
 * Which datagrams passed one sent before them from the same port to the same port: nothing in UDP puts them back in
 * order. Derived by us.
 */
export class Overtakings {
  readonly #log: TraceLog;
  /** Datagrams on the wire by their flow, in the order in which they were sent. */
  readonly #flying = new Map<string, number[]>();
  readonly #passed = new Map<number, number>();

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** The first sent of those that `frame` had passed when it arrived, or null. */
  by(frame: number): number | null {
    return this.#passed.get(frame) ?? null;
  }

  sent(origin: FrameOrigin): void {
    const flow = this.#flow(origin.frame);
    if (flow === null) return;
    const flying = this.#flying.get(flow) ?? [];
    flying.splice(this.#placeOf(origin, flying), 0, origin.frame);
    this.#flying.set(flow, flying);
  }

  /** What the wire made half-way has not passed those that it was ahead of from its beginning. */
  #placeOf(origin: FrameOrigin, flying: readonly number[]): number {
    switch (origin.kind) {
      case "frame.sent":
        return flying.length;
      case "frame.copied": {
        const first = flying.indexOf(origin.of);
        return first < 0 ? flying.length : first + 1;
      }
      case "frame.injected": {
        const behind = flying.findIndex((each) => this.#isBehind(each, origin));
        return behind < 0 ? flying.length : behind;
      }
      default:
        return origin satisfies never;
    }
  }

  #isBehind(frame: number, { t, seq, position }: EventOf<"frame.injected">): boolean {
    const entry = this.#log.frames[frame - 1];
    if (!entry) return false;
    const fates = entry.fates.filter((fate) => fate.seq < seq);
    return positionAt({ ...entry, fates }, t) < position;
  }

  lost({ frame }: EventOf<"frame.lost">): void {
    this.#leave(frame);
  }

  delivered({ frame }: EventOf<"frame.delivered">): void {
    const before = this.#leave(frame);
    if (before !== null) this.#passed.set(frame, before);
  }

  /** @returns the first frame before it that is still on its way */
  #leave(frame: number): number | null {
    const flow = this.#flow(frame);
    const flying = flow === null ? undefined : this.#flying.get(flow);
    const at = flying?.indexOf(frame) ?? -1;
    if (!flying || at < 0) return null;
    flying.splice(at, 1);
    return at === 0 ? null : (flying[0] ?? null);
  }

  #flow(frame: number): string | null {
    const view = frameIndex(this.#log).summary(frame)?.view;
    return view?.kind === "udp" ? `${view.src} ${view.srcPort} ${view.dst} ${view.dstPort}` : null;
  }
}
