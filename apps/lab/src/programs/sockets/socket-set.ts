import { ERRNO, socket } from "@wirestage/linux";
import type { Family, SocketType } from "@wirestage/programs";
import { LIMITS } from "@wirestage/protocol";
import type { Host } from "../../hosts/host.ts";
import type { Answer, CallRequest } from "../call-desk.ts";
import type { ProgramPort } from "../lab-program.ts";
import { shownConstant } from "./call-values.ts";
import { HeldSocket } from "./held-socket.ts";
import { ProgramSocket } from "./program-socket.ts";
import { FAMILIES, TYPES } from "./socket-numbers.ts";

/** How a program makes its calls. */
export interface Caller {
  /** Rests first where the program has to. */
  call<T>(request: CallRequest<T>): Promise<T>;
  /** For what the program's own library answers, so that nothing is waited for. */
  callAtOnce<T>(request: CallRequest<T>): Promise<T>;
}

type Ground = Pick<ProgramPort, "enableIpv6" | "directory">;

const EMFILE = { ok: false, errno: ERRNO.EMFILE, code: "EMFILE" } as const;

/** The sockets that one program holds open, and how it makes more. */
export class SocketSet {
  readonly program: number;
  readonly host: Host;
  readonly caller: Caller;
  readonly #ground: Ground;
  readonly #held = new Map<number, HeldSocket>();

  constructor(program: number, host: Host, caller: Caller, ground: Ground) {
    this.program = program;
    this.host = host;
    this.caller = caller;
    this.#ground = ground;
  }

  get directory(): Ground["directory"] {
    return this.#ground.directory;
  }

  /** @throws SyscallError or SysctlError, and not the promise, where IPv6 cannot be turned on */
  socket(family: Family, type: SocketType = "SOCK_STREAM"): Promise<ProgramSocket> {
    if (family === "AF_INET6") this.#ground.enableIpv6();
    const made = this.caller.call({
      name: "socket",
      arguments: [shownConstant(family, FAMILIES[family]), shownConstant(type, TYPES[type])],
      socket: null,
      attempt: () => this.take(family, type, () => this.#make(family, type)),
      show: ({ number, fd }) => ({ type: "socket", socket: number ?? 0, fd }),
    });
    return made.then((held) => new ProgramSocket(held));
  }

  /** Holds the descriptor that `make` makes; EMFILE where the program already holds as many as it may. */
  take(family: Family, type: SocketType, make: () => Answer<number>): Answer<HeldSocket> {
    if (this.#held.size >= LIMITS.sockets) return EMFILE;
    const made = make();
    if (!made.ok) return made;
    const held = new HeldSocket(made.value, family, type, this);
    this.#held.set(made.value, held);
    return { ok: true, value: held };
  }

  holds(socket: HeldSocket): boolean {
    return this.#held.get(socket.fd) === socket;
  }

  forget(socket: HeldSocket): void {
    this.#held.delete(socket.fd);
    this.host.forget(socket.fd);
  }

  /** What the kernel does with them when their program has ended. */
  releaseAll(): void {
    for (const each of [...this.#held.values()]) {
      this.host.stimulate({ by: "exit", program: this.program }, () => each.release());
    }
  }

  /** The same when the whole lab ends, so that nobody is told. */
  abandonAll(): void {
    for (const each of [...this.#held.values()]) each.release();
  }

  #make(family: Family, type: SocketType): Answer<number> {
    return this.host.open(() => socket(FAMILIES[family], TYPES[type]));
  }
}
