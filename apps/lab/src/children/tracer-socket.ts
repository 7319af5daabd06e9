import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AF_UNIX,
  accept4,
  bind,
  close,
  listen,
  monotonicNow,
  type Reactor,
  read,
  SOCK_STREAM,
  SyscallError,
  type SyscallResult,
  socket,
  write,
} from "@wirestage/linux";
import type { Alarm, Alarms } from "../alarms.ts";

const LINE_FEED = 0x0a;
const TOKEN_BYTES = 16;
const TOKEN_LENGTH = 2 * TOKEN_BYTES;
/** Connections that wait to be accepted, and those that have not said their token. */
const BACKLOG = 16;
const MOST_STRANGERS = 16;
/** How long a connection may take to say its token, in ms. */
const TOKEN_MS = 5_000;
const NS_PER_MS = 1_000_000n;

interface Stranger {
  /** What it has said of its token. */
  readonly said: Buffer;
  readonly giveUp: Alarm;
}

/** @param fd of the connection, which does not block @param heard what it said after the token */
type Welcome = (fd: number, heard: Buffer) => void;

const buffer = new Uint8Array(new ArrayBuffer(64 * 1024));

/**
 * Where the tracers of commands find the labs of this process: a socket in a directory that nobody else may enter. A
 * connection says the token of its command, a line of its own, and belongs to it from there on. One that does not is
 * told why it is refused, as the answer to message 0, which nobody sends. Those that are silent keep nobody out: the
 * one that has been so for longest gives way.
 */
export class TracerSocket {
  readonly path: string;
  readonly #directory = mkdtempSync(join(tmpdir(), "wirestage-tracer-"));
  readonly #reactor: Reactor;
  readonly #listener: number;
  readonly #expected = new Map<string, Welcome>();
  readonly #alarms: Pick<Alarms, "at">;
  /** Those that have not said their token whole, by descriptor, in the order in which they came. */
  readonly #strangers = new Map<number, Stranger>();

  /** @throws SyscallError */
  constructor(reactor: Reactor, alarms: Pick<Alarms, "at">) {
    this.#reactor = reactor;
    this.#alarms = alarms;
    this.path = join(this.#directory, "socket");
    process.on("exit", this.#remove);
    this.#listener = orThrow(socket(AF_UNIX, SOCK_STREAM), "socket");
    orThrow(bind(this.#listener, { family: "AF_UNIX", path: this.path }), "bind");
    orThrow(listen(this.#listener, BACKLOG), "listen");
    reactor.watch(this.#listener, { read: true, write: false }, () => this.#accept());
  }

  /** @returns the token of a command, which one connection may say, once */
  expect(welcome: Welcome): string {
    const token = randomBytes(TOKEN_BYTES).toString("hex");
    this.#expected.set(token, welcome);
    return token;
  }

  /** The command is over. */
  forget(token: string): void {
    this.#expected.delete(token);
  }

  close(): void {
    for (const fd of this.#strangers.keys()) this.#leave(fd);
    this.#reactor.unwatch(this.#listener);
    close(this.#listener);
    this.#remove();
    process.off("exit", this.#remove);
  }

  readonly #remove = () => rmSync(this.#directory, { recursive: true, force: true });

  #accept(): void {
    const accepted = accept4(this.#listener);
    if (!accepted.ok) return;
    const { fd } = accepted.value;
    const [longest] = this.#strangers.keys();
    if (longest !== undefined && this.#strangers.size >= MOST_STRANGERS) {
      this.#refuse(longest, `more than ${MOST_STRANGERS} connections have not said their token`);
    }
    const giveUp = this.#alarms.at(monotonicNow() + BigInt(TOKEN_MS) * NS_PER_MS, () =>
      this.#refuse(fd, `no token was said within ${TOKEN_MS / 1_000} s`),
    );
    this.#strangers.set(fd, { said: Buffer.alloc(0), giveUp });
    this.#reactor.watch(fd, { read: true, write: false }, () => this.#hear(fd));
  }

  #hear(fd: number): void {
    const taken = read(fd, buffer);
    const stranger = this.#strangers.get(fd);
    if (!stranger || !taken.ok || taken.value === 0) {
      this.#leave(fd);
      return;
    }
    const said = Buffer.concat([stranger.said, buffer.subarray(0, taken.value)]);
    const end = said.indexOf(LINE_FEED);
    if (end < 0 && said.length <= TOKEN_LENGTH) this.#strangers.set(fd, { ...stranger, said });
    else this.#admit(fd, said.subarray(0, Math.max(end, 0)), said.subarray(end + 1));
  }

  #admit(fd: number, word: Buffer, rest: Buffer): void {
    const token = [...this.#expected.keys()].find((each) => isSame(word, Buffer.from(each)));
    const welcome = token === undefined ? undefined : this.#expected.get(token);
    if (token === undefined || !welcome) {
      this.#refuse(fd, "its token is that of no command here, or was said before");
      return;
    }
    this.#expected.delete(token);
    this.#forget(fd);
    welcome(fd, rest);
  }

  #refuse(fd: number, why: string): void {
    write(fd, Buffer.from(`0 refused: ${why}\n`));
    this.#leave(fd);
  }

  #leave(fd: number): void {
    this.#forget(fd);
    close(fd);
  }

  #forget(fd: number): void {
    this.#strangers.get(fd)?.giveUp.cancel();
    this.#strangers.delete(fd);
    this.#reactor.unwatch(fd);
  }
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function orThrow<T>(result: SyscallResult<T>, call: string): T {
  if (result.ok) return result.value;
  throw new SyscallError(call, result.errno, "opening the socket for tracers");
}
