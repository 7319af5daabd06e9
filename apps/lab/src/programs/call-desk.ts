import type { SyscallResult } from "@wirestage/linux";
import { ERRNO, errnoText } from "@wirestage/linux";
import type { SocketError } from "@wirestage/programs";
import type { CallValue, EventFacts, TraceTime } from "@wirestage/trace";
import type { Host } from "../hosts/host.ts";

/** A call as a program makes it. */
export interface CallRequest<T> {
  readonly name: string;
  readonly arguments: readonly CallValue[];
  /** Number of the socket it is made on, if that is known before. */
  readonly socket: number | null;
  /** Asks the kernel once, without waiting. */
  attempt(): SyscallResult<T>;
  /** Grows when an attempt has done part of the work although it must wait for the rest. */
  progress?(): number;
  /** The value as the trace shows it. */
  show(value: T): CallValue;
}

export interface CallDeskPort {
  append(facts: EventFacts): TraceTime;
  nextCallNumber(): number;
  /** To be called after every call: what it caused may be due. */
  turn(): void;
}

const MUST_WAIT: ReadonlySet<number> = new Set([ERRNO.EAGAIN, ERRNO.EINPROGRESS, ERRNO.EALREADY]);

class CallError extends Error implements SocketError {
  override readonly name = "SocketError";
  readonly code: string;
  readonly errno: number;

  constructor(errno: number, code: string) {
    super(`${code}: ${errnoText(errno)}`);
    this.errno = errno;
    this.code = code;
  }
}

interface Waiting {
  readonly program: number;
  /** Asks again; true once there is an answer. */
  retry(): boolean;
}

/**
 * Where the programs of one host make their calls. Descriptors never block: a call that the kernel cannot answer yet
 * is kept here and asked again after everything that happens to the host, since nothing becomes ready without a frame,
 * a call or a timer.
 */
export class CallDesk {
  readonly #host: Host;
  readonly #port: CallDeskPort;
  #waiting: Waiting[] = [];

  constructor(host: Host, port: CallDeskPort) {
    this.#host = host;
    this.#port = port;
  }

  /** Makes the call now; the promise settles when the kernel has answered, never if the program ends before. */
  call<T>(program: number, line: number | null, request: CallRequest<T>): Promise<T> {
    const call = this.#port.nextCallNumber();
    const { name, socket } = request;
    this.#port.append({
      kind: "call.entered",
      call,
      program,
      host: this.#host.facts.name,
      name,
      arguments: [...request.arguments],
      socket,
      line,
    });
    const answered = new Promise<T>((resolve, reject) => {
      const answer = this.#host.stimulate({ by: "call", call }, () => request.attempt());
      if (!mustWait(answer)) this.#finish(call, request, answer, resolve, reject);
      else this.#wait(call, program, request, resolve, reject);
    });
    this.#port.turn();
    return answered;
  }

  /** Asks again for every waiting call; true if one of them got its answer. */
  retry(): boolean {
    const asked = this.#waiting.length;
    // Programs go on in later microtasks, so none can join or leave while the others are asked.
    this.#waiting = this.#waiting.filter((each) => !each.retry());
    return this.#waiting.length < asked;
  }

  /** Calls of a program that is gone are never answered. */
  abandon(program: number): void {
    this.#waiting = this.#waiting.filter((each) => each.program !== program);
  }

  #wait<T>(
    call: number,
    program: number,
    request: CallRequest<T>,
    resolve: (value: T) => void,
    reject: (error: SocketError) => void,
  ): void {
    this.#port.append({ kind: "call.blocked", call });
    const retry = () => {
      this.#host.settle();
      const before = request.progress?.();
      const answer = request.attempt();
      const waits = mustWait(answer);
      if (waits && request.progress?.() === before) return false;
      this.#host.observe({ by: "call", call });
      if (!waits) this.#finish(call, request, answer, resolve, reject);
      return !waits;
    };
    this.#waiting.push({ program, retry });
  }

  #finish<T>(
    call: number,
    request: CallRequest<T>,
    answer: SyscallResult<T>,
    resolve: (value: T) => void,
    reject: (error: SocketError) => void,
  ): void {
    if (answer.ok) {
      this.#port.append({
        kind: "call.returned",
        call,
        outcome: { ok: true, value: request.show(answer.value) },
      });
      resolve(answer.value);
    } else {
      const { errno, code } = answer;
      this.#port.append({ kind: "call.returned", call, outcome: { ok: false, errno, code } });
      reject(new CallError(errno, code));
    }
  }
}

function mustWait(answer: SyscallResult<unknown>): boolean {
  return !answer.ok && MUST_WAIT.has(answer.errno);
}
