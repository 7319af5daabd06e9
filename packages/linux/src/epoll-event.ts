/** An array of `struct epoll_event` (epoll_event(3type)), which is packed on x86-64 and only there. */

const EPOLLIN = 0x1;
const EPOLLOUT = 0x4;
const EPOLLERR = 0x8;
const EPOLLHUP = 0x10;
const EPOLLRDHUP = 0x2000;

const LAYOUT = process.arch === "x64" ? { data: 4, size: 12 } : { data: 8, size: 16 };

/** What to be called for. */
export type Interest = { readonly read: boolean; readonly write: boolean };

/** What a descriptor is ready for. A failed or reset connection is `error` and `hangUp`, and readable. */
export type Readiness = {
  readonly readable: boolean;
  readonly writable: boolean;
  /** EPOLLERR: ask SO_ERROR. */
  readonly error: boolean;
  /** EPOLLHUP: both directions have ended. */
  readonly hangUp: boolean;
  /** EPOLLRDHUP: the peer has sent FIN. */
  readonly peerShutdown: boolean;
};

export class EpollEvents {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(new ArrayBuffer(capacity * LAYOUT.size));
    this.#view = new DataView(this.bytes.buffer);
  }

  /** @param token comes back with the event; at most 2^53 */
  set(index: number, interest: Interest, token: number): void {
    const at = index * LAYOUT.size;
    const events = (interest.read ? EPOLLIN | EPOLLRDHUP : 0) | (interest.write ? EPOLLOUT : 0);
    this.#view.setUint32(at, events, true);
    this.#view.setUint32(at + LAYOUT.data, token >>> 0, true);
    this.#view.setUint32(at + LAYOUT.data + 4, Math.floor(token / 2 ** 32), true);
  }

  token(index: number): number {
    const at = index * LAYOUT.size + LAYOUT.data;
    return this.#view.getUint32(at, true) + this.#view.getUint32(at + 4, true) * 2 ** 32;
  }

  readiness(index: number): Readiness {
    const events = this.#view.getUint32(index * LAYOUT.size, true);
    return {
      readable: (events & EPOLLIN) !== 0,
      writable: (events & EPOLLOUT) !== 0,
      error: (events & EPOLLERR) !== 0,
      hangUp: (events & EPOLLHUP) !== 0,
      peerShutdown: (events & EPOLLRDHUP) !== 0,
    };
  }
}
