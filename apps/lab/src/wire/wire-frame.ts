import type { WireActor } from "@wirestage/trace";
import type { QuickView } from "@wirestage/wire";

/** Where rules stop or end a frame: half-way, so that it is seen between the hosts. */
export const HALFWAY = 0.5;

export const HAND: WireActor = { by: "hand" };

/** Times are trace time in ns; a position is 0 at the sender and 1 at the receiver. */
export type Flight = {
  readonly is: "flying";
  readonly from: number;
  readonly since: number;
  readonly due: number;
};
export type Place =
  | Flight
  | {
      readonly is: "held";
      readonly position: number;
      readonly since: number;
      /** Who lets it go once the next frame of its direction has passed it; null: it stays until a hand lets it go. */
      readonly waits: WireActor | null;
    };

/** What a rule means to do to a frame when it comes half-way. */
export type Stop =
  | { readonly does: "hold"; readonly by: WireActor }
  | { readonly does: "lose"; readonly by: WireActor }
  /** Holds it until the next frame has passed, for so long at most. */
  | { readonly does: "wait"; readonly by: WireActor; readonly ns: number };

/** A frame as it comes onto the wire, before it has its number. */
export interface MadeFrame<P extends Place = Place> {
  /** The sender, or in whose name it travels. */
  readonly host: string;
  /** Shared with copies, and never written to: whoever alters them makes others. */
  bytes: Uint8Array;
  /** As a kernel sent it, to know when it sends it again; null of frames that no kernel sent. */
  readonly view: QuickView | null;
  /** What kernels send for the link's sake passes the rule that stops every frame, and is not stepped through. */
  readonly noise: boolean;
  place: P;
  /** What rules have added to the time of the whole way, in ns. */
  extraNs: number;
  /** What still awaits it half-way, in the order of the rules. */
  stops: readonly Stop[];
  /** A frame that a hand let go is not stopped again. */
  passes: boolean;
}

export interface WireFrame<P extends Place = Place> extends MadeFrame<P> {
  readonly frame: number;
  /** Of frames that arrive in the same ns, the one with the lowest comes first: as they were sent on their way. */
  order: number;
}

/** When a flight passes `position`, in whole ns. */
export function timeAt({ from, since, due }: Flight, position: number): number {
  if (position >= 1) return due;
  if (position <= from) return since;
  return Math.ceil(since + (due - since) * ((position - from) / (1 - from)));
}

/** Where a flight has come at `now`, `end` at most. */
export function positionAt({ from, since, due }: Flight, now: number, end: number): number {
  const way = due - since;
  const done = way <= 0 ? 1 : Math.min(1, Math.max(0, (now - since) / way));
  return Math.min(end, from + (1 - from) * done);
}
