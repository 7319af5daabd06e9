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

/** From one moment of the trace to a later one. */
export interface TimeRange {
  readonly from: TraceTime;
  readonly to: TraceTime;
}

/** The stretch around `t` in which nothing happens and nothing moves, up to the event that ends it, or null. */
export type IdleAt = (t: TraceTime) => TimeRange | null;

export interface Player {
  readonly state: PlayerState;
  readonly speed: Speed;
  /** What is played again and again instead of going on. */
  readonly loop: TimeRange | null;
  /** Grows whenever somebody takes the playhead elsewhere: by seeking, stepping or going live, not by playing. */
  readonly moves: number;
  subscribe(listener: () => void): () => void;
  play(): void;
  pause(): void;
  toggle(): void;
  goLive(): void;
  seek(t: TraceTime): void;
  /** To the moment right after event `seq`, with none of those that followed at the same time; then paused. */
  seekEvent(seq: number): void;
  /** Exactly one event back or on, then paused. */
  step(direction: 1 | -1): void;
  setSpeed(speed: Speed): void;
  /** Null ends it, as going live does. Of a range that reaches beyond what may be shown the rest counts; an empty one is none. */
  setLoop(range: TimeRange | null): void;
  /** Cuts long idle stretches short while it plays; null plays them whole. */
  cutIdle(idleAt: IdleAt | null): void;
}

/** How the page stands with the server. */
export type LinkState =
  | { readonly status: "connecting" }
  | { readonly status: "open"; readonly mayCommand: boolean; readonly watchers: number }
  | { readonly status: "lost"; readonly retryInMs: number }
  | { readonly status: "ended"; readonly error: ErrorBody }
  /** There is no lab behind the trace: it was finished when it was opened. */
  | { readonly status: "recording" };

/** Whether no more will come: the trace is as long as it will ever be. */
export function isFinished({ status }: LinkState): boolean {
  return status === "ended" || status === "recording";
}

export type CommandAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorBody };

/** Where a finished trace came from. */
export type TraceSource =
  /** A file of the learner's own; `size` in bytes. */
  | { readonly kind: "file"; readonly name: string; readonly size: number }
  /** A recording that the server keeps. */
  | { readonly kind: "kept"; readonly id: string }
  /** A recording that comes with the page; `path` is relative to it. */
  | { readonly kind: "shipped"; readonly path: string };

/** What has to be known of an opened trace that its events do not say. */
export type TraceRemark =
  /** The recording is cut: what follows the last event shown is lost. */
  | { readonly kind: "cut" }
  /** The file ends, or goes wrong, at byte `offset`; what stands before it is shown. */
  | { readonly kind: "damaged"; readonly offset: number }
  /** The same of a gzip file: byte `offset` of what it unpacks to. */
  | { readonly kind: "damagedInside"; readonly offset: number }
  /** Only the first `shown` of the conversation's `of` frames are shown. */
  | { readonly kind: "capped"; readonly shown: number; readonly of: number };

export interface OpenedFrom {
  readonly title: string;
  readonly source: TraceSource;
  readonly remarks: readonly TraceRemark[];
  /** The number that a frame has in the capture file; null where the trace is no capture's. */
  packetNumber(frame: number): number | null;
}

/** One trace as the page has it: a lab's live stream or a recording. */
export interface Session {
  readonly lab: string;
  readonly log: TraceLog;
  readonly playhead: Playhead;
  readonly player: Player;
  /** What the trace was opened from; null where it is that of a lab of the server. */
  readonly opened: OpenedFrom | null;
  readonly link: { readonly state: LinkState; subscribe(listener: () => void): () => void };
  /** The newest moment known: the last event, or the lab's clock as far as it can be told while live. */
  now(): TraceTime;
  /** State at the playhead; the same object until another event comes into or goes out of view. */
  state(): TraceState;
  command(command: CommandInput): Promise<CommandAnswer>;
  /**
   * All bytes of a frame that the trace holds cut to the snap length.
   * @throws where they are not to be had
   */
  wholeFrame(frame: number, signal: AbortSignal): Promise<Uint8Array>;
}

/** One thing, selected everywhere at once. */
export type Selection =
  | { readonly kind: "frame"; readonly frame: number }
  | { readonly kind: "socket"; readonly socket: number }
  | { readonly kind: "call"; readonly call: number };
