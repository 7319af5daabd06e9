/** poll(2) on one descriptor, for the few places that must wait here and now: everything else waits in the reactor. */
import { orThrow } from "./errno.ts";
import * as libc from "./libc.ts";

/** asm-generic/poll.h */
const POLLIN = 0x1;
const POLLOUT = 0x4;
const POLLRDHUP = 0x2000;

/** `struct pollfd`: fd, events, revents. */
const descriptor = new Uint8Array(new ArrayBuffer(8));
const view = new DataView(descriptor.buffer);

/**
 * Waits until `fd` can be read, has reached its end, or, for a pidfd, its process has ended; for `timeoutMs` at most.
 * The whole process stands still meanwhile.
 * @returns false if the time ran out
 */
export function waitReadable(fd: number, timeoutMs: number): boolean {
  return poll(fd, POLLIN, timeoutMs);
}

/** Whether a call on `fd` that receives or, for "write", that sends or connects would be answered now (poll(2)). */
export function isReady(fd: number, side: "read" | "write"): boolean {
  return poll(fd, side === "read" ? POLLIN : POLLOUT, 0);
}

/** Whether nothing more can come on a stream socket: its peer has ended the stream, or it has failed (poll(2)). */
export function hasEnded(fd: number): boolean {
  return poll(fd, POLLRDHUP, 0);
}

function poll(fd: number, events: number, timeoutMs: number): boolean {
  view.setInt32(0, fd, true);
  view.setInt16(4, events, true);
  view.setInt16(6, 0, true);
  return orThrow(libc.poll(descriptor, 1, timeoutMs), "poll", `waiting for descriptor ${fd}`) > 0;
}
