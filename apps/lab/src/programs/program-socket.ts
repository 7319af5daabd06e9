import {
  type Accepted,
  accept4,
  bind,
  close,
  connect,
  ERRNO,
  getpeername,
  getsockname,
  getsockopt,
  IPPROTO_TCP,
  listen,
  MSG_NOSIGNAL,
  recv,
  requireSocketAddress,
  SHUTDOWN_HOW,
  SOCKET_OPTIONS,
  SOL_SOCKET,
  type SocketAddress,
  type SyscallResult,
  send,
  setsockopt,
  shutdown,
  socketCookie,
  TCP_OPTIONS,
} from "@wirestage/linux";
import type { Address, How, Level, Socket, SocketOption } from "@wirestage/programs";
import { LIMITS } from "@wirestage/protocol";
import type { CallValue } from "@wirestage/trace";
import { descriptorView } from "../hosts/descriptor-view.ts";
import type { Host } from "../hosts/host.ts";
import type { CallRequest } from "./call-desk.ts";

/** What a socket needs of the program that holds it. */
export interface SocketOwner {
  readonly program: number;
  readonly host: Host;
  call<T>(request: CallRequest<T>): Promise<T>;
  /** Descriptors of this program that are open now. */
  readonly descriptors: Map<number, ProgramSocket>;
}

/** Longest part of what was sent or received that the trace keeps with the call; the frames have it all. */
const SHOWN_BYTES = 64;

const LEVELS: Readonly<Record<Level, number>> = { SOL_SOCKET, IPPROTO_TCP };

/** As in Python, what is no address is no call. @throws InvalidAddressError, RangeError for a port */
function inet([address, port]: Address): SocketAddress {
  const local: SocketAddress = { family: "AF_INET", address, port };
  requireSocketAddress(local);
  return local;
}

function addressOf(address: SocketAddress): Address {
  return address.family === "AF_INET" ? [address.address, address.port] : ["", 0];
}

function shownAddress([address, port]: Address): CallValue {
  return { type: "address", address, port };
}

function shownBytes(data: Uint8Array): CallValue {
  const base64 = Buffer.from(data.subarray(0, SHOWN_BYTES)).toString("base64");
  return { type: "bytes", base64, length: data.length };
}

function constant(name: string, value: number): CallValue {
  return { type: "constant", name, value };
}

function optionNumber(level: Level, option: SocketOption): number {
  const table: Readonly<Record<string, number>> = level === "SOL_SOCKET" ? SOCKET_OPTIONS : TCP_OPTIONS;
  return table[option] ?? -1;
}

const none = () => null;
const EBADF = { ok: false, errno: ERRNO.EBADF, code: "EBADF" } as const;

/** One descriptor of a program; each method is one call in the trace. */
export class ProgramSocket implements Socket {
  readonly fd: number;
  readonly #owner: SocketOwner;
  readonly #cookie: string;

  /** Takes over `fd`, which the kernel has just made in the owner's namespace. */
  constructor(fd: number, owner: SocketOwner) {
    this.fd = fd;
    this.#owner = owner;
    const cookie = socketCookie(fd);
    this.#cookie = cookie.ok ? cookie.value : `fd ${fd}`;
    owner.descriptors.set(fd, this);
    owner.host.sockets.hold(this.#cookie, {
      fd,
      program: owner.program,
      family: "AF_INET",
      type: "SOCK_STREAM",
      look: () => descriptorView(fd, "AF_INET"),
    });
  }

  get number(): number | null {
    return this.#owner.host.sockets.numberOf(this.#cookie);
  }

  async bind(address: Address): Promise<void> {
    const local = inet(address);
    await this.#plain("bind", [shownAddress(address)], () => bind(this.fd, local));
  }

  listen(backlog: number): Promise<void> {
    return this.#plain("listen", [backlog], () => listen(this.fd, backlog));
  }

  async accept(): Promise<[ProgramSocket, Address]> {
    const answer = await this.#call({
      name: "accept",
      arguments: [],
      attempt: () => this.#accept(),
      show: ({ socket, peer: [address, port] }) => ({
        type: "accepted",
        socket: socket.number ?? 0,
        fd: socket.fd,
        address,
        port,
      }),
    });
    return [answer.socket, answer.peer];
  }

  /** Asked again while it waits: connect(2) answers EALREADY until the connection is made or has failed. */
  async connect(address: Address): Promise<void> {
    const remote = inet(address);
    await this.#plain("connect", [shownAddress(address)], () => connect(this.fd, remote));
  }

  recv(size: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(new ArrayBuffer(size));
    return this.#call({
      name: "recv",
      arguments: [size],
      attempt: () => mapped(recv(this.fd, buffer), (length) => buffer.subarray(0, length)),
      show: shownBytes,
    });
  }

  send(data: Uint8Array): Promise<number> {
    return this.#call({
      name: "send",
      arguments: [shownBytes(data)],
      attempt: () => send(this.fd, data, MSG_NOSIGNAL),
      show: (length) => length,
    });
  }

  async sendall(data: Uint8Array): Promise<void> {
    let sent = 0;
    const attempt = (): SyscallResult<number> => {
      while (sent < data.length) {
        const answer = send(this.fd, data.subarray(sent), MSG_NOSIGNAL);
        if (!answer.ok) return answer;
        sent += answer.value;
      }
      return { ok: true, value: sent };
    };
    await this.#call({
      name: "sendall",
      arguments: [shownBytes(data)],
      attempt,
      progress: () => sent,
      show: none,
    });
  }

  shutdown(how: How): Promise<void> {
    const number = SHUTDOWN_HOW[how];
    return this.#plain("shutdown", [constant(how, number)], () => shutdown(this.fd, number));
  }

  close(): Promise<void> {
    return this.#plain("close", [], () => this.release());
  }

  setsockopt(level: Level, option: SocketOption, value: number): Promise<void> {
    const number = optionNumber(level, option);
    const shown = [constant(level, LEVELS[level]), constant(option, number), value];
    return this.#plain("setsockopt", shown, () => setsockopt(this.fd, LEVELS[level], number, value));
  }

  getsockopt(level: Level, option: SocketOption): Promise<number> {
    const number = optionNumber(level, option);
    return this.#call({
      name: "getsockopt",
      arguments: [constant(level, LEVELS[level]), constant(option, number)],
      attempt: () => getsockopt(this.fd, LEVELS[level], number),
      show: (value) => value,
    });
  }

  getsockname(): Promise<Address> {
    return this.#address("getsockname", () => getsockname(this.fd));
  }

  getpeername(): Promise<Address> {
    return this.#address("getpeername", () => getpeername(this.fd));
  }

  /** close(2) without a call in the trace, as when the program has ended. */
  release(): SyscallResult<number> {
    const { descriptors, host } = this.#owner;
    if (!this.#isOpen()) return EBADF;
    descriptors.delete(this.fd);
    host.sockets.letGo(this.#cookie);
    host.forget(this.fd);
    return close(this.fd);
  }

  /** Once closed, the descriptor's number may belong to another socket, of another lab even. */
  #isOpen(): boolean {
    return this.#owner.descriptors.get(this.fd) === this;
  }

  #accept(): SyscallResult<{ socket: ProgramSocket; peer: Address }> {
    const { descriptors, host } = this.#owner;
    if (descriptors.size >= LIMITS.sockets) return { ok: false, errno: ERRNO.EMFILE, code: "EMFILE" };
    return mapped(accept4(this.fd), ({ fd, address }: Accepted) => {
      host.adopt(fd);
      return { socket: new ProgramSocket(fd, this.#owner), peer: addressOf(address) };
    });
  }

  #address(name: string, attempt: () => SyscallResult<SocketAddress>): Promise<Address> {
    return this.#call({
      name,
      arguments: [],
      attempt: () => mapped(attempt(), addressOf),
      show: shownAddress,
    });
  }

  async #plain(
    name: string,
    shown: readonly CallValue[],
    attempt: () => SyscallResult<number>,
  ): Promise<void> {
    await this.#call({ name, arguments: shown, attempt, show: none });
  }

  #call<T>(request: Omit<CallRequest<T>, "socket">): Promise<T> {
    const attempt = () => (this.#isOpen() ? request.attempt() : EBADF);
    return this.#owner.call({ ...request, attempt, socket: this.number });
  }
}

function mapped<A, B>(answer: SyscallResult<A>, map: (value: A) => B): SyscallResult<B> {
  return answer.ok ? { ok: true, value: map(answer.value) } : answer;
}
