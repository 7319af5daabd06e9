/**
 * Child processes by posix_spawn(3). It costs what the new program costs, whereas fork(2) first copies the page tables
 * of this process, 10 ms of standstill for one of 160 MB.
 */
import { failure, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";

const O_RDWR = 0o2;
/** asm-generic/unistd.h and linux/close_range.h (Linux 5.11) */
const SYS_CLOSE_RANGE = 436;
const CLOSE_RANGE_CLOEXEC = 4;
const EVERY_DESCRIPTOR = 0xffff_ffff;
/** spawn.h of glibc and musl */
const POSIX_SPAWN_SETSIGDEF = 0x04;
const POSIX_SPAWN_SETSIGMASK = 0x08;
const POSIX_SPAWN_SETSID = 0x80;
/** Larger than `posix_spawn_file_actions_t` (80 octets) and `posix_spawnattr_t` (336) of either. */
const OPAQUE_SIZE = 512;
const SIGSET_SIZE = 128;

export interface SpawnRequest {
  /** Looked up in PATH of this process. */
  readonly file: string;
  readonly arguments: readonly string[];
  /** `NAME=value` */
  readonly environment: readonly string[];
  /** Path of the terminal that becomes its descriptors 0, 1 and 2, and the controlling one of its session. */
  readonly terminal: string;
  /** What becomes its descriptor 3. */
  readonly channel: number;
}

/**
 * Starts a program in the namespaces of this thread, as leader of a session of its own, with every signal at its
 * default and no descriptor but those of the request.
 * @returns the process's id, or the errno of what could not be done
 */
export function spawn(request: SpawnRequest): SyscallResult<number> {
  const actions = opaque(OPAQUE_SIZE);
  libc.posixSpawnFileActionsInit(actions);
  // Whoever started this process may have left it descriptors that are not O_CLOEXEC, as everything made here is.
  libc.syscall(SYS_CLOSE_RANGE, 3, EVERY_DESCRIPTOR, CLOSE_RANGE_CLOEXEC, 0);
  try {
    // A leader without a terminal that opens one gets it as its controlling terminal (credentials(7)).
    libc.posixSpawnFileActionsAddopen(actions, 0, request.terminal, O_RDWR, 0);
    for (const fd of [1, 2]) libc.posixSpawnFileActionsAdddup2(actions, 0, fd);
    libc.posixSpawnFileActionsAdddup2(actions, request.channel, 3);
    const pid = opaque(4);
    const argv = [request.file, ...request.arguments, null];
    const envp = [...request.environment, null];
    const errno = libc.posixSpawnp(pid, request.file, actions, sessionAttributes(), argv, envp);
    return errno === 0 ? { ok: true, value: new DataView(pid.buffer).getInt32(0, true) } : failure(errno);
  } finally {
    libc.posixSpawnFileActionsDestroy(actions);
  }
}

function sessionAttributes(): Uint8Array {
  const attributes = opaque(OPAQUE_SIZE);
  libc.posixSpawnattrInit(attributes);
  libc.posixSpawnattrSetflags(
    attributes,
    POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK,
  );
  libc.posixSpawnattrSetsigdefault(attributes, opaque(SIGSET_SIZE).fill(0xff));
  return attributes;
}

function opaque(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length));
}
