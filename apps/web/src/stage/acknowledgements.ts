import type { EventOf, TraceLog } from "@wirestage/trace";
import { hasFlag, type QuickView, SeqNumber, TcpFlag } from "@wirestage/wire";
import { frameIndex } from "../inspector/frame-index.ts";

/** The delivery that told a sender that its segment had arrived. Derived by us. */
export interface Acknowledgement {
  readonly by: number;
  /** Number of the event that delivered it. */
  readonly seq: number;
}

interface Waiting {
  readonly frame: number;
  readonly end: SeqNumber;
}

function flow(view: QuickView, way: "there" | "back"): string {
  const from = `${view.src}:${view.srcPort}`;
  const to = `${view.dst}:${view.dstPort}`;
  return way === "there" ? `${from}>${to}` : `${to}>${from}`;
}

/** Which delivered ACK was the first to cover each segment with data or FIN (RFC 9293 §3.4: cumulative). */
export class Acknowledgements {
  readonly #log: TraceLog;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #of = new Map<number, Acknowledgement>();

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** @param count how many events of the trace count */
  of(frame: number, count: number): Acknowledgement | null {
    const found = this.#of.get(frame);
    return found && found.seq < count ? found : null;
  }

  sent({ frame }: EventOf<"frame.sent">): void {
    const view = this.#view(frame);
    if (!view || view.sequenceLength === 0 || hasFlag(view.flags, TcpFlag.syn)) return;
    const key = flow(view, "there");
    const waiting = this.#waiting.get(key) ?? [];
    waiting.push({ frame, end: SeqNumber.add(view.seq, view.sequenceLength) });
    this.#waiting.set(key, waiting);
  }

  lost({ frame }: EventOf<"frame.lost">): void {
    const view = this.#view(frame);
    if (!view) return;
    const key = flow(view, "there");
    const waiting = this.#waiting.get(key);
    if (waiting)
      this.#waiting.set(
        key,
        waiting.filter((each) => each.frame !== frame),
      );
  }

  delivered({ frame, seq }: EventOf<"frame.delivered">): void {
    const view = this.#view(frame);
    if (!view || !hasFlag(view.flags, TcpFlag.ack)) return;
    const key = flow(view, "back");
    const still: Waiting[] = [];
    for (const each of this.#waiting.get(key) ?? []) {
      if (SeqNumber.after(each.end, view.ack)) still.push(each);
      else this.#of.set(each.frame, { by: frame, seq });
    }
    this.#waiting.set(key, still);
  }

  #view(frame: number): QuickView | null {
    const view = frameIndex(this.#log).summary(frame)?.view;
    return view?.kind === "tcp" ? view : null;
  }
}
