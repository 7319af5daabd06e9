/** socketpair(2) of AF_UNIX streams. */
import { failure, orThrow, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";
import { AF_UNIX, SOCK_CLOEXEC, SOCK_STREAM } from "./socket-constants.ts";

/** asm-generic/ioctls.h */
const FIONBIO = 0x5421;

const pair = new Uint8Array(new ArrayBuffer(8));
const pairView = new DataView(pair.buffer);
const ON = new Uint8Array(new Uint32Array([1]).buffer);

/** Two connected sockets, both O_CLOEXEC: `own` does not block, `theirs` does, as whoever inherits it expects. */
export function socketPair(): SyscallResult<{ readonly own: number; readonly theirs: number }> {
  if (libc.socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) return failure(libc.errno());
  const own = pairView.getInt32(0, true);
  orThrow(libc.ioctl(own, FIONBIO, ON), "ioctl", "making a socket not block");
  return { ok: true, value: { own, theirs: pairView.getInt32(4, true) } };
}
