/** read(2) and write(2) on descriptors that do not block: terminals and socket pairs. */
import { resultOf, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";

/** Octets read, 0 at the end, EAGAIN while there is nothing; EIO on a terminal that nobody holds open any more. */
export function read(fd: number, into: Uint8Array): SyscallResult<number> {
  return resultOf(libc.read(fd, into, into.length));
}

/** Octets taken, which may be fewer than given; EAGAIN when none fit, EPIPE when nobody can read them any more. */
export function write(fd: number, from: Uint8Array): SyscallResult<number> {
  return resultOf(libc.write(fd, from, from.length));
}
