import { readdirSync, readFileSync } from "node:fs";
import {
  close,
  limitResource,
  type ProcessEnd,
  pidfdOpen,
  pidfdSendSignal,
  type Reactor,
  type Resource,
  SyscallError,
  type SyscallResult,
  spawn,
  waitChild,
  waitReadable,
} from "@wirestage/linux";
import type { Host } from "../hosts/host.ts";

const SIGKILL = 9;

export interface ChildRequest {
  readonly command: readonly string[];
  readonly environment: readonly string[];
  /** Path of its terminal. */
  readonly terminal: string;
  /** What becomes its descriptor 3. */
  readonly channel: number;
}

/**
 * `unshare` stays as the parent of the program, which is the first process of a process namespace: when that ends,
 * however it does, the kernel ends every other process in there, and none can leave (pid_namespaces(7)). If `unshare`
 * ends, because its terminal is hung up when this process is gone, the program ends as well.
 */
const IN_NAMESPACE = ["--pid", "--fork", "--kill-child=SIGKILL", "--"] as const;

/** A program in a process namespace of its own, on a host of a lab. */
export class ChildProcess {
  /** Of `unshare`. */
  readonly #pid: number;
  readonly #parent: number;
  readonly #reactor: Reactor;
  readonly #gone: (end: ProcessEnd) => void;
  /** The program itself, once it has been found. */
  #program: { readonly pid: number; readonly pidfd: number } | null = null;
  #isGone = false;

  /**
   * @param gone told once, when nothing of it is left
   * @throws SyscallError where it cannot be started
   */
  constructor(request: ChildRequest, host: Host, reactor: Reactor, gone: (end: ProcessEnd) => void) {
    const { command, environment, terminal, channel } = request;
    const words = [...IN_NAMESPACE, ...command];
    const spawned = host.run(() =>
      spawn({ file: "unshare", arguments: words, environment, terminal, channel }),
    );
    this.#pid = orThrow(spawned, "posix_spawn", "starting unshare");
    this.#parent = orThrow(pidfdOpen(this.#pid), "pidfd_open", "holding a process that was just started");
    this.#reactor = reactor;
    this.#gone = gone;
    reactor.watch(this.#parent, { read: true, write: false }, () => this.#reap());
  }

  /** A pidfd of the program itself, or null before `find`. */
  get pidfd(): number | null {
    return this.#program?.pidfd ?? null;
  }

  /** Finds the program, as soon as it speaks. @returns false where it is not there (any more) */
  find(): boolean {
    const [pid] = childrenOf(this.#pid);
    const opened = pid === undefined ? null : pidfdOpen(pid);
    if (pid === undefined || !opened?.ok) return false;
    this.#program = { pid, pidfd: opened.value };
    return true;
  }

  /** Of the program, and of all that it starts from now on. */
  limit(resource: Resource, amount: number): void {
    if (!this.#program) return;
    const limited = limitResource(this.#program.pid, resource, amount);
    // ESRCH: it has ended meanwhile.
    if (!limited.ok && limited.code !== "ESRCH") throw new SyscallError("prlimit", limited.errno, "limiting");
  }

  /** Processes and threads of the program, itself included. */
  countTasks(enough: number): number {
    return this.#program ? countTasks(this.#program.pid, enough) : 0;
  }

  /** SIGKILL for the program and all that it has started. */
  kill(): void {
    if (!this.#isGone) pidfdSendSignal(this.#program?.pidfd ?? this.#parent, SIGKILL);
  }

  /** Waits here and now until the kernel has closed what the program had open. */
  waitEnded(patienceMs: number): void {
    if (this.#program) waitReadable(this.#program.pidfd, patienceMs);
  }

  #reap(): void {
    const end = waitChild(this.#pid);
    if (end.ok && end.value === null) return;
    this.#reactor.unwatch(this.#parent);
    close(this.#parent);
    if (this.#program) close(this.#program.pidfd);
    this.#program = null;
    this.#isGone = true;
    this.#gone(end.ok && end.value ? end.value : { exitCode: null, signal: null, cpuSeconds: 0 });
  }
}

/** Direct children of all threads of a process (proc_pid_task(5)). */
function childrenOf(pid: number): number[] {
  return tasksOf(pid).flatMap((task) => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
      return children.split(" ").filter(Boolean).map(Number);
    } catch {
      return [];
    }
  });
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Counts no further than `enough`. */
function countTasks(pid: number, enough: number): number {
  let count = 0;
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined && count < enough; next = waiting.pop()) {
    count += tasksOf(next).length;
    waiting.push(...childrenOf(next));
  }
  return count;
}

function orThrow<T>(result: SyscallResult<T>, call: string, attempt: string): T {
  if (result.ok) return result.value;
  throw new SyscallError(call, result.errno, attempt);
}
