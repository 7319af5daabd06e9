/**
 * errno: its table, the plain result of a socket call, and the exception for what should not fail.
 *
 * The numbers are the generic ones (asm-generic/errno-base.h, errno.h), which x86-64 and arm64 share.
 */
import * as libc from "./libc.ts";

/** Every errno by name. EWOULDBLOCK is EAGAIN and EDEADLOCK is EDEADLK here; ENOTSUP is EOPNOTSUPP. */
export const ERRNO = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  EIO: 5,
  ENXIO: 6,
  E2BIG: 7,
  ENOEXEC: 8,
  EBADF: 9,
  ECHILD: 10,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  ENOTBLK: 15,
  EBUSY: 16,
  EEXIST: 17,
  EXDEV: 18,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  ENFILE: 23,
  EMFILE: 24,
  ENOTTY: 25,
  ETXTBSY: 26,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  EROFS: 30,
  EMLINK: 31,
  EPIPE: 32,
  EDOM: 33,
  ERANGE: 34,
  EDEADLK: 35,
  ENAMETOOLONG: 36,
  ENOLCK: 37,
  ENOSYS: 38,
  ENOTEMPTY: 39,
  ELOOP: 40,
  ENOMSG: 42,
  EIDRM: 43,
  ECHRNG: 44,
  EL2NSYNC: 45,
  EL3HLT: 46,
  EL3RST: 47,
  ELNRNG: 48,
  EUNATCH: 49,
  ENOCSI: 50,
  EL2HLT: 51,
  EBADE: 52,
  EBADR: 53,
  EXFULL: 54,
  ENOANO: 55,
  EBADRQC: 56,
  EBADSLT: 57,
  EBFONT: 59,
  ENOSTR: 60,
  ENODATA: 61,
  ETIME: 62,
  ENOSR: 63,
  ENONET: 64,
  ENOPKG: 65,
  EREMOTE: 66,
  ENOLINK: 67,
  EADV: 68,
  ESRMNT: 69,
  ECOMM: 70,
  EPROTO: 71,
  EMULTIHOP: 72,
  EDOTDOT: 73,
  EBADMSG: 74,
  EOVERFLOW: 75,
  ENOTUNIQ: 76,
  EBADFD: 77,
  EREMCHG: 78,
  ELIBACC: 79,
  ELIBBAD: 80,
  ELIBSCN: 81,
  ELIBMAX: 82,
  ELIBEXEC: 83,
  EILSEQ: 84,
  ERESTART: 85,
  ESTRPIPE: 86,
  EUSERS: 87,
  ENOTSOCK: 88,
  EDESTADDRREQ: 89,
  EMSGSIZE: 90,
  EPROTOTYPE: 91,
  ENOPROTOOPT: 92,
  EPROTONOSUPPORT: 93,
  ESOCKTNOSUPPORT: 94,
  EOPNOTSUPP: 95,
  EPFNOSUPPORT: 96,
  EAFNOSUPPORT: 97,
  EADDRINUSE: 98,
  EADDRNOTAVAIL: 99,
  ENETDOWN: 100,
  ENETUNREACH: 101,
  ENETRESET: 102,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOBUFS: 105,
  EISCONN: 106,
  ENOTCONN: 107,
  ESHUTDOWN: 108,
  ETOOMANYREFS: 109,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTDOWN: 112,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115,
  ESTALE: 116,
  EUCLEAN: 117,
  ENOTNAM: 118,
  ENAVAIL: 119,
  EISNAM: 120,
  EREMOTEIO: 121,
  EDQUOT: 122,
  ENOMEDIUM: 123,
  EMEDIUMTYPE: 124,
  ECANCELED: 125,
  ENOKEY: 126,
  EKEYEXPIRED: 127,
  EKEYREVOKED: 128,
  EKEYREJECTED: 129,
  EOWNERDEAD: 130,
  ENOTRECOVERABLE: 131,
  ERFKILL: 132,
  EHWPOISON: 133,
} as const;

export type ErrnoName = keyof typeof ERRNO;

const names = new Map<number, ErrnoName>();
for (const name of Object.keys(ERRNO)) if (isErrnoName(name)) names.set(ERRNO[name], name);

function isErrnoName(name: string): name is ErrnoName {
  return name in ERRNO;
}

/** The symbolic name of an errno, for example 111 → `ECONNREFUSED`; a number without one keeps its number. */
export function errnoName(errno: number): ErrnoName | `errno ${number}` {
  return names.get(errno) ?? `errno ${errno}`;
}

/** What strerror(3) says of an errno in the C locale, for example `Connection refused`. */
export function errnoText(errno: number): string {
  return libc.strerror(errno);
}

export type SyscallSuccess<T> = { readonly ok: true; readonly value: T };
export type SyscallFailure = {
  readonly ok: false;
  readonly errno: number;
  readonly code: ReturnType<typeof errnoName>;
};
/** What a socket call answered. EAGAIN and EINPROGRESS are ordinary answers, so nothing is thrown. */
export type SyscallResult<T> = SyscallSuccess<T> | SyscallFailure;

const failures = new Map<number, SyscallFailure>();

/** The failed result for an errno; one frozen object each, so a retry loop allocates nothing. */
export function failure(errno: number): SyscallFailure {
  const known = failures.get(errno);
  if (known !== undefined) return known;
  const fresh: SyscallFailure = Object.freeze({ ok: false, errno, code: errnoName(errno) });
  failures.set(errno, fresh);
  return fresh;
}

/** Turns a C return value (negative: see errno) into a result. Call it before anything else touches errno. */
export function resultOf(returned: number): SyscallResult<number> {
  return returned < 0 ? failure(libc.errno()) : { ok: true, value: returned };
}

/** A call failed that a working machine answers: a namespace, a TAP, an ioctl, a netlink query. */
export class SyscallError extends Error {
  override readonly name = "SyscallError";
  /** The call as man pages name it, for example `unshare`. */
  readonly call: string;
  readonly errno: number;
  readonly code: ReturnType<typeof errnoName>;

  /** @param attempt what was being done, as the end of the sentence "… failed while …" */
  constructor(call: string, errno: number, attempt: string) {
    super(`${call} failed while ${attempt}: ${errnoName(errno)} (${libc.strerror(errno)}).`);
    this.call = call;
    this.errno = errno;
    this.code = errnoName(errno);
  }
}

/** Passes a C return value on, or throws what errno says. Call it before anything else touches errno. */
export function orThrow(returned: number, call: string, attempt: string): number {
  if (returned < 0) throw new SyscallError(call, libc.errno(), attempt);
  return returned;
}
