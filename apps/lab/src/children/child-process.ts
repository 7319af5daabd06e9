import {
  close,
  limitResource,
  pidfdOpen,
  pidfdSendSignal,
  type Reactor,
  type Resource,
  readProcessEnd,
  SyscallError,
  type SyscallResult,
  spawn,
  waitChild,
  waitReadable,
  type ZombieEnd,
} from "@wirestage/linux";
import type { Host } from "../hosts/host.ts";
import { childrenOf, countTasks } from "./process-tree.ts";

const SIGKILL = 9;
const SIGCONT = 18;
const SIGSTOP = 19;
const UNKNOWN: ZombieEnd = { exitCode: null, signal: null, cpuSeconds: 0 };

export interface Process {
  readonly pid: number;
  readonly pidfd: number;
}

export interface ChildRequest {
  readonly command: readonly string[];
  readonly environment: readonly string[];
  /** Path of its terminal. */
  readonly terminal: string;
  /** What becomes its descriptor 3. */
  readonly channel: number;
}

export interface ProcessListener {
  /** The program has ended, and its kernel has closed what it had open. Told once. */
  gone(end: ZombieEnd): void;
  /** No process of it is left. */
  reaped(): void;
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
  readonly #parent: Process;
  readonly #reactor: Reactor;
  readonly #listener: ProcessListener;
  /** The program itself, from when it has been found until it has ended. */
  #program: Process | null = null;
  #isGone = false;

  /** @throws SyscallError where it cannot be started */
  constructor(request: ChildRequest, host: Host, reactor: Reactor, listener: ProcessListener) {
    const { command, environment, terminal, channel } = request;
    const words = [...IN_NAMESPACE, ...command];
    const spawned = host.run(() =>
      spawn({ file: "unshare", arguments: words, environment, terminal, channel }),
    );
    const pid = orThrow(spawned, "posix_spawn", "starting unshare");
    this.#parent = { pid, pidfd: orThrow(pidfdOpen(pid), "pidfd_open", "holding a process just started") };
    this.#reactor = reactor;
    this.#listener = listener;
    reactor.watch(this.#parent.pidfd, { read: true, write: false }, () => this.#reap());
  }

  /** The program itself, or null where there is none. */
  get program(): Process | null {
    return this.#program;
  }

  /**
   * Finds the program, as soon as it speaks. From then on `unshare` rests: it would take its end away before it can be
   * read, and tell it less well.
   * @returns false where it is not there any more
   */
  find(): boolean {
    const [pid] = childrenOf(this.#parent.pid);
    const opened = pid === undefined ? null : pidfdOpen(pid);
    if (pid === undefined || !opened?.ok) return false;
    this.#program = { pid, pidfd: opened.value };
    pidfdSendSignal(this.#parent.pidfd, SIGSTOP);
    this.#reactor.watch(opened.value, { read: true, write: false }, () => this.#bury());
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
    if (!this.#isGone) pidfdSendSignal((this.#program ?? this.#parent).pidfd, SIGKILL);
  }

  /** Waits here and now until the kernel has closed what the program had open. */
  waitEnded(patienceMs: number): void {
    if (this.#program) waitReadable(this.#program.pidfd, patienceMs);
  }

  /** The program has ended. */
  #bury(): void {
    if (!this.#program) return;
    const { pid, pidfd } = this.#program;
    const end = readProcessEnd(pid);
    this.#program = null;
    this.#reactor.unwatch(pidfd);
    close(pidfd);
    // On a busy machine `unshare` may have waited for it before it came to rest: it ends in the same way then, and is asked.
    if (end) this.#tell(end);
    // To wait for the program, and end: where the machine's first process waits for none, it would stay a zombie.
    pidfdSendSignal(this.#parent.pidfd, SIGCONT);
  }

  /** `unshare` has ended. */
  #reap(): void {
    const end = waitChild(this.#parent.pid);
    if (end.ok && end.value === null) return;
    this.#bury();
    this.#reactor.unwatch(this.#parent.pidfd);
    close(this.#parent.pidfd);
    this.#tell(end.ok && end.value ? { ...end.value, cpuSeconds: 0 } : UNKNOWN);
    this.#listener.reaped();
  }

  #tell(end: ZombieEnd): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#listener.gone(end);
  }
}

function orThrow<T>(result: SyscallResult<T>, call: string, attempt: string): T {
  if (result.ok) return result.value;
  throw new SyscallError(call, result.errno, attempt);
}
