import type { RuleAction } from "@wirestage/trace";
import type { ComingFrame, Wrapper } from "./link.ts";

type Delay = Extract<RuleAction, { do: "delay" }>;

/** Jitter is evenly spread over what it can be, which ends at no delay at all. */
export function delay({ delayNs, jitterNs, keepsOrder }: Delay): Wrapper {
  const least = Math.max(0, delayNs - jitterNs);
  const range = delayNs + jitterNs - least;
  return (inner, { cable, by, random }) => {
    /** Of the frames so far, when the last arrives as far as the rules up to this one are concerned. */
    let last = 0;
    const inOrder = (frame: ComingFrame, ns: number) => {
      cable.postpone(frame, Math.max(ns, last - frame.place.due), by);
      last = frame.place.due;
      inner.carry(frame);
    };
    const freely = (frame: ComingFrame, ns: number) => {
      cable.postpone(frame, ns, by);
      inner.carry(frame);
    };
    const carry = keepsOrder ? inOrder : freely;
    return {
      apply: (frame) => carry(frame, Math.round(least + range * random())),
      pass: (frame) => carry(frame, 0),
      // `last` stays: a rule that is over ends, however many frames still come.
      outlast: (frame) => freely(frame, Math.max(0, last - frame.place.due)),
      concernsUntil: () => last,
    };
  };
}
