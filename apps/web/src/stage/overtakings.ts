import type { EventOf, TraceLog } from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";

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

  sent({ frame }: EventOf<"frame.sent">): void {
    const flow = this.#flow(frame);
    if (flow === null) return;
    const flying = this.#flying.get(flow) ?? [];
    flying.push(frame);
    this.#flying.set(flow, flying);
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
