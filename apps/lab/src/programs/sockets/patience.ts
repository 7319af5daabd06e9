import type { Answer, CallRequest } from "../call-desk.ts";

/** How long the calls of a socket may wait, in s: null as long as it takes, 0 not at all. */
export type Timeout = number | null;

type Waiting<T> = Pick<CallRequest<T>, "waits" | "deadline">;

const TIMED_OUT = { ok: false, errno: 0, code: "timeout" } as const;
const LONGEST_S = 1e6;
const never = () => false;

/** The part of a request that says whether and how long it waits. @param late answers when the time is over */
export function patience<T>(timeout: Timeout, late: () => Answer<T> = () => TIMED_OUT): Waiting<T> {
  if (timeout === null) return {};
  return timeout === 0 ? { waits: never } : { deadline: { ms: timeout * 1000, answer: late } };
}

/** @throws RangeError as Python's ValueError */
export function requireTimeout(timeout: Timeout): void {
  if (timeout === null || (timeout >= 0 && timeout <= LONGEST_S)) return;
  throw new RangeError(`A timeout is 0 to ${LONGEST_S} seconds or null, not ${timeout}.`);
}
