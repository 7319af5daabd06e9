/** Closing descriptors: at once, or on a worker thread where close(2) may block. */
import { failure, resultOf, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";

/**
 * close(2). A stream socket with SO_LINGER on and a timeout blocks here although it is O_NONBLOCK; use
 * `closeAsync` for it, or the segments it waits for can never be carried.
 */
export function close(fd: number): SyscallResult<number> {
  return resultOf(libc.close(fd));
}

/** koffi throws at its 257th call under way (`max_async_calls`), and has 4 threads for them. */
const CLOSING_AT_ONCE = 64;
const turns: (() => void)[] = [];
let closing = 0;

/**
 * close(2) on a worker thread, as soon as one has time; any number may be asked for. The descriptor is already free
 * for reuse while the kernel still tears down.
 */
export async function closeAsync(fd: number): Promise<SyscallResult<number>> {
  if (closing < CLOSING_AT_ONCE) closing += 1;
  else await new Promise<void>((resolve) => turns.push(resolve));
  try {
    return await closeOnThread(fd);
  } finally {
    const next = turns.shift();
    if (next) next();
    else closing -= 1;
  }
}

function closeOnThread(fd: number): Promise<SyscallResult<number>> {
  return new Promise((resolve, reject) => {
    libc.close.async(fd, (error, returned) => {
      if (error !== null) reject(error);
      else resolve(returned < 0 ? failure(libc.errno()) : { ok: true, value: returned });
    });
  });
}
