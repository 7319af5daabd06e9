import type { CommandInput, ErrorBody } from "@wirestage/protocol";
import type { TraceLog, TraceState, TraceTime } from "@wirestage/trace";
import type { RequestFrame } from "./animation-frame.ts";
import type { OpenedTrace } from "./opened-trace.ts";
import { TracePlayer } from "./player.ts";
import { AnimatedPlayhead } from "./playhead.ts";
import type { CommandAnswer, LinkState, OpenedFrom, Session } from "./session.ts";
import { StateView } from "./state-view.ts";

const RECORDING: LinkState = { status: "recording" };

const NO_LAB: ErrorBody = {
  code: "lab_ended",
  message: "This is a recording: what it shows is over. Open a lab to act in it.",
  facts: { where: "recording" },
};
const NO_LAB_BUT_CAPTURE: ErrorBody = {
  ...NO_LAB,
  message: "This is a capture: what it shows is over. Open a lab to act in it.",
  facts: { where: "capture" },
};

/** A finished trace: everything of it is known, and nothing can be done in it. `close()` when the view goes away. */
export class FileSession implements Session {
  readonly lab: string;
  readonly opened: OpenedFrom;
  readonly log: TraceLog;
  readonly playhead: AnimatedPlayhead;
  readonly player: TracePlayer;
  readonly link = { state: RECORDING, subscribe: () => () => {} };
  readonly #states: StateView;
  readonly #wholeFrame: OpenedTrace["wholeFrame"];

  constructor(trace: OpenedTrace, requestFrame: RequestFrame) {
    this.lab = trace.key;
    this.opened = trace;
    this.log = trace.log;
    this.#wholeFrame = trace.wholeFrame;
    this.#states = new StateView(trace.log);
    this.playhead = new AnimatedPlayhead(requestFrame, (elapsedMs) => this.player.advance(elapsedMs));
    this.player = new TracePlayer({ log: trace.log, growing: () => false, edge: this.now }, this.playhead);
    this.player.pause();
    this.player.play();
    this.playhead.touch();
  }

  readonly now = (): TraceTime => this.log.latest.t;

  readonly state = (): TraceState =>
    this.#states.after(this.playhead.count ?? this.log.countAt(this.playhead.t));

  command(_command: CommandInput): Promise<CommandAnswer> {
    const error = this.log.latest.opened?.capture ? NO_LAB_BUT_CAPTURE : NO_LAB;
    return Promise.resolve({ ok: false, error });
  }

  wholeFrame(frame: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#wholeFrame(frame, signal);
  }

  close(): void {
    this.playhead.close();
  }
}
