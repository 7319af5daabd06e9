/**
 * One wait for every descriptor of the process and for the next deadline.
 *
 * An epoll(7) instance of our own holds the sockets, the TAPs and a timerfd; Node's event loop polls that one
 * descriptor. So there is no thread in between, and thousands of descriptors cost Node one. The poll callback
 * only schedules `setImmediate`, which runs in the same turn of the loop: there, unlike in the callback,
 * exceptions are reported and promises go on.
 */
import { monotonicNow } from "./clock.ts";
import { close } from "./descriptor.ts";
import { EpollEvents, type Interest, type Readiness } from "./epoll-event.ts";
import { orThrow } from "./errno.ts";
import * as libc from "./libc.ts";
import { Timer } from "./timer.ts";

const EPOLL_CLOEXEC = 0o2000000;
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EPOLL_CTL_MOD = 3;
const BATCH = 64;

type Callback = (ready: Readiness) => void;

export class Reactor {
  readonly #epoll: number;
  readonly #timer = new Timer();
  readonly #events = new EpollEvents(BATCH);
  readonly #change = new EpollEvents(1);
  /** By descriptor. */
  readonly #tokens = new Map<number, number>();
  /** By token, which is never used again, as a descriptor's number is. */
  readonly #callbacks = new Map<number, Callback>();
  readonly #onDeadline: () => void;
  #deadline: bigint | null = null;
  #nextToken = 1;
  #poll: { close(): void } | null = null;
  #scheduled = false;
  #closed = false;

  /** @param onDeadline called once when the time of `setDeadline` has come, never before it */
  constructor(onDeadline: () => void) {
    this.#onDeadline = onDeadline;
    this.#epoll = orThrow(libc.epollCreate1(EPOLL_CLOEXEC), "epoll_create1", "making the reactor");
    this.watch(this.#timer.fd, { read: true, write: false }, () => this.#timerFired());
  }

  /**
   * Calls back while `fd` is ready (level-triggered), until `unwatch`. Errors and hang-ups are always reported,
   * and an unconnected TCP socket counts as hung up: watch a descriptor only while something waits for it.
   * @throws SyscallError EEXIST if it is watched already, EBADF
   */
  watch(fd: number, interest: Interest, callback: Callback): void {
    const token = this.#nextToken++;
    this.#control(EPOLL_CTL_ADD, fd, interest, token, "watching");
    this.#forget(fd);
    this.#tokens.set(fd, token);
    this.#callbacks.set(token, callback);
  }

  /** Changes what a watched descriptor is waited for. @throws SyscallError ENOENT if it is not watched */
  change(fd: number, interest: Interest): void {
    this.#control(EPOLL_CTL_MOD, fd, interest, this.#tokens.get(fd) ?? 0, "changing the interest in");
  }

  /** Ends a watch, at once even in the middle of a batch. Do it before closing the descriptor. */
  unwatch(fd: number): void {
    if (!this.#forget(fd)) return;
    // One that was closed before is no longer watched anyway (epoll(7)): EBADF, or ENOENT where its number is reused.
    libc.epollCtl(this.#epoll, EPOLL_CTL_DEL, fd, this.#change.bytes);
  }

  /** When to call `onDeadline`, in `monotonicNow` nanoseconds; past ones fire in the next turn; null for never. */
  setDeadline(at: bigint | number | null): void {
    const deadline = at === null ? null : BigInt(at);
    if (deadline === this.#deadline) return;
    this.#deadline = deadline;
    this.#timer.set(deadline);
  }

  /** Starts calling back, and keeps the process alive until `close`. */
  start(): void {
    if (this.#closed || this.#poll !== null) return;
    this.#poll = libc.pollReadable(this.#epoll, () => this.#schedule());
  }

  /** Ends everything at once; no callback comes after it. Watched descriptors stay open. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#poll?.close();
    this.#callbacks.clear();
    this.#tokens.clear();
    this.#timer.close();
    close(this.#epoll);
  }

  /** False if it was not watched. */
  #forget(fd: number): boolean {
    const token = this.#tokens.get(fd);
    if (token === undefined) return false;
    this.#callbacks.delete(token);
    return this.#tokens.delete(fd);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#closed) this.#dispatch();
    });
  }

  /** A callback that throws loses nothing: what is left of the batch is still ready in the next turn. */
  #dispatch(): void {
    const ready = libc.epollWait(this.#epoll, this.#events.bytes, BATCH, 0);
    orThrow(ready, "epoll_wait", "waiting for descriptors");
    for (let index = 0; index < ready; index++) {
      this.#callbacks.get(this.#events.token(index))?.(this.#events.readiness(index));
    }
  }

  #timerFired(): void {
    this.#timer.acknowledge();
    if (this.#deadline === null || monotonicNow() < this.#deadline) return;
    this.#deadline = null;
    this.#onDeadline();
  }

  #control(operation: number, fd: number, interest: Interest, token: number, attempt: string): void {
    this.#change.set(0, interest, token);
    const done = libc.epollCtl(this.#epoll, operation, fd, this.#change.bytes);
    orThrow(done, "epoll_ctl", `${attempt} descriptor ${fd}`);
  }
}
