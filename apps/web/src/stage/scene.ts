import type {
  Cause,
  FrameEntry,
  SocketState,
  TcpState,
  TraceLog,
  TraceState,
  TraceTime,
} from "@wirestage/trace";
import type { FrameKind } from "../inspector/frame-kind.ts";
import type { Discard } from "../inspector/kernel-discard.ts";
import { callMarks } from "./call-marks.ts";
import { type CallLaneCounts, type Columns, columns } from "./columns.ts";
import { foldWishes } from "./fold-labels.ts";
import { placeFrameLabels } from "./frame-labels.ts";
import { frameMarks } from "./frame-marks.ts";
import type { FrameText, LabelWords } from "./frame-text.ts";
import type { LabelSize } from "./label-size.ts";
import { type LadderIndex, ladderIndex } from "./ladder-index.ts";
import { type PhaseMark, phaseLanes, phaseLives, phaseMarks } from "./phase-marks.ts";
import { type PresentMark, presentMarks } from "./present-marks.ts";
import { withNames } from "./side-names.ts";
import { stateMarks } from "./state-marks.ts";
import { type Tick, ticks } from "./ticks.ts";
import type { Fold, TimeScale } from "./time-scale.ts";

/** The window through which the ladder is seen. Pixels. */
export interface StageView {
  readonly width: number;
  /** The part of the ladder, from the first drawn event, that is to be drawn. */
  readonly top: number;
  readonly bottom: number;
  readonly nsPerPixel: number;
  readonly words: LabelWords;
  /** A frame whose label is placed before all others. */
  readonly selected: number | null;
  /** Whether what kernels send for the link's sake is drawn. */
  readonly noise: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Side = "left" | "right";

export type FrameEnd =
  | { readonly fate: "flying" }
  | { readonly fate: "held"; readonly since: TraceTime }
  | { readonly fate: "delivered" }
  | { readonly fate: "lost" };

/** One frame that left its host, as far as its `entry` tells up to the scene's time. `path` ends where its way has ended or last turned. */
export interface FrameMark {
  readonly frame: number;
  readonly entry: FrameEntry;
  readonly kind: FrameKind;
  readonly direction: "right" | "left";
  readonly text: FrameText;
  readonly path: readonly Point[];
  readonly end: FrameEnd;
  /** How long hands and rules stopped it, in ns, where that is over. */
  readonly stoppedFor: number;
  /** How often its kernel sent it again while it was held. */
  readonly repeats: number;
  readonly acknowledgedBy: number | null;
  readonly retransmissionOf: number | null;
  /** How the wire made it; null for what a kernel sent. */
  readonly made: "copied" | "injected" | null;
  /** Where on its way bits of it were flipped. */
  readonly alteredAt: readonly Point[];
  /** Where on its way a hand gave it another time to arrive. */
  readonly retimedAt: readonly Point[];
  /** What rules of the wire acted on it, in words; `stoppedBy` is the one that holds it now or has lost it. */
  readonly rules: readonly string[];
  readonly stoppedBy: string | null;
  /** Why the receiving kernel threw it away. */
  readonly discard: Discard | null;
  /** Where on its way a label belongs once the way is over, and the room that it takes up. */
  readonly anchor: Point;
  readonly size: LabelSize;
}

/** The label of a frame whose way is over; `anchor` is the point of its line that it names. */
export interface FrameLabel {
  readonly frame: number;
  readonly anchor: Point;
  /** Where its middle stands. */
  readonly x: number;
  readonly y: number;
}

/** A socket in one state. `y1` is null while that lasts. */
export interface StateMark {
  readonly socket: number;
  readonly side: Side;
  readonly lane: number | null;
  readonly family: SocketState["family"];
  readonly type: SocketState["type"];
  readonly state: TcpState;
  readonly before: TcpState | null;
  readonly cause: Cause;
  readonly y0: number;
  readonly y1: number | null;
  /** Height of its name's centre, where there is room for one. */
  readonly labelY: number | null;
}

export interface CallMark {
  readonly call: number;
  readonly side: Side;
  /** Brackets of calls that go on at the same time stand side by side; 0 is next to the lifeline. */
  readonly lane: number;
  /** Whose call it is, where more than one program of the host has made calls. */
  readonly who: string | null;
  readonly name: string;
  readonly text: string;
  /** An error, or bytes lost to a short buffer; `note` says more of it. */
  readonly remark: { readonly text: string; readonly note: string | null } | null;
  readonly blocked: boolean;
  readonly y0: number;
  readonly y1: number | null;
  readonly labelY: number | null;
  /** Height at which the remark stands once more, where the call lasted so long that its end is far from its name. */
  readonly endY: number | null;
}

/** What the ladder shows at one time through one window, as plain data. Heights from the first drawn event. */
export interface Scene {
  readonly t: TraceTime;
  readonly nowY: number;
  readonly scale: TimeScale;
  readonly columns: Columns;
  readonly frames: readonly FrameMark[];
  readonly labels: readonly FrameLabel[];
  /** Frames on the wire, in rows under the line of the present. */
  readonly present: readonly PresentMark[];
  readonly states: readonly StateMark[];
  readonly calls: readonly CallMark[];
  readonly phases: readonly PhaseMark[];
  readonly folds: readonly Fold[];
  readonly ticks: readonly Tick[];
}

/** The host drawn on the left: the client, or the first one where no host is called so. */
export function leftHost(state: TraceState): string {
  return state.hosts.has("client") ? "client" : (state.opened?.hosts[0]?.name ?? "client");
}

/** Nearer than this to the present, in pixels, a line's time would stand within the clock of the present. */
const CLOCK_ROOM = 14;

/** How many lanes the calls of either side have needed so far. */
function callLanes(index: LadderIndex, state: TraceState, left: string): CallLaneCounts {
  const right = [...state.hosts.keys()].find((host) => host !== left) ?? "";
  const width = (host: string) => index.callLanes.width(host, state.next);
  return { left: width(left), right: width(right) };
}

/**
 * A pure function of what happened up to `t` and of the window.
 * @param state the state at `t`, of as many events as are to be seen
 */
export function scene(log: TraceLog, state: TraceState, t: TraceTime, view: StageView): Scene {
  const index = ladderIndex(log);
  const scale = index.scale(t, view.nsPerPixel, view.noise);
  const left = leftHost(state);
  const lives = phaseLives({ index, count: state.next });
  const across = columns(view.width, callLanes(index, state, left), phaseLanes(lives));
  const from = scale.t(view.top);
  const to = scale.t(Math.max(view.top, view.bottom));
  const context = { index, scale, columns: across, left, t, count: state.next, view, from, to };
  const frames = frameMarks(context);
  const folds = scale.folds.filter((fold) => fold.y1 >= view.top && fold.y0 <= view.bottom);
  // The gap of the present grows without a scene being made, so labels can make way only for those that are over.
  const closed = folds.filter((fold) => fold !== scale.open);
  return {
    t,
    nowY: scale.y(t),
    scale,
    columns: across,
    frames,
    labels: placeFrameLabels(frames, view.selected, foldWishes(closed, across), across),
    present: presentMarks(context, state, frames),
    ...withNames(stateMarks(context), callMarks(context), across),
    phases: phaseMarks(lives, context),
    folds,
    ticks: ticks(scale, view.top, Math.min(view.bottom, scale.y(t) - CLOCK_ROOM)),
  };
}
