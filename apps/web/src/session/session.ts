import type { CommandInput, ErrorBody } from "@wirestage/protocol";
import type { TraceLog, TraceState, TraceTime } from "@wirestage/trace";

/** The point of the trace that every view shows. It moves without React; views that draw motion subscribe. */
export interface Playhead {
  readonly t: TraceTime;
  /** Called at most once per animation frame, only when `t` moved or the log grew. */
  subscribe(listener: (t: TraceTime) => void): () => void;
}

export type Speed = 1 | 0.5 | 0.2 | 0.1 | 0.05 | 0.02 | 0.01 | 0.005 | 0.002 | 0.001;

/** `live` follows the newest moment of a running lab; `paused` and `playing` look at what was. */
export type PlayerState =
  | { readonly mode: "live" }
  | { readonly mode: "paused" }
  | { readonly mode: "playing"; readonly speed: Speed };

export interface Player {
  readonly state: PlayerState;
  readonly speed: Speed;
  subscribe(listener: () => void): () => void;
  play(): void;
  pause(): void;
  toggle(): void;
  goLive(): void;
  seek(t: TraceTime): void;
  /** Exactly one event back or on, then paused. */
  step(direction: 1 | -1): void;
  setSpeed(speed: Speed): void;
}

/** How the page stands with the server. */
export type LinkState =
  | { readonly status: "connecting" }
  | { readonly status: "open"; readonly mayCommand: boolean; readonly watchers: number }
  | { readonly status: "lost"; readonly retryInMs: number }
  | { readonly status: "ended"; readonly error: ErrorBody };

export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorBody };

/** One trace as the page has it: a lab's live stream or a recording. */
export interface Session {
  readonly lab: string;
  readonly log: TraceLog;
  readonly playhead: Playhead;
  readonly player: Player;
  readonly link: { readonly state: LinkState; subscribe(listener: () => void): () => void };
  /** The newest moment known: the last event, or the lab's clock as far as it can be told while live. */
  now(): TraceTime;
  /** State at the playhead; the same object until another event comes into or goes out of view. */
  state(): TraceState;
  command(command: CommandInput): Promise<CommandAnswer>;
}

/** One thing, selected everywhere at once. */
export type Selection =
  | { readonly kind: "frame"; readonly frame: number }
  | { readonly kind: "socket"; readonly socket: number }
  | { readonly kind: "call"; readonly call: number };
