import { ERRNO, errnoName } from "@wirestage/linux";
import type { CallValue } from "@wirestage/trace";
import type { Answer, CallRequest, Deadline } from "../programs/call-desk.ts";
import { type SocketNumbers, shownArguments, shownResult } from "./told-values.ts";
import type { TracerChannel } from "./tracer-channel.ts";
import type { Attempted, Enter, ToldSocket, ToldValue } from "./tracer-message.ts";

/**
 * How long the lab stands still for an answer, in ms. A program that takes longer, because its close lingers or because
 * it does not get the processor, answers by itself when it can.
 */
const PATIENCE_MS = 20;

const WAITS = { ok: false, errno: ERRNO.EAGAIN, code: "EAGAIN" } as const;
const TIMED_OUT = { ok: false, errno: 0, code: "timeout" } as const;

/** The sockets that a traced process holds, as its calls tell of them. */
export interface TracedSockets {
  readonly numberOf: SocketNumbers;
  hold(socket: ToldSocket): void;
  letGo(socket: ToldSocket): void;
}

/** A call of a traced process: each attempt at it is made there, while the lab stands still. */
export class TracedCall implements CallRequest<ToldValue> {
  readonly name: string;
  readonly arguments: readonly CallValue[];
  readonly socket: number | null;
  readonly deadline?: Deadline<ToldValue>;
  readonly #enter: Enter;
  readonly #channel: Pick<TracerChannel, "say" | "hear">;
  readonly #sockets: TracedSockets;
  /** It was told to try, and has not answered. */
  #isTrying = false;
  #late: Attempted | null = null;
  #waits = false;
  #sent = 0;

  constructor(enter: Enter, channel: Pick<TracerChannel, "say" | "hear">, sockets: TracedSockets) {
    this.name = enter.name;
    this.arguments = shownArguments(enter.name, enter.arguments, sockets.numberOf);
    this.socket = enter.socket && sockets.numberOf(enter.socket.cookie);
    this.#enter = enter;
    this.#channel = channel;
    this.#sockets = sockets;
    if (enter.timeout) this.deadline = { ms: enter.timeout * 1000, answer: () => this.#timeOut() };
    else if (enter.patience) this.deadline = { ms: enter.patience * 1000, answer: () => this.#endLate() };
  }

  attempt(): Answer<ToldValue> {
    return this.#take(this.#hear("try"));
  }

  waits(): boolean {
    return this.#waits;
  }

  isUnderway(): boolean {
    return this.#isTrying;
  }

  progress(): number {
    return this.#sent;
  }

  show(value: ToldValue): CallValue {
    return shownResult(this.#enter, value, this.#sockets.numberOf);
  }

  /** It has answered by itself. */
  answerLate(answer: Attempted): void {
    this.#late = answer;
  }

  #take(answer: Attempted | null): Answer<ToldValue> {
    this.#waits = answer === null || answer.say === "blocked";
    if (!answer) return WAITS;
    switch (answer.say) {
      case "blocked":
        this.#sent = answer.sent;
        return WAITS;
      case "returned":
        this.#account(answer.value, answer.socket);
        return { ok: true, value: answer.value };
      case "raised":
        return failureOf(answer);
      default:
        return answer satisfies never;
    }
  }

  #hear(word: "try" | "late"): Attempted | null {
    const late = this.#late;
    this.#late = null;
    const { number } = this.#enter;
    if (!late && !this.#isTrying) this.#channel.say(number, word);
    const answer = late ?? this.#channel.hear(number, this.#isTrying ? 0 : PATIENCE_MS);
    this.#isTrying = answer === null;
    return answer;
  }

  /** CPython's own: `connect_ex` answers EWOULDBLOCK where `connect` raises TimeoutError. */
  #timeOut(): Answer<ToldValue> {
    this.#channel.say(this.#enter.number, "timeout");
    return this.name === "connect_ex" ? { ok: true, value: ERRNO.EAGAIN } : TIMED_OUT;
  }

  /** The kernel's own time is over: the tracer answers what the kernel then does, EAGAIN or what is done of the call. */
  #endLate(): Answer<ToldValue> {
    return this.#take(this.#hear("late"));
  }

  /** Sockets that the call has made are the process's from here on, one that it has closed no more. `detach` closes none. */
  #account(value: ToldValue, after: ToldSocket | null): void {
    for (const socket of socketsIn(value)) this.#sockets.hold(socket);
    const { socket: before } = this.#enter;
    if (before && !after && this.name !== "detach") this.#sockets.letGo(before);
  }
}

function failureOf({ errno, error }: Extract<Attempted, { say: "raised" }>): Answer<never> {
  if (errno === 0) return { ok: false, errno, code: error ?? "Error" };
  return { ok: false, errno, code: errnoName(errno) };
}

function socketsIn(value: ToldValue): ToldSocket[] {
  if (typeof value !== "object" || value === null) return [];
  if ("tuple" in value) return value.tuple.flatMap(socketsIn);
  return "socket" in value && value.socket ? [value.socket] : [];
}
