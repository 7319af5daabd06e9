import type { WireActor } from "@wirestage/trace";
import type { Cable } from "../cable.ts";
import type { RandomStream } from "../random-stream.ts";
import type { Flight, WireFrame } from "../wire-frame.ts";

/** A frame that has come onto the wire and is not yet on its way. */
export type ComingFrame = WireFrame<Flight>;

/** Takes the frames of one direction as they come onto the wire; the innermost is the cable. */
export interface Link {
  carry(frame: ComingFrame): void;
}

/** What a rule works with in one direction. */
export interface RuleSetting {
  readonly cable: Cable;
  /** The rule, as events name it. */
  readonly by: WireActor;
  /** Of this direction of this rule alone: other rules and the other host do not disturb it. */
  readonly random: RandomStream;
}

/** What a rule makes of a link. */
export interface RuleLink {
  /** Takes a frame that the rule is applied to. */
  apply(frame: ComingFrame): void;
  /** Takes one that it is not applied to. */
  pass(frame: ComingFrame): void;
  /** Takes one that comes when the rule is over, which still concerns it behind those that came before. */
  outlast(frame: ComingFrame): void;
  /** Until when the rule concerns frames that it is not applied to, in trace time. */
  concernsUntil(): number;
}

export type Wrapper = (inner: Link, setting: RuleSetting) => RuleLink;

/** A rule that lets frames be that it is not applied to. */
export function wrapper(applying: (inner: Link, setting: RuleSetting) => Link["carry"]): Wrapper {
  return (inner, setting) => ({
    apply: applying(inner, setting),
    pass: (frame) => inner.carry(frame),
    outlast: (frame) => inner.carry(frame),
    concernsUntil: () => 0,
  });
}
