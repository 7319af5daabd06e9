import {
  accept4,
  ERRNO,
  isReady,
  type SocketAddress,
  type SyscallResult,
  socketCookie,
} from "@wirestage/linux";
import type { Address, Family, SocketType } from "@wirestage/programs";
import type { CallValue } from "@wirestage/trace";
import { descriptorView } from "../../hosts/descriptor-view.ts";
import { type Answer, type CallRequest, mustWait } from "../call-desk.ts";
import { programAddress, socketAddress } from "./addresses.ts";
import { shownNothing } from "./call-values.ts";
import { closeAtOnce, lingeringClose, lingerSeconds } from "./closing.ts";
import type { SocketSet } from "./socket-set.ts";

/** On this errno every call with a timeout waits on. */
const WAITS = { ok: false, errno: ERRNO.EINPROGRESS, code: "EINPROGRESS" } as const;
const EBADF = { ok: false, errno: ERRNO.EBADF, code: "EBADF" } as const;

export interface Accepted {
  readonly held: HeldSocket;
  readonly peer: Address;
}

/** A descriptor of a program, from the call that made it to the one that closes it. */
export class HeldSocket {
  readonly fd: number;
  readonly family: Family;
  readonly type: SocketType;
  readonly set: SocketSet;
  readonly #cookie: string;
  /** The program has closed it, though the kernel may not have yet. */
  #closing = false;
  /** Calls that the kernel has been asked and has not answered. */
  #inside = 0;
  #endsWithCalls = false;

  /** Takes over `fd`, which the kernel has just made in the namespace of the set's host. */
  constructor(fd: number, family: Family, type: SocketType, set: SocketSet) {
    this.fd = fd;
    this.family = family;
    this.type = type;
    this.set = set;
    const cookie = socketCookie(fd);
    this.#cookie = cookie.ok ? cookie.value : `fd ${fd}`;
    const look = () => descriptorView(fd, family);
    set.host.sockets.hold(this.#cookie, { fd, program: set.program, family, type, look });
  }

  /** Its number in the trace; null until its host has been looked at. */
  get number(): number | null {
    return this.set.host.sockets.numberOf(this.#cookie);
  }

  /** Once it is not, the descriptor's number may belong to another socket, of another lab even. */
  get open(): boolean {
    return !this.#closing && this.set.holds(this);
  }

  /** The address that the kernel is given. @throws as `socketAddress` */
  address(address: Address): SocketAddress {
    return socketAddress(this.family, address, this.set.directory);
  }

  /**
   * Answers EBADF where it is closed when the kernel is asked first. A call that waits in the kernel then goes on
   * waiting; with a timeout it is CPython that waits, which asks the kernel after its wait, and then there is no
   * descriptor any more (sock_call_ex in Modules/socketmodule.c).
   */
  call<T>(request: Omit<CallRequest<T>, "socket">): Promise<T> {
    let isInside = false;
    const { deadline } = request;
    const attempt = () => {
      if (!isInside && !this.open) return EBADF;
      if (!isInside) this.#inside += 1;
      isInside = true;
      const answer = deadline && this.#closing ? this.#afterWait(request.name) : request.attempt();
      return mustWait(request, answer) ? answer : this.#leave(answer);
    };
    const late = deadline && {
      ms: deadline.ms,
      answer: () => this.#leave(this.#closing ? EBADF : deadline.answer()),
    };
    const watched = late ? { ...request, deadline: late } : request;
    return this.set.caller.call({ ...watched, attempt, socket: this.number });
  }

  /** With SO_LINGER it waits, for that long at most, until the peer has acknowledged all (socket(7)). */
  async close(): Promise<void> {
    const seconds = this.open ? lingerSeconds(this.fd) : 0;
    if (seconds === 0) return this.plainCall("close", [], () => this.#endWithCalls());
    const { attempt, deadline } = lingeringClose(this.fd, seconds, () => this.release());
    let begun = false;
    const begin = () => {
      if (!begun && !this.open) return EBADF;
      if (this.#inside > 0) return this.#endWithCalls();
      begun = true;
      this.#closing = true;
      return attempt();
    };
    const request = { name: "close", arguments: [], deadline, show: shownNothing, socket: this.number };
    await this.set.caller.call({ ...request, attempt: begin });
  }

  /** A call that never waits, and answers nothing but that it was done. */
  async plainCall(
    name: string,
    shown: readonly CallValue[],
    attempt: () => SyscallResult<number>,
  ): Promise<void> {
    await this.call({ name, arguments: shown, attempt, show: shownNothing });
  }

  /** accept(2), once. */
  accept(): Answer<Accepted> {
    let peer: Address = "";
    const made = this.set.take(this.family, this.type, () => {
      const answer = accept4(this.fd);
      if (!answer.ok) return answer;
      peer = programAddress(answer.value.address);
      this.set.host.adopt(answer.value.fd);
      return { ok: true, value: answer.value.fd };
    });
    return made.ok ? { ok: true, value: { held: made.value, peer } } : made;
  }

  /**
   * close(2) takes the descriptor away, and another call that waits in the kernel keeps the file until it returns
   * (fdget in fs/file.c): only then is FIN sent. See "Multithreaded processes and close()" in close(2).
   */
  #endWithCalls(): SyscallResult<number> {
    this.#closing = true;
    this.#endsWithCalls = true;
    return { ok: true, value: 0 };
  }

  #afterWait(name: string): typeof EBADF | typeof WAITS {
    const side = name.startsWith("send") || name.startsWith("connect") ? "write" : "read";
    return isReady(this.fd, side) ? EBADF : WAITS;
  }

  #leave<T>(answer: Answer<T>): Answer<T> {
    this.#inside -= 1;
    if (this.#endsWithCalls && this.#inside === 0) this.release();
    return answer;
  }

  /** close(2) without a call in the trace, as when the program has ended. */
  release(): SyscallResult<number> {
    if (!this.set.holds(this)) return EBADF;
    this.set.forget(this);
    this.set.host.sockets.letGo(this.#cookie);
    return closeAtOnce(this.fd);
  }
}
