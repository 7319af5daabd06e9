import type { EventOf, FrameOrigin, TraceLog } from "@wirestage/trace";
import { hasFlag, type QuickView, SeqNumber, TcpFlag } from "@wirestage/wire";
import { frameIndex } from "../inspector/frame-index.ts";
import { discardOf } from "../inspector/kernel-discard.ts";

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

  /** A copy is nothing that its sender waits for; what was injected may be acknowledged as well. */
  sent({ frame, kind }: FrameOrigin): void {
    const view = kind === "frame.copied" ? null : this.#view(frame);
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
    const view = this.#arrived(frame);
    if (!view || !hasFlag(view.flags, TcpFlag.ack)) return;
    const key = flow(view, "back");
    const still: Waiting[] = [];
    for (const each of this.#waiting.get(key) ?? []) {
      if (SeqNumber.after(each.end, view.ack)) still.push(each);
      else this.#of.set(each.frame, { by: frame, seq });
    }
    this.#waiting.set(key, still);
  }

  /** The segment as it arrived; null where the kernel threw it away. */
  #arrived(frame: number): QuickView | null {
    const entry = this.#log.frames[frame - 1];
    if (!entry || discardOf(entry, this.#log) !== null) return null;
    const view = frameIndex(this.#log).asNow(entry)?.view;
    return view?.kind === "tcp" ? view : null;
  }

  #view(frame: number): QuickView | null {
    const view = frameIndex(this.#log).summary(frame)?.view;
    return view?.kind === "tcp" ? view : null;
  }
}
