import type { SyscallResult } from "@wirestage/linux";
import { ERRNO } from "@wirestage/linux";
import type { CallOutcome, CallValue, EventFacts, TraceTime } from "@wirestage/trace";
import type { Alarm } from "../alarms.ts";
import type { Host } from "../hosts/host.ts";
import { CallError } from "./call-error.ts";

/** What a call is answered; `errno` 0 stands for a refusal that is not the kernel's, as `timeout`. */
export type Answer<T> = SyscallResult<T> | { readonly ok: false; readonly errno: 0; readonly code: string };

/** Ends a wait. */
export interface Deadline<T> {
  readonly ms: number;
  /** What the call is answered if the kernel has no answer by then either. */
  answer(): Answer<T>;
}

/** A call as a program makes it. */
export interface CallRequest<T> {
  readonly name: string;
  readonly arguments: readonly CallValue[];
  /** Number of the socket it is made on, if that is known before. */
  readonly socket: number | null;
  /** What a person typed to make it. */
  readonly statement?: string;
  /** Asks the kernel once, without waiting. */
  attempt(): Answer<T>;
  /** Whether an errno means that the program waits; EAGAIN, EINPROGRESS and EALREADY unless given. */
  waits?(errno: number): boolean;
  readonly deadline?: Deadline<T>;
  /** Whether the kernel has been asked and answers later: then it is not asked again, but looked after. */
  isUnderway?(): boolean;
  /** Grows when an attempt has done part of the work although it must wait for the rest. */
  progress?(): number;
  /** The value as the trace shows it. */
  show(value: T): CallValue;
}

export interface CallDeskPort {
  append(facts: EventFacts): TraceTime;
  nextCallNumber(): number;
  /** Rings once, after so many ms, unless the lab is closed before. */
  after(ms: number, ring: () => void): Alarm;
  /** To be called after every call: what it caused may be due. */
  turn(): void;
}

type ShownRequest<T> = Pick<CallRequest<T>, "name" | "arguments" | "socket" | "statement" | "show">;

/** A call of the program's own library. */
export interface LibraryRequest<T> extends ShownRequest<T> {
  /** Whether another call of the library has to return first. */
  isBusy(): boolean;
}

const MUST_WAIT: ReadonlySet<number> = new Set([ERRNO.EAGAIN, ERRNO.EINPROGRESS, ERRNO.EALREADY]);

interface Waiting {
  readonly program: number;
  /** Asks again; true once there is an answer. */
  retry(): boolean;
  alarm: Alarm | null;
}

/** The promise of a call. */
interface Settle<T> {
  resolve(value: T): void;
  reject(error: CallError): void;
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
  /** Programs that have ended. */
  readonly #gone = new Set<number>();

  constructor(host: Host, port: CallDeskPort) {
    this.#host = host;
    this.#port = port;
  }

  /**
   * Makes the call now; the promise settles when it has been answered, never if the program ends before.
   * @returns rejects with CallError
   */
  call<T>(program: number, line: number | null, request: CallRequest<T>): Promise<T> {
    const call = this.#enter(program, line, request);
    const answered = new Promise<T>((resolve, reject) => {
      const settle = { resolve, reject };
      const answer = this.#host.stimulate({ by: "call", call }, () => this.#attempt(call, program, request));
      if (mustWait(request, answer)) this.#wait(call, program, request, settle);
      else this.#finish(call, request, answer, settle);
    });
    this.#port.turn();
    return answered;
  }

  /**
   * Makes a call that the program's library answers by calls of its own, made in `act`; it waits where they do.
   * @returns rejects as `act`
   */
  async callLibrary<T>(
    program: number,
    line: number | null,
    request: LibraryRequest<T>,
    act: () => Promise<T>,
  ): Promise<T> {
    const call = this.#enter(program, line, request);
    const isBusy = request.isBusy();
    const before = new Set(this.#waiting);
    try {
      const acting = act();
      if (isBusy || this.#waiting.some((each) => !before.has(each)))
        this.#port.append({ kind: "call.blocked", call });
      const value = await acting;
      if (!this.#gone.has(program)) this.#returned(call, { ok: true, value: request.show(value) });
      return value;
    } catch (error) {
      const { errno, code } = error instanceof CallError ? error : { errno: 0, code: "library" };
      if (!this.#gone.has(program)) this.#returned(call, { ok: false, errno, code });
      throw error;
    }
  }

  /** Asks again for every waiting call; true if one of them got its answer. */
  retry(): boolean {
    const asked = this.#waiting.length;
    // Programs go on in later microtasks, so none can join or leave while the others are asked.
    this.#waiting = this.#waiting.filter((each) => {
      const isAnswered = each.retry();
      if (isAnswered) each.alarm?.cancel();
      return !isAnswered;
    });
    return this.#waiting.length < asked;
  }

  /** Calls of a program that is gone are never answered. */
  abandon(program: number): void {
    this.#gone.add(program);
    this.#host.sockets.abandon(program);
    for (const each of this.#waiting) if (each.program === program) each.alarm?.cancel();
    this.#waiting = this.#waiting.filter((each) => each.program !== program);
  }

  #enter<T>(program: number, line: number | null, request: ShownRequest<T>): number {
    const call = this.#port.nextCallNumber();
    const { name, socket, statement } = request;
    if (statement !== undefined) {
      this.#port.append({ kind: "program.statement", program, call, text: statement });
    }
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
    return call;
  }

  #wait<T>(call: number, program: number, request: CallRequest<T>, settle: Settle<T>): void {
    this.#port.append({ kind: "call.blocked", call });
    let isLate = false;
    const waiting: Waiting = {
      program,
      retry: () =>
        this.#retry(call, program, request, settle) || (isLate && this.#expire(call, request, settle)),
      alarm: null,
    };
    this.#waiting.push(waiting);
    const { deadline } = request;
    if (!deadline) return;
    waiting.alarm = this.#port.after(deadline.ms, () => {
      isLate = true;
      if (this.#waiting.includes(waiting) && waiting.retry()) {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
      }
      this.#port.turn();
    });
  }

  /** Ends a wait whose time is over; false while the kernel has been asked and has not said what it did. */
  #expire<T>(call: number, request: CallRequest<T>, settle: Settle<T>): boolean {
    const { deadline } = request;
    if (!deadline || request.isUnderway?.()) return false;
    const answer = this.#host.stimulate({ by: "call", call }, () => deadline.answer());
    this.#finish(call, request, answer, settle);
    return true;
  }

  #attempt<T>(call: number, program: number, request: CallRequest<T>): Answer<T> {
    const answer = request.attempt();
    if (request.isUnderway) this.#host.sockets.setUnderway(call, request.isUnderway() ? program : null);
    return answer;
  }

  #retry<T>(call: number, program: number, request: CallRequest<T>, settle: Settle<T>): boolean {
    this.#host.settle();
    const before = request.progress?.();
    const answer = this.#attempt(call, program, request);
    const waits = mustWait(request, answer);
    if (waits && request.progress?.() === before) return false;
    this.#host.observe({ by: "call", call });
    if (!waits) this.#finish(call, request, answer, settle);
    return !waits;
  }

  #finish<T>(call: number, request: CallRequest<T>, answer: Answer<T>, settle: Settle<T>): void {
    if (request.isUnderway) this.#host.sockets.setUnderway(call, null);
    if (answer.ok) {
      this.#returned(call, { ok: true, value: request.show(answer.value) });
      settle.resolve(answer.value);
    } else {
      const { errno, code } = answer;
      this.#returned(call, { ok: false, errno, code });
      settle.reject(new CallError(errno, code));
    }
  }

  #returned(call: number, outcome: CallOutcome): void {
    this.#port.append({ kind: "call.returned", call, outcome });
  }
}

/** Whether the program waits after this answer to an attempt. */
export function mustWait<T>(request: Pick<CallRequest<T>, "waits">, answer: Answer<T>): boolean {
  if (answer.ok) return false;
  return request.waits ? request.waits(answer.errno) : MUST_WAIT.has(answer.errno);
}
