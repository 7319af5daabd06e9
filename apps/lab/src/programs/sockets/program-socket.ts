import {
  bind,
  getpeername,
  getsockname,
  listen,
  MSG_NOSIGNAL,
  type SocketAddress,
  type SyscallResult,
  send,
  sendto,
  shutdown,
} from "@wirestage/linux";
import type {
  Address,
  Family,
  How,
  Level,
  Linger,
  MessageFlag,
  Socket,
  SocketOption,
  SocketType,
} from "@wirestage/programs";
import type { CallValue } from "@wirestage/trace";
import { programAddress } from "./addresses.ts";
import {
  shownAccepted,
  shownAddress,
  shownBytes,
  shownConstant,
  shownFlags,
  shownNothing,
  shownTuple,
} from "./call-values.ts";
import { connectExRequest, connectRequest } from "./connecting.ts";
import type { Accepted, HeldSocket } from "./held-socket.ts";
import { patience, requireTimeout, type Timeout } from "./patience.ts";
import { receiveRequest } from "./receiving.ts";
import { sendallRequest, sendRequest } from "./sending.ts";
import { BufferedFile, type FileMode } from "./socket-file.ts";
import { flagsOf, HOWS } from "./socket-numbers.ts";
import { getOption, type OptionValue, setOption, shownOption, shownOptionValue } from "./socket-options.ts";

const DONE = { ok: true, value: null } as const;
/** As in Python, unless the program says another. */
const USUAL_BACKLOG = 128;

/** The methods of one socket; each but `fileno` and `gettimeout` is one call in the trace. */
export class ProgramSocket implements Socket {
  readonly #held: HeldSocket;
  /** Those of `makefile` that are open. */
  readonly #files = new Set<BufferedFile>();
  /** It was closed while files were open, and ends with the last of them (socket._io_refs in CPython). */
  #endsWithFiles = false;
  #timeout: Timeout = null;

  constructor(held: HeldSocket) {
    this.#held = held;
  }

  get family(): Family {
    return this.#held.family;
  }

  get type(): SocketType {
    return this.#held.type;
  }

  /** Its number in the trace. */
  get number(): number | null {
    return this.#held.number;
  }

  get open(): boolean {
    return this.#held.open;
  }

  fileno(): number {
    return this.open ? this.#held.fd : -1;
  }

  async bind(address: Address): Promise<void> {
    const local = this.#held.address(address);
    await this.#held.plainCall("bind", [shownAddress(address)], () => bind(this.#held.fd, local));
  }

  listen(backlog?: number): Promise<void> {
    const shown = backlog === undefined ? [] : [backlog];
    return this.#held.plainCall("listen", shown, () => listen(this.#held.fd, backlog ?? USUAL_BACKLOG));
  }

  async accept(): Promise<[ProgramSocket, Address]> {
    const { held, peer } = await this.#held.call({
      ...patience<Accepted>(this.#timeout),
      name: "accept",
      arguments: [],
      attempt: () => this.#held.accept(),
      show: ({ held, peer }) => shownAccepted(held.number ?? 0, held.fd, peer),
    });
    return [new ProgramSocket(held), peer];
  }

  async connect(address: Address): Promise<void> {
    const request = connectRequest(this.#held.fd, this.#held.address(address), this.#timeout);
    await this.#held.call({ ...request, name: "connect", arguments: [shownAddress(address)] });
  }

  async connect_ex(address: Address): Promise<number> {
    const request = connectExRequest(this.#held.fd, this.#held.address(address), this.#timeout);
    return this.#held.call({ ...request, name: "connect_ex", arguments: [shownAddress(address)] });
  }

  async recv(size: number, ...flags: readonly MessageFlag[]): Promise<Uint8Array> {
    const { data } = await this.#held.call({
      ...this.#receiveRequest(size, flags),
      name: "recv",
      arguments: [size, ...shownFlags(flags)],
      show: ({ data }) => shownBytes(data),
    });
    return data;
  }

  async recvfrom(size: number, ...flags: readonly MessageFlag[]): Promise<[Uint8Array, Address]> {
    const { data, peer } = await this.#held.call({
      ...this.#receiveRequest(size, flags),
      name: "recvfrom",
      arguments: [size, ...shownFlags(flags)],
      show: ({ data, peer }) => shownTuple(shownBytes(data), peer === null ? null : shownAddress(peer)),
    });
    return [data, peer ?? ""];
  }

  send(data: Uint8Array, ...flags: readonly MessageFlag[]): Promise<number> {
    const number = flagsOf(flags);
    // With a timeout it is Python that waits, and MSG_DONTWAIT is only for the kernel.
    const timeout = flags.includes("MSG_DONTWAIT") ? (this.#timeout ?? 0) : this.#timeout;
    const put = (rest: Uint8Array) => send(this.#held.fd, rest, number | MSG_NOSIGNAL);
    return this.#held.call({
      ...sendRequest(this.#held.fd, put, data, this.#blocks(timeout), timeout),
      name: "send",
      arguments: [shownBytes(data), ...shownFlags(flags)],
      show: (length) => length,
    });
  }

  async sendall(data: Uint8Array): Promise<void> {
    const put = (rest: Uint8Array) => send(this.#held.fd, rest, MSG_NOSIGNAL);
    await this.#held.call({
      ...sendallRequest(put, data, this.#timeout),
      name: "sendall",
      arguments: [shownBytes(data)],
      show: shownNothing,
    });
  }

  async sendto(data: Uint8Array, address: Address): Promise<number> {
    const remote = this.#held.address(address);
    const put = (rest: Uint8Array) => sendto(this.#held.fd, rest, remote, MSG_NOSIGNAL);
    return this.#held.call({
      ...sendRequest(this.#held.fd, put, data, this.#blocks(this.#timeout), this.#timeout),
      name: "sendto",
      arguments: [shownBytes(data), shownAddress(address)],
      show: (length) => length,
    });
  }

  shutdown(how: How): Promise<void> {
    const number = HOWS[how];
    return this.#held.plainCall("shutdown", [shownConstant(how, number)], () =>
      shutdown(this.#held.fd, number),
    );
  }

  close(): Promise<void> {
    if (this.#files.size === 0) return this.#held.close();
    return this.#held.plainCall("close", [], () => {
      this.#endsWithFiles = true;
      return { ok: true, value: 0 };
    });
  }

  /** Nothing leads to it any more but what is `reachable`: as in CPython its files are closed, then it is. */
  async closeUnreachable(reachable: ReadonlySet<ProgramSocket | BufferedFile>): Promise<void> {
    for (const file of this.#files) if (!reachable.has(file)) await file.close().catch(() => {});
    if (this.open && !reachable.has(this)) await this.close().catch(() => {});
  }

  setsockopt(level: Level, option: SocketOption, value: OptionValue): Promise<void> {
    const shown = [...shownOption(level, option), shownOptionValue(value)];
    return this.#held.plainCall("setsockopt", shown, () => setOption(this.#held.fd, level, option, value));
  }

  getsockopt(level: Level, option: "SO_LINGER"): Promise<Linger>;
  getsockopt(level: Level, option: Exclude<SocketOption, "SO_LINGER">): Promise<number>;
  getsockopt(level: Level, option: SocketOption): Promise<number | Linger>;
  getsockopt(level: Level, option: SocketOption): Promise<number | Linger> {
    return this.#held.call<number | Linger>({
      name: "getsockopt",
      arguments: shownOption(level, option),
      attempt: () => getOption(this.#held.fd, level, option),
      show: shownOptionValue,
    });
  }
  getsockname(): Promise<Address> {
    return this.#ownAddress("getsockname", getsockname);
  }

  getpeername(): Promise<Address> {
    return this.#ownAddress("getpeername", getpeername);
  }

  async settimeout(seconds: number | null): Promise<void> {
    requireTimeout(seconds);
    await this.#settle("settimeout", seconds, seconds);
  }

  gettimeout(): number | null {
    return this.#timeout;
  }

  /** A method that asks nobody, as a call in the trace. */
  tell(name: "fileno" | "gettimeout"): Promise<number | null> {
    return this.#held.set.caller.callAtOnce<number | null>({
      ...{ name, arguments: [], socket: this.number },
      attempt: () => ({ ok: true, value: this[name]() }),
      show: (value) => value,
    });
  }

  setblocking(blocking: boolean): Promise<void> {
    return this.#settle("setblocking", blocking, blocking ? null : 0);
  }

  makefile(mode: FileMode): BufferedFile {
    const file = new BufferedFile(this, mode, () => this.#release(file));
    this.#files.add(file);
    const answer = { ok: true, value: file } as const;
    const show = () => ({ type: "file", mode }) as const;
    this.#held.set.caller.callAtOnce({
      ...{ name: "makefile", arguments: [mode], socket: this.number },
      attempt: () => answer,
      show,
    });
    return file;
  }

  async #release(file: BufferedFile): Promise<void> {
    this.#files.delete(file);
    if (this.#endsWithFiles && this.#files.size === 0 && this.open) await this.#held.close();
  }

  /** Of datagrams the kernel takes one, whatever MSG_WAITALL says (recv(2)). */
  #receiveRequest(size: number, flags: readonly MessageFlag[]): ReturnType<typeof receiveRequest> {
    const known = this.type === "SOCK_STREAM" ? flags : flags.filter((flag) => flag !== "MSG_WAITALL");
    return receiveRequest(this.#held.fd, size, flagsOf(known), this.#timeout);
  }

  /** Whether a send waits until the kernel has taken all. */
  #blocks(timeout: Timeout): boolean {
    return this.type === "SOCK_STREAM" && timeout === null;
  }

  #ownAddress(name: string, ask: (fd: number) => SyscallResult<SocketAddress>): Promise<Address> {
    const attempt = (): SyscallResult<Address> => {
      const answer = ask(this.#held.fd);
      return answer.ok ? { ok: true, value: programAddress(answer.value) } : answer;
    };
    return this.#held.call({ name, arguments: [], attempt, show: shownAddress });
  }

  async #settle(name: string, shown: CallValue, timeout: Timeout): Promise<void> {
    const attempt = () => {
      this.#timeout = timeout;
      return DONE;
    };
    await this.#held.call({ name, arguments: [shown], attempt, show: shownNothing });
  }
}
