import { timingSafeEqual } from "node:crypto";
import type { ComparisonMethod } from "@wirestage/protocol";

/** Compares `times` times, and says how often the two were equal. */
type Repeat = (one: Buffer, other: Buffer, times: number) => number;

/** What many write by hand: it returns at the first byte that differs, and so tells by its time which one that is. */
function stopsAtDifference(one: Buffer, other: Buffer): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at]) return false;
  }
  return true;
}

function repeatStopsAtDifference(one: Buffer, other: Buffer, times: number): number {
  let equal = 0;
  for (let time = 0; time < times; time += 1) if (stopsAtDifference(one, other)) equal += 1;
  return equal;
}

/** memcmp(3) in the end, which promises nothing about its time. */
function repeatBufferEquals(one: Buffer, other: Buffer, times: number): number {
  let equal = 0;
  for (let time = 0; time < times; time += 1) if (one.equals(other)) equal += 1;
  return equal;
}

function repeatTimingSafeEqual(one: Buffer, other: Buffer, times: number): number {
  let equal = 0;
  for (let time = 0; time < times; time += 1) if (timingSafeEqual(one, other)) equal += 1;
  return equal;
}

/** The ways to compare in Node. Each has a loop of its own: one that all share would cost more than what it measures. */
export const COMPARISONS: readonly { readonly method: ComparisonMethod; readonly repeat: Repeat }[] = [
  { method: "stops-at-difference", repeat: repeatStopsAtDifference },
  { method: "buffer-equals", repeat: repeatBufferEquals },
  { method: "timing-safe-equal", repeat: repeatTimingSafeEqual },
];
