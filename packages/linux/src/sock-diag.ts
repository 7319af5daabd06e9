/** Asks one namespace's kernel about its sockets (sock_diag(7)), synchronously and without polling. */
import { close } from "./descriptor.ts";
import { ERRNO, orThrow, SyscallError } from "./errno.ts";
import {
  type DiagSocket,
  type Endpoint,
  INET_DIAG_REQUEST_SIZE,
  type InetDiagRequest,
  type InetFamily,
  readDiagSocket,
  writeInetDiagRequest,
} from "./inet-diag.ts";
import * as libc from "./libc.ts";
import {
  messageErrno,
  NLM_F_DUMP,
  NLM_F_DUMP_INTR,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  netlinkMessages,
  writeRequestHeader,
} from "./netlink.ts";
import { AF_NETLINK, MSG_DONTWAIT, SOCK_CLOEXEC, SOCK_RAW } from "./socket-constants.ts";
import { tcpStateBit } from "./tcp-info.ts";
import {
  readUnixDiagSocket,
  UNIX_DIAG_REQUEST_SIZE,
  type UnixDiagSocket,
  writeUnixDiagRequest,
} from "./unix-diag.ts";

const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
/** A dump message is at most 32 KiB (net/netlink/af_netlink.c). */
const ANSWER_SIZE = 64 * 1024;
const MAX_ATTEMPTS = 5;

/**
 * The states 0 to 11. SYN_RECV includes requests. The kernel's own two beyond them are left out, because bound
 * but inactive sockets make it walk another table, four times dearer than all the rest.
 */
export const ALL_STATES = 0xfff;

/** `ALL_STATES` but LISTEN, whose table is as large as the machine: five times cheaper to dump. */
export const CONNECTION_STATES = ALL_STATES & ~tcpStateBit("LISTEN");

export type DumpRequest = {
  /** AF_INET or AF_INET6 */
  readonly family: InetFamily;
  /** IPPROTO_TCP or IPPROTO_UDP */
  readonly protocol: number;
  /** Mask of `tcpStateBit`s; all unless given. */
  readonly states?: number;
  /** Whether to ask for `info`, `memory` and `congestionControl`; yes unless said otherwise. */
  readonly detailed?: boolean;
};

export type OneRequest = {
  readonly family: InetFamily;
  readonly protocol: number;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly detailed?: boolean;
};

export class SockDiag {
  #fd: number;
  #sequence = 0;
  readonly #request = new Uint8Array(new ArrayBuffer(INET_DIAG_REQUEST_SIZE));
  readonly #requestView = new DataView(this.#request.buffer);
  readonly #answer = new Uint8Array(new ArrayBuffer(ANSWER_SIZE));
  readonly #answerView = new DataView(this.#answer.buffer);

  private constructor(fd: number) {
    this.#fd = fd;
  }

  /** Opens it for the current network namespace, to which it then belongs. @throws SyscallError */
  static open(): SockDiag {
    const fd = libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    return new SockDiag(orThrow(fd, "socket", "opening NETLINK_SOCK_DIAG"));
  }

  /**
   * All sockets of a family and protocol, LISTEN, SYN_RECV requests and TIME_WAIT included.
   * @throws SyscallError EINTR if the table changed during each of five attempts, ENOENT without the module
   */
  dump(request: DumpRequest): DiagSocket[] {
    const { family, protocol, states = ALL_STATES, detailed = true } = request;
    return this.#dump(
      () => this.#askInet({ family, protocol, states: states & ALL_STATES, detailed }, NLM_F_DUMP),
      readDiagSocket,
    );
  }

  /** All AF_UNIX sockets of the namespace, new ones included. @throws SyscallError as `dump` */
  dumpUnix(): UnixDiagSocket[] {
    return this.#dump(() => this.#askUnix(), readUnixDiagSocket);
  }

  /** The socket of exactly this 4-tuple, or null. A LISTEN socket's remote is the wildcard address, port 0. */
  one(request: OneRequest): DiagSocket | null {
    const { detailed = true } = request;
    const sequence = this.#askInet({ ...request, states: ALL_STATES, detailed }, 0);
    for (;;) {
      for (const message of netlinkMessages(this.#answerView, this.#receive())) {
        if (message.sequence !== sequence) continue;
        if (message.type !== NLMSG_ERROR)
          return onlyIfAsked(
            readDiagSocket(this.#answer, this.#answerView, message.start, message.end),
            request,
          );
        const errno = messageErrno(this.#answerView, message);
        if (errno === ERRNO.ENOENT) return null;
        throw new SyscallError("sock_diag", errno, "looking up one socket");
      }
    }
  }

  close(): void {
    if (this.#fd >= 0) close(this.#fd);
    this.#fd = -1;
  }

  #askInet(request: InetDiagRequest, flags: number): number {
    writeInetDiagRequest(this.#request, this.#requestView, request);
    return this.#send(INET_DIAG_REQUEST_SIZE, flags);
  }

  #askUnix(): number {
    writeUnixDiagRequest(this.#request, this.#requestView, ALL_STATES);
    return this.#send(UNIX_DIAG_REQUEST_SIZE, NLM_F_DUMP);
  }

  /** Sends the request whose body has been written; the number of its answers. */
  #send(length: number, flags: number): number {
    this.#sequence = (this.#sequence + 1) >>> 0;
    writeRequestHeader(this.#requestView, {
      length,
      type: SOCK_DIAG_BY_FAMILY,
      flags: NLM_F_REQUEST | flags,
      sequence: this.#sequence,
    });
    orThrow(libc.send(this.#fd, this.#request, length, 0), "send", "asking sock_diag");
    return this.#sequence;
  }

  /** The kernel answers before send(2) returns, so there is never anything to wait for. */
  #receive(): number {
    const length = libc.recv(this.#fd, this.#answer, ANSWER_SIZE, MSG_DONTWAIT);
    return orThrow(length, "recv", "reading from sock_diag");
  }

  #dump<T>(ask: () => number, read: Reader<T>): T[] {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const sockets = this.#receiveDump(ask(), read);
      if (sockets !== null) return sockets;
    }
    throw new SyscallError("sock_diag", ERRNO.EINTR, "dumping sockets that kept changing");
  }

  /** Null if the table changed meanwhile. */
  #receiveDump<T>(sequence: number, read: Reader<T>): T[] | null {
    const sockets: T[] = [];
    let interrupted = false;
    for (;;) {
      for (const message of netlinkMessages(this.#answerView, this.#receive())) {
        if (message.sequence !== sequence) continue;
        if ((message.flags & NLM_F_DUMP_INTR) !== 0) interrupted = true;
        if (message.type === NLMSG_ERROR || message.type === NLMSG_DONE) {
          const errno = messageErrno(this.#answerView, message);
          if (errno > 0) throw new SyscallError("sock_diag", errno, "dumping sockets");
          return interrupted ? null : sockets;
        }
        sockets.push(read(this.#answer, this.#answerView, message.start, message.end));
      }
    }
  }
}

/** Reads the socket that stands between two offsets. */
type Reader<T> = (bytes: Uint8Array, view: DataView, start: number, end: number) => T;

/** Where no connection has the 4-tuple, the kernel answers with the LISTEN socket that would take it. */
function onlyIfAsked(socket: DiagSocket, asked: OneRequest): DiagSocket | null {
  const same = socket.remote.port === asked.remote.port && socket.local.port === asked.local.port;
  return same ? socket : null;
}
