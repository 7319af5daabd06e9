import { type Cause, NS_PER_MS, type TraceTime } from "@wirestage/trace";
import type { SocketView } from "./socket-kind.ts";

/** Kernel timers are told in whole milliseconds and run in jiffies of up to 10 ms: a smaller step is no new timer. */
const TIMER_STEP_NS = 15_000_000;
/** A timer may fire this much before the time that was last read of it: a jiffy of 10 ms, and a cut-off millisecond. */
const TIMER_READING_NS = 11_000_000;
/** A frame read this soon after its socket's timer was seen to have fired is that timer's. */
const SAME_MOMENT_NS = 5_000_000;

/** What the kernel says of a socket now, and who holds it. */
export type SocketFacts = Omit<SocketView, "socket" | "host">;

/** A socket of which the trace has been told. */
export interface KnownSocket {
  readonly view: SocketView;
  /** Trace time at which the kernel's timer runs out, as last told. */
  readonly expires: number | null;
  /** Trace time from which on the kernel must be asked for what the timer did. */
  readonly lookAt: number | null;
  /** When its timer was last seen to have fired. */
  readonly fired: { readonly timer: string; readonly at: TraceTime } | null;
}

/** What was done to a host. `itself`: nothing by us; then the cause is looked for in each socket's own timer. */
export type Stimulus = Cause | { readonly by: "itself" };

/** When the timer of these facts, read at `now`, runs out. */
export function expiryOf({ timer }: Pick<SocketFacts, "timer">, now: TraceTime): number | null {
  return timer ? now + timer.remainingMs * NS_PER_MS : null;
}

/** All but the timer's remaining time, which always differs, and is compared by when it runs out. */
export function differs(
  { view, expires }: KnownSocket,
  facts: SocketFacts,
  newExpiry: number | null,
): boolean {
  return (
    view.state !== facts.state ||
    view.fd !== facts.fd ||
    view.program !== facts.program ||
    !shallowEqual(view.queues, facts.queues) ||
    view.timer?.kind !== facts.timer?.kind ||
    view.timer?.retries !== facts.timer?.retries ||
    isAnotherTime(expires, newExpiry) ||
    !shallowEqual(view.local, facts.local) ||
    !shallowEqual(view.remote, facts.remote) ||
    !shallowEqual(view.info, facts.info)
  );
}

/** Whether the timer of before has run out and not fired yet. */
export function isLate(
  { view, expires }: KnownSocket,
  { timer }: Pick<SocketFacts, "timer">,
  now: TraceTime,
): boolean {
  if (expires === null || now < expires - TIMER_READING_NS) return false;
  return timer?.remainingMs === 0 && timer.kind === view.timer?.kind && timer.retries === view.timer.retries;
}

function isAnotherTime(before: number | null, after: number | null): boolean {
  return before !== null && after !== null && Math.abs(after - before) > TIMER_STEP_NS;
}

function shallowEqual<T extends object>(a: T | null, b: T | null): boolean {
  if (a === null || b === null) return a === b;
  for (const key in a) if (a[key] !== b[key]) return false;
  return true;
}

/** The socket's own timer as a cause, if it had run out by `now`. */
export function ownTimer({ view, expires, fired }: KnownSocket, now: TraceTime): Cause | null {
  const { socket } = view;
  if (fired && now - fired.at < SAME_MOMENT_NS) return { by: "timer", timer: fired.timer, socket };
  if (!view.timer || expires === null || now < expires - TIMER_READING_NS) return null;
  return { by: "timer", timer: view.timer.kind, socket };
}
