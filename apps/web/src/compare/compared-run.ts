import { TracePage } from "@wirestage/protocol";
import { TraceLog, type TraceState, type TraceTime } from "@wirestage/trace";
import type { RequestFrame } from "../session/animation-frame.ts";
import { type ApiAnswer, ask, fetchFrame } from "../session/api.ts";
import { TracePlayer } from "../session/player.ts";
import { AnimatedPlayhead } from "../session/playhead.ts";
import type { CommandAnswer, LinkState, Session } from "../session/session.ts";
import { StateView } from "../session/state-view.ts";

/** All that the trace of a lab holds by now. */
export async function fetchLog(lab: string): Promise<ApiAnswer<TraceLog>> {
  const log = new TraceLog();
  for (;;) {
    const from = log.events.length;
    const page = await ask(TracePage, `/api/labs/${encodeURIComponent(lab)}/trace?from=${from}`);
    if (!page.ok) return page;
    log.append(page.value.events);
    if (page.value.events.length === 0) return { ok: true, value: log };
  }
}

const RECORDING: LinkState = { status: "recording" };
const NO_HAND: CommandAnswer = {
  ok: false,
  error: {
    code: "lab_ended",
    message: "Two runs beside each other are there to be looked at. Go to the lab to act in it.",
    facts: { where: "recording" },
  },
};

/** One of two runs that are looked at beside each other: played, and out of reach. `close()` when the view goes away. */
export class ComparedRun implements Session {
  readonly lab: string;
  readonly log: TraceLog;
  readonly opened = null;
  readonly playhead: AnimatedPlayhead;
  readonly player: TracePlayer;
  readonly link = { state: RECORDING, subscribe: () => () => {} };
  readonly #states: StateView;
  readonly #end: TraceTime;

  /** @param end where the playhead can be taken to, also beyond this run's own end */
  constructor(lab: string, log: TraceLog, end: TraceTime, requestFrame: RequestFrame) {
    this.lab = lab;
    this.log = log;
    this.#end = end;
    this.#states = new StateView(log);
    this.playhead = new AnimatedPlayhead(requestFrame, (elapsedMs) => this.player.advance(elapsedMs));
    this.player = new TracePlayer({ log, growing: () => false, edge: this.now }, this.playhead);
    this.player.pause();
  }

  readonly now = (): TraceTime => this.#end;

  readonly state = (): TraceState =>
    this.#states.after(this.playhead.count ?? this.log.countAt(this.playhead.t));

  command(): Promise<CommandAnswer> {
    return Promise.resolve(NO_HAND);
  }

  wholeFrame(frame: number, signal: AbortSignal): Promise<Uint8Array> {
    return fetchFrame(this.lab, frame, signal);
  }

  close(): void {
    this.playhead.close();
  }
}
