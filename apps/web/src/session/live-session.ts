import type { CommandInput, ErrorBody } from "@wirestage/protocol";
import { NS_PER_MS, TraceLog, type TraceState, type TraceTime, traceTime } from "@wirestage/trace";
import type { RequestFrame } from "./animation-frame.ts";
import { LiveLink } from "./live-link.ts";
import type { OpenSocket } from "./live-socket.ts";
import { TracePlayer } from "./player.ts";
import { AnimatedPlayhead } from "./playhead.ts";
import type { CommandAnswer, Session } from "./session.ts";
import { StateView } from "./state-view.ts";
import { TraceClock } from "./trace-clock.ts";

/**
 * Live, the playhead runs this far behind the lab's clock, so that events have arrived by the time they are shown and
 * frames fly evenly whatever the network does. Well below what a person notices as lag.
 */
const LIVE_BUFFER_NS = 80 * NS_PER_MS;

export interface LiveSessionParts {
  readonly lab: string;
  readonly token: string | null;
  readonly requestFrame: RequestFrame;
  /** Local monotonic time in ms. */
  readonly nowMs: () => number;
  readonly openSocket: OpenSocket;
  readonly askWhy: (lab: string) => Promise<ErrorBody | null>;
  readonly after: (ms: number, action: () => void) => () => void;
  readonly onTokenRefused: () => void;
  readonly fetchFrame: (lab: string, frame: number, signal: AbortSignal) => Promise<Uint8Array>;
}

/** One lab over its WebSocket. `close()` when the view goes away. */
export class LiveSession implements Session {
  readonly lab: string;
  readonly opened = null;
  readonly log = new TraceLog();
  readonly playhead: AnimatedPlayhead;
  readonly player: TracePlayer;
  readonly link: LiveLink;
  readonly #clock = new TraceClock();
  readonly #states = new StateView(this.log);
  readonly #nowMs: () => number;
  readonly #fetchFrame: LiveSessionParts["fetchFrame"];

  constructor(parts: LiveSessionParts) {
    this.lab = parts.lab;
    this.#nowMs = parts.nowMs;
    this.#fetchFrame = parts.fetchFrame;
    this.playhead = new AnimatedPlayhead(parts.requestFrame, (elapsedMs) => this.player.advance(elapsedMs));
    this.player = new TracePlayer(this.#source(), this.playhead);
    this.link = new LiveLink({
      ...parts,
      log: this.log,
      onNow: (now) => this.#clock.observe(now, this.#nowMs()),
      onEvents: () => this.playhead.touch(),
    });
    this.link.subscribe(() => this.#linkChanged());
    this.link.connect();
    this.playhead.wake();
  }

  readonly now = (): TraceTime => traceTime(Math.max(this.log.latest.t, this.#clock.at(this.#nowMs())));

  readonly state = (): TraceState =>
    this.#states.after(this.playhead.count ?? this.log.countAt(this.playhead.t));

  readonly command = (command: CommandInput): Promise<CommandAnswer> => this.link.command(command);

  wholeFrame(frame: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#fetchFrame(this.lab, frame, signal);
  }

  close(): void {
    this.link.close();
    this.playhead.close();
  }

  #source() {
    const growing = () => this.link.state.status !== "ended";
    const edge = () => traceTime(Math.max(0, this.now() - (growing() ? LIVE_BUFFER_NS : 0)));
    return { log: this.log, growing, edge };
  }

  /** Without a connection nothing can be seen of the lab, so its clock is not told on. */
  #linkChanged(): void {
    if (this.link.state.status !== "open") this.#clock.stop(this.#nowMs());
    this.playhead.touch();
  }
}
