/** poll(2) on one descriptor, for the few places that must wait here and now: everything else waits in the reactor. */
import { orThrow } from "./errno.ts";
import * as libc from "./libc.ts";

/** asm-generic/poll.h */
const POLLIN = 0x1;

/** `struct pollfd`: fd, events, revents. */
const descriptor = new Uint8Array(new ArrayBuffer(8));
const view = new DataView(descriptor.buffer);

/**
 * Waits until `fd` can be read, has reached its end, or, for a pidfd, its process has ended; for `timeoutMs` at most.
 * The whole process stands still meanwhile.
 * @returns false if the time ran out
 */
export function waitReadable(fd: number, timeoutMs: number): boolean {
  view.setInt32(0, fd, true);
  view.setInt16(4, POLLIN, true);
  view.setInt16(6, 0, true);
  return orThrow(libc.poll(descriptor, 1, timeoutMs), "poll", `waiting for descriptor ${fd}`) > 0;
}
