/** For kernel tests of hosts: two of them, with our hands as the wire and as the programs. */
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  bind,
  close,
  connect,
  ERRNO,
  listen,
  monotonicNow,
  SOCK_DGRAM,
  SOCK_STREAM,
  type SocketAddress,
  type SyscallResult,
  socket,
  socketCookie,
} from "@wirestage/linux";
import { type EventFacts, type HostFacts, traceTime } from "@wirestage/trace";
import { isLinkNoise } from "@wirestage/wire";
import { descriptorView } from "./descriptor-view.ts";
import { Host } from "./host.ts";
import type { SocketFamily, SocketType } from "./socket-kind.ts";

const CLIENT: HostFacts = {
  name: "client",
  address: "192.0.2.1",
  address6: "2001:db8::1",
  mac: "02:00:00:00:00:01",
  interface: "eth0",
};
const SERVER: HostFacts = {
  name: "server",
  address: "192.0.2.2",
  address6: "2001:db8::2",
  mac: "02:00:00:00:00:02",
  interface: "eth0",
};
const FAMILIES = { AF_INET, AF_INET6, AF_UNIX } as const;
const TYPES = { SOCK_STREAM, SOCK_DGRAM } as const;

type SocketEvent = Extract<EventFacts, { kind: "socket.opened" | "socket.changed" }>;

export class TwoHosts {
  readonly trace: EventFacts[] = [];
  readonly client: Host;
  readonly server: Host;
  /** Sent and not yet carried; link noise is carried at once, as a wire that holds does. */
  readonly frames: { readonly frame: number; readonly from: Host; readonly bytes: Buffer }[] = [];
  readonly #start = monotonicNow();
  #counts = { frame: 0, socket: 0, call: 0 };

  constructor() {
    this.client = this.#host(CLIENT, SERVER);
    this.server = this.#host(SERVER, CLIENT);
  }

  async close(): Promise<void> {
    await Promise.all([this.client.close(), this.server.close()]);
  }

  /** A socket of program 1 on `host`, with its call in the trace as every other. */
  socket(host: Host, family: SocketFamily, type: SocketType): number {
    const fd = this.call(host, () => {
      const made = host.open(() => socket(FAMILIES[family], TYPES[type]));
      if (made.ok) this.hold(host, made.value, family, type);
      return made;
    });
    return succeeded(fd);
  }

  hold(host: Host, fd: number, family: SocketFamily, type: SocketType): void {
    const look = () => descriptorView(fd, family);
    host.sockets.hold(succeeded(socketCookie(fd)), { fd, program: 1, family, type, look });
  }

  boundSocket(host: Host, type: SocketType, address: SocketAddress): number {
    const fd = this.socket(host, familyOf(address), type);
    succeeded(this.call(host, () => bind(fd, address)));
    return fd;
  }

  closeSocket(host: Host, fd: number): void {
    host.sockets.letGo(succeeded(socketCookie(fd)));
    host.forget(fd);
    succeeded(this.call(host, () => close(fd)));
  }

  /** A listener of `host` and a client's connection to it, whose handshake waits to be carried. */
  connecting(local: SocketAddress, remote: SocketAddress = local): { listener: number; connection: number } {
    const listener = this.boundSocket(this.server, "SOCK_STREAM", local);
    succeeded(this.call(this.server, () => listen(listener, 5)));
    const connection = this.socket(this.client, familyOf(remote), "SOCK_STREAM");
    begun(this.call(this.client, () => connect(connection, remote)));
    return { listener, connection };
  }

  /** Does `act` as the next call of a program on `host`. */
  call<T>(host: Host, act: () => T): T {
    const call = ++this.#counts.call;
    return host.stimulate({ by: "call", call }, act);
  }

  /** Carries the frame that was sent first; its number. */
  carry(): number {
    const next = this.frames.shift();
    if (!next) throw new Error("no frame is on the wire");
    this.#receiver(next.from).deliver(next.frame, next.bytes);
    return next.frame;
  }

  /** Carries frames until there are none; their numbers. */
  carryAll(): number[] {
    const carried: number[] = [];
    while (this.frames.length > 0) carried.push(this.carry());
    return carried;
  }

  /** Runs `act` and gives the facts that it added to the trace. */
  during(act: () => void): EventFacts[] {
    const from = this.trace.length;
    act();
    return this.trace.slice(from);
  }

  /** What the trace last said of the sockets that are still there. */
  sockets(host: Host): SocketEvent[] {
    const latest = new Map<number, SocketEvent>();
    for (const fact of this.trace) {
      if (fact.kind === "socket.opened" || fact.kind === "socket.changed") latest.set(fact.socket, fact);
      if (fact.kind === "socket.closed") latest.delete(fact.socket);
    }
    return [...latest.values()].filter((each) => each.host === host.facts.name);
  }

  #host(facts: HostFacts, neighbour: HostFacts): Host {
    const now = () => traceTime(Number(monotonicNow() - this.#start));
    return new Host(facts, [neighbour], {
      append: (fact) => {
        this.trace.push(fact);
        return now();
      },
      now,
      nextSocketNumber: () => ++this.#counts.socket,
      sent: (host, bytes, cause) => this.#send(host, bytes, cause),
    });
  }

  #send(host: string, bytes: Buffer, cause: Extract<EventFacts, { kind: "frame.sent" }>["cause"]): void {
    const frame = ++this.#counts.frame;
    const shown = bytes.toString("base64");
    this.trace.push({
      kind: "frame.sent",
      frame,
      host,
      bytes: shown,
      length: bytes.length,
      due: null,
      cause,
    });
    if (isLinkNoise(bytes)) return;
    this.frames.push({ frame, from: host === "client" ? this.client : this.server, bytes });
  }

  #receiver(from: Host): Host {
    return from === this.client ? this.server : this.client;
  }
}

function familyOf(address: SocketAddress): SocketFamily {
  if (address.family === "AF_UNSPEC") throw new Error("no socket is of AF_UNSPEC");
  return address.family;
}

/** The value of a call that has to succeed. */
export function succeeded<T>(result: SyscallResult<T>): T {
  if (!result.ok) throw new Error(`unexpected ${result.code}`);
  return result.value;
}

/** Of a connect that the kernel has begun. */
function begun(result: SyscallResult<number>): void {
  if (!result.ok && result.errno !== ERRNO.EINPROGRESS) throw new Error(`unexpected ${result.code}`);
}
