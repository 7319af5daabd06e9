import { z } from "zod";

/**
 * Nanoseconds since the lab opened (CLOCK_MONOTONIC), a whole number.
 * Safe integers reach 104 days, longer than any lab may live.
 */
export const TraceTime = z.int().min(0).brand<"TraceTime">();
export type TraceTime = z.infer<typeof TraceTime>;

export const NS_PER_US = 1_000;
export const NS_PER_MS = 1_000_000;
export const NS_PER_S = 1_000_000_000;

/** @throws RangeError where `ns` is not a non-negative safe integer. */
export function traceTime(ns: number): TraceTime {
  if (!Number.isSafeInteger(ns) || ns < 0) throw new RangeError(`not a trace time: ${ns} ns`);
  return ns as TraceTime;
}

export const TRACE_START: TraceTime = traceTime(0);

/** Anything that tells how many nanoseconds have passed since the lab opened. */
export interface Clock {
  now(): TraceTime;
}
