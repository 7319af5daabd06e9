import type { Endpoint, TraceTime } from "@wirestage/trace";
import type { KnownSocket, SocketFacts } from "./known-socket.ts";
import { ProcessSockets } from "./process-sockets.ts";
import { type Holder, kindOf, type Owner, SOCKET_KINDS, type SocketKind, WILDCARDS } from "./socket-kind.ts";
import { type Diagnosis, type ListedSocket, SocketListing } from "./socket-listing.ts";

const NOTHING_QUEUED = { queues: { receive: 0, send: 0 }, timer: null, info: null } as const;

/** Which sockets a host has now, what its kernel says of each, and which program holds it. */
export class SocketCensus {
  readonly processes = new ProcessSockets();
  readonly #listing: SocketListing;
  readonly #known: ReadonlyMap<string, KnownSocket>;
  readonly #holders = new Map<string, Holder>();

  /** @param known what was told of the sockets before, by cookie */
  constructor(diag: Diagnosis, known: ReadonlyMap<string, KnownSocket>) {
    this.#listing = new SocketListing(diag);
    this.#known = known;
  }

  hold(cookie: string, holder: Holder): void {
    this.#holders.set(cookie, holder);
  }

  letGo(cookie: string): void {
    this.#holders.delete(cookie);
  }

  /** Whether the process of this program is no more. */
  hasEnded(program: number): boolean {
    const holder = [...this.#holders.values()].find((each) => each.program === program);
    return holder?.hasEnded?.() ?? this.processes.hasEnded(program);
  }

  /**
   * The sockets by their cookies.
   * @param afterFrame nothing but a frame has reached the host since the last time
   */
  take(afterFrame: boolean, now: TraceTime): ReadonlyMap<string, SocketFacts> {
    const listed = this.#list(now);
    const seen = new Map<string, SocketFacts>();
    for (const socket of listed) seen.set(socket.cookie, this.#factsOf(socket));
    const resting = afterFrame && this.#areAsBefore(seen);
    for (const [cookie, holder] of this.#holders) {
      if (seen.has(cookie)) continue;
      const before = this.#known.get(cookie)?.view;
      const facts = resting && before?.state === "LISTEN" ? before : this.#unlisted(cookie, holder);
      if (facts) seen.set(cookie, facts);
    }
    return seen;
  }

  /** Those of all kinds that are in use; TCP sockets in LISTEN only where no holder tells of them. */
  #list(now: TraceTime): readonly ListedSocket[] {
    const { watching } = this.processes;
    const kinds = watching ? SOCKET_KINDS : this.#kindsInUse();
    const [only, another] = kinds;
    // By far the most common, and asked for with every frame and call.
    if (only === "tcp" && !another) return this.#listing.list(only, false);
    const listed = kinds.flatMap((kind) => this.#listing.list(kind, watching));
    if (watching) this.#findOwners(listed, now);
    return kinds.includes("unix") ? this.#ofPrograms(listed) : listed;
  }

  #kindsInUse(): readonly SocketKind[] {
    const used: SocketKind[] = [];
    for (const holder of this.#holders.values()) addTo(used, kindOf(holder));
    for (const { view } of this.#known.values()) addTo(used, kindOf(view));
    return used;
  }

  #findOwners(listed: readonly ListedSocket[], now: TraceTime): void {
    const unheld = listed.filter(({ cookie }) => !this.#holders.has(cookie));
    this.processes.meet(
      unheld.map(({ inode }) => inode),
      now,
    );
  }

  /**
   * Without the AF_UNIX sockets of this process, and without their other ends, by which it talks to its children: a
   * standard stream that is a pipe or terminal is no socket of the host, and neither is this.
   */
  #ofPrograms(listed: readonly ListedSocket[]): readonly ListedSocket[] {
    const strange = new Set<number>();
    for (const socket of listed) {
      if (socket.family === "AF_UNIX" && socket.inode !== 0 && !this.#ownerOf(socket))
        strange.add(socket.inode);
    }
    const isStrange = (inode: number | null) => inode !== null && strange.has(inode);
    return listed.filter(({ cookie, family, inode, peerInode }) => {
      if (family !== "AF_UNIX" || this.#holders.has(cookie)) return true;
      return !isStrange(inode) && !isStrange(peerInode);
    });
  }

  #ownerOf({ cookie, inode }: ListedSocket): Owner | null {
    return this.#holders.get(cookie) ?? this.processes.ownerOf(inode);
  }

  /**
   * Whether no connection has come, gone or changed its state. Then a frame has changed no listener either: one enters
   * the accept queue as its state changes, and leaves it by a call (tcp_v4_rcv, inet_csk_accept).
   */
  #areAsBefore(seen: ReadonlyMap<string, SocketFacts>): boolean {
    for (const [cookie, { state }] of seen) if (this.#known.get(cookie)?.view.state !== state) return false;
    for (const cookie of this.#known.keys()) {
      if (!seen.has(cookie) && !this.#holders.has(cookie)) return false;
    }
    return true;
  }

  #factsOf(socket: ListedSocket): SocketFacts {
    const { family, type, state, local, remote, queues, timer, info } = socket;
    const owner = this.#ownerOf(socket);
    return {
      family,
      type,
      state,
      local,
      remote: remote ?? this.#unnamedPeer(socket),
      queues,
      timer,
      info,
      fd: owner?.fd ?? null,
      program: owner?.program ?? null,
    };
  }

  /** The address of a peer that sock_diag does not tell: the descriptor knows it, or it was told before. */
  #unnamedPeer({ cookie, family }: ListedSocket): Endpoint {
    const asked = this.#holders.get(cookie)?.look()?.remote;
    return asked ?? this.#known.get(cookie)?.view.remote ?? WILDCARDS[family];
  }

  /** A TCP listener, whose table is not listed, or a socket that is in no table; null if it is gone. */
  #unlisted(cookie: string, holder: Holder): SocketFacts | null {
    const known = this.#known.get(cookie)?.view;
    const expected = known?.state === "LISTEN" ? this.#listener(cookie, holder, known.local) : null;
    if (expected) return expected;
    const view = holder.look();
    if (!view) return null;
    const listener = view.state === "LISTEN" ? this.#listener(cookie, holder, view.local) : null;
    if (listener) return listener;
    const { fd, program, family, type } = holder;
    return { ...NOTHING_QUEUED, ...view, family, type, fd, program };
  }

  #listener(cookie: string, { family }: Holder, local: Endpoint): SocketFacts | null {
    const socket = family === "AF_UNIX" ? null : this.#listing.listener(family, local, cookie);
    return socket && this.#factsOf(socket);
  }
}

function addTo(kinds: SocketKind[], kind: SocketKind): void {
  if (!kinds.includes(kind)) kinds.push(kind);
}
