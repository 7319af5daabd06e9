/** How processes ended: children of ours (wait(2)), and others that nobody has waited for yet (proc_pid_stat(5)). */
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { failure, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";

const WNOHANG = 1;
/** linux/sched.h: set before the kernel closes anything. */
const PF_EXITING = 0x4;
/** USER_HZ of every Linux that Node runs on: what /proc counts processor time in. */
const TICKS_PER_SECOND = 100;

/** One of the two is null. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

export interface ZombieEnd extends ProcessEnd {
  /** Processor time of all its threads, and of the children that it waited for, in s. */
  readonly cpuSeconds: number;
}

const status = new Uint8Array(new ArrayBuffer(4));
const statusView = new DataView(status.buffer);

/** waitpid(2) without waiting: null while the child still runs. ECHILD if it is none, or was waited for before. */
export function waitChild(pid: number): SyscallResult<ProcessEnd | null> {
  const waited = libc.waitpid(pid, status, WNOHANG);
  if (waited < 0) return failure(libc.errno());
  return { ok: true, value: waited === 0 ? null : endOf(statusView.getInt32(0, true)) };
}

/** Of a process that has ended and whose parent has not waited for it; null for any other. */
export function readProcessEnd(pid: number): ZombieEnd | null {
  const fields = statFields(pid);
  if (fields[0] !== "Z") return null;
  // utime, stime, cutime, cstime, exit_code
  const [exitCode = 0, ...times] = [49, 11, 12, 13, 14].map((at) => Number(fields[at]));
  return { ...endOf(exitCode), cpuSeconds: times.reduce((sum, time) => sum + time) / TICKS_PER_SECOND };
}

/** Whether a process is on its way out, or gone: what its kernel does with its descriptors it does because of that. */
export function isExiting(pid: number): boolean {
  const fields = statFields(pid);
  const [state, flags] = [fields[0], fields[6]];
  return state === undefined || state === "Z" || state === "X" || (Number(flags) & PF_EXITING) !== 0;
}

/** Those from the state on, which is the third: before it stands the command's name, which may hold anything. */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** The macros of wait(2): the signal in the low 7 bits, else the exit code in the 8 above them. */
function endOf(waitStatus: number): ProcessEnd {
  const signal = waitStatus & 0x7f;
  if (signal === 0) return { exitCode: (waitStatus >> 8) & 0xff, signal: null };
  const named = Object.entries(constants.signals).find(([, number]) => number === signal);
  return { exitCode: null, signal: named ? named[0] : `signal ${signal}` };
}
