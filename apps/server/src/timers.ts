export type Cancel = () => void;

/** Where time comes from, so that tests need not wait for it. */
export interface Timers {
  /** Milliseconds on a clock that never goes back; only differences mean anything. */
  now(): number;
  /** Calls `run` once, `ms` from now, unless cancelled before. Keeps no process alive. */
  after(ms: number, run: () => void): Cancel;
}

export const SYSTEM_TIMERS: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const timeout = setTimeout(run, ms).unref();
    return () => clearTimeout(timeout);
  },
};
