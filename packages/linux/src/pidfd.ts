/** Processes by descriptor (pidfd_open(2)), whose numbers, unlike those of processes, never come to mean another one. */
import { resultOf, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";

/** asm-generic/unistd.h, the same on x86-64 and arm64 */
const SYS_PIDFD_SEND_SIGNAL = 424;
const SYS_PIDFD_OPEN = 434;
const SYS_PIDFD_GETFD = 438;

/** pidfd_open(2): readable once the process has ended and given up its descriptors. O_CLOEXEC. */
export function pidfdOpen(pid: number): SyscallResult<number> {
  return resultOf(libc.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0));
}

/**
 * pidfd_getfd(2): another descriptor for what `fd` of that process stands for, O_CLOEXEC. As long as it is open the
 * process's own close does not end a connection: close it at once.
 */
export function pidfdGetfd(pidfd: number, fd: number): SyscallResult<number> {
  return resultOf(libc.syscall(SYS_PIDFD_GETFD, pidfd, fd, 0, 0));
}

/** pidfd_send_signal(2): ESRCH once the process has been waited for. */
export function pidfdSendSignal(pidfd: number, signal: number): SyscallResult<number> {
  return resultOf(libc.syscall(SYS_PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0));
}
