/** CLOCK_MONOTONIC in nanoseconds: the clock of `Reactor.setDeadline` and of every trace time. */
export function monotonicNow(): bigint {
  return process.hrtime.bigint();
}
