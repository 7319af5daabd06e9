/** Limits of another process (prlimit(2)). */
import { resultOf, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";

/** asm-generic/resource.h */
const RESOURCES = {
  /** Processor time, in s: SIGXCPU at the soft limit, SIGKILL at the hard one. */
  RLIMIT_CPU: 0,
  /** Length of a file that is written, in octets: SIGXFSZ beyond it. */
  RLIMIT_FSIZE: 1,
  /** Length of a core dump, in octets. */
  RLIMIT_CORE: 4,
  /** Descriptors, one more than the highest: EMFILE beyond it. */
  RLIMIT_NOFILE: 7,
  /** Address space, in octets: ENOMEM beyond it. */
  RLIMIT_AS: 9,
} as const;
export type Resource = keyof typeof RESOURCES;

/** `struct rlimit` of 64-bit machines: soft, hard. */
const limits = new Uint8Array(new ArrayBuffer(16));
const view = new DataView(limits.buffer);

/** Sets the soft and the hard limit of one process, and of all that it starts from then on. ESRCH, EPERM */
export function limitResource(
  pid: number,
  resource: Resource,
  soft: number,
  hard = soft,
): SyscallResult<number> {
  view.setBigUint64(0, BigInt(soft), true);
  view.setBigUint64(8, BigInt(hard), true);
  return resultOf(libc.prlimit(pid, RESOURCES[resource], limits, null));
}
