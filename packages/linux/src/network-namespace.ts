/**
 * Network namespaces (network_namespaces(7)): each is a host with its own TCP/IP stack.
 *
 * A namespace belongs to a thread. Node runs JavaScript and synchronous calls on one thread, so code between
 * two setns(2) runs inside a host as long as it does not wait; hence `run` refuses promises.
 */
import { closeSync, openSync, readlinkSync } from "node:fs";
import { orThrow } from "./errno.ts";
import * as libc from "./libc.ts";
import { sysctlExists, writeSysctl } from "./sysctl.ts";

const CLONE_NEWNET = 0x4000_0000;
/** The smallest tables the kernel makes: 64 buckets for TCP (Linux 6.1), 128 for UDP (Linux 6.2). */
const CHILD_HASH_ENTRIES = [
  ["net.ipv4.tcp_child_ehash_entries", 64],
  ["net.ipv4.udp_child_hash_entries", 128],
] as const;

/** Namespace descriptor the thread is in; null until the first time it is needed. */
let whereabouts: number | null = null;

/** `T`, unless it is a promise, which no caller can produce. */
export type Synchronous<T> = T extends PromiseLike<unknown> ? never : T;

export class NetworkNamespace {
  #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /**
   * Makes an empty network namespace: no link but a loopback that is down.
   * It lives until `close` and until no socket or TAP is left in it.
   * @throws SyscallError EPERM without CAP_SYS_ADMIN, ENOSPC at user.max_net_namespaces
   */
  static create(): NetworkNamespace {
    const caller = current();
    orThrow(libc.unshare(CLONE_NEWNET), "unshare", "making a network namespace");
    try {
      return new NetworkNamespace(openOwn());
    } finally {
      orThrow(libc.setns(caller, CLONE_NEWNET), "setns", "returning from a new network namespace");
    }
  }

  /** By which another process of the same user opens it, as `nsenter --net=` does (proc_pid_fd(5)); until `close`. */
  get path(): string {
    return `/proc/${process.pid}/fd/${this.#descriptor}`;
  }

  /**
   * Runs `body` inside this namespace and returns home, whatever `body` does. Sockets, TAPs and children that
   * it makes stay in the namespace. Calls may nest.
   * @throws TypeError if `body` returned a promise: what comes after its first wait would run elsewhere
   */
  run<T>(body: () => Synchronous<T>): T {
    const caller = current();
    enter(this.#descriptor);
    let result: T;
    try {
      result = body();
    } finally {
      enter(caller);
    }
    if (isThenable(result)) {
      throw new TypeError("NetworkNamespace.run takes synchronous code only; await outside of it.");
    }
    return result;
  }

  /** Gives up the handle; sockets and TAPs made inside keep the namespace alive. */
  close(): void {
    if (this.#descriptor < 0) return;
    closeSync(this.#descriptor);
    this.#descriptor = -1;
  }
}

/**
 * Gives namespaces made from here their own small tables of TCP and UDP sockets. A sock_diag dump walks the
 * whole table, so that it then costs a tenth.
 *
 * It writes sysctls of the namespace the process is in, so it leaves them alone where that is the machine's.
 * @returns the sysctls that were set; those that this kernel does not have are missing
 */
export function shrinkChildHashTables(): string[] {
  if (sharesNamespaceWithInit()) return [];
  const known = CHILD_HASH_ENTRIES.filter(([name]) => sysctlExists(name));
  for (const [name, entries] of known) writeSysctl(name, entries);
  return known.map(([name]) => name);
}

function current(): number {
  whereabouts ??= openOwn();
  return whereabouts;
}

function enter(descriptor: number): void {
  if (descriptor === whereabouts) return;
  orThrow(libc.setns(descriptor, CLONE_NEWNET), "setns", "entering a network namespace");
  whereabouts = descriptor;
}

function openOwn(): number {
  return openSync("/proc/thread-self/ns/net", "r");
}

/** False where init's namespace may not be looked at: then this process is not the machine's root. */
function sharesNamespaceWithInit(): boolean {
  try {
    return readlinkSync("/proc/1/ns/net") === readlinkSync("/proc/self/ns/net");
  } catch {
    return false;
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
