import {
  ADDRESS_FAMILIES,
  close,
  isExiting,
  nameOf,
  pidfdGetfd,
  SOCKET_TYPES,
  socketCookie,
} from "@wirestage/linux";
import { descriptorView } from "../hosts/descriptor-view.ts";
import type { SocketFamily, SocketType, UnlistedView } from "../hosts/socket-kind.ts";
import type { SocketTable } from "../hosts/socket-table.ts";
import type { TracedSockets } from "./traced-call.ts";
import type { ToldSocket } from "./tracer-message.ts";

type Table = Pick<SocketTable, "hold" | "letGo" | "numberOf">;

export interface HoldingProcess {
  readonly pid: number;
  readonly pidfd: number;
}

/** The sockets that a process has told of, as the socket table of its host knows them. */
export class HeldSockets implements TracedSockets {
  readonly #program: number;
  readonly #table: Table;
  readonly #process: () => HoldingProcess | null;
  #isEnding = false;
  /** Descriptors by the cookie of their socket, which may have several (dup(2)). */
  readonly #held = new Map<string, Set<number>>();

  /** @param process null once it is gone */
  constructor(program: number, table: Table, process: () => HoldingProcess | null) {
    this.#program = program;
    this.#table = table;
    this.#process = process;
  }

  readonly numberOf = (cookie: string): number | null => this.#table.numberOf(cookie);

  /** Sockets of families and types that a lab does not show are left alone. */
  hold(socket: ToldSocket): void {
    const { fd, cookie } = socket;
    const descriptors = this.#held.get(cookie) ?? new Set();
    if (descriptors.has(fd)) return;
    this.#held.set(cookie, descriptors.add(fd));
    if (descriptors.size === 1) this.#show(socket);
  }

  /** The process has closed this descriptor. */
  letGo(socket: ToldSocket): void {
    const { fd, cookie } = socket;
    const descriptors = this.#held.get(cookie);
    if (!descriptors?.delete(fd)) return;
    const [other] = descriptors;
    if (other !== undefined) {
      this.#show({ ...socket, fd: other });
      return;
    }
    this.#held.delete(cookie);
    this.#table.letGo(cookie);
  }

  /** The process has nothing left to do but to end. */
  endNow(): void {
    this.#isEnding = true;
  }

  letGoAll(): void {
    for (const cookie of this.#held.keys()) this.#table.letGo(cookie);
    this.#held.clear();
  }

  #show(socket: ToldSocket): void {
    const family = familyOf(socket);
    const type = typeOf(socket);
    if (!family || !type) return;
    const { fd, cookie } = socket;
    this.#table.hold(cookie, {
      ...{ fd, family, type, program: this.#program },
      look: () => this.#look(socket, family),
      hasEnded: () => this.#hasEnded(),
    });
  }

  #hasEnded(): boolean {
    const process = this.#process();
    return this.#isEnding || process === null || isExiting(process.pid);
  }

  /** Through a descriptor of our own, closed again at once: while it is open, a close by the process is none. */
  #look({ fd, cookie }: ToldSocket, family: SocketFamily): UnlistedView | null {
    const process = this.#process();
    const copy = process && pidfdGetfd(process.pidfd, fd);
    if (!copy?.ok) return null;
    try {
      const found = socketCookie(copy.value);
      return found.ok && found.value === cookie ? descriptorView(copy.value, family) : null;
    } finally {
      close(copy.value);
    }
  }
}

function familyOf({ family }: ToldSocket): SocketFamily | null {
  const name = nameOf(ADDRESS_FAMILIES, family);
  return name === "AF_INET" || name === "AF_INET6" || name === "AF_UNIX" ? name : null;
}

function typeOf({ type }: ToldSocket): SocketType | null {
  const name = nameOf(SOCKET_TYPES, type);
  return name === "SOCK_STREAM" || name === "SOCK_DGRAM" ? name : null;
}
