import {
  AF_INET,
  AF_INET6,
  ALL_STATES,
  CONNECTION_STATES,
  type DiagSocket,
  IPPROTO_TCP,
  IPPROTO_UDP,
  type SockDiag,
  SyscallError,
  type UnixDiagSocket,
} from "@wirestage/linux";
import type { Endpoint, TcpInfo } from "@wirestage/trace";
import { type SocketKind, type SocketView, WILDCARDS } from "./socket-kind.ts";

/** What is asked of a host's kernel. */
export type Diagnosis = Pick<SockDiag, "dump" | "dumpUnix" | "one">;

/** A socket as the kernel lists it, whoever holds it. */
export interface ListedSocket extends Omit<SocketView, "socket" | "host" | "fd" | "program" | "remote"> {
  /** Null where the socket has a peer of which sock_diag does not tell the address. */
  readonly remote: Endpoint | null;
  readonly cookie: string;
  /** 0 where no descriptor holds it. */
  readonly inode: number;
  /** AF_UNIX: inode of the socket at the other end, 0 where that has none; null without a peer. */
  readonly peerInode: number | null;
}

const PROTOCOLS = {
  tcp: { family: AF_INET, protocol: IPPROTO_TCP, type: "SOCK_STREAM" },
  tcp6: { family: AF_INET6, protocol: IPPROTO_TCP, type: "SOCK_STREAM" },
  udp: { family: AF_INET, protocol: IPPROTO_UDP, type: "SOCK_DGRAM" },
  udp6: { family: AF_INET6, protocol: IPPROTO_UDP, type: "SOCK_DGRAM" },
} as const;

/** Asks one host's kernel for its sockets, a kind at a time. */
export class SocketListing {
  readonly #diag: Diagnosis;
  /** Kinds that this kernel cannot list (CONFIG_INET_UDP_DIAG, CONFIG_UNIX_DIAG); TCP is required by the probe. */
  readonly #unknown = new Set<SocketKind>();

  constructor(diag: Diagnosis) {
    this.#diag = diag;
  }

  /** @param listeners whether to list TCP sockets in LISTEN too, whose table is dear to walk */
  list(kind: SocketKind, listeners: boolean): readonly ListedSocket[] {
    if (this.#unknown.has(kind)) return NONE;
    try {
      return kind === "unix" ? withPeers(this.#diag.dumpUnix()) : this.#listInet(kind, listeners);
    } catch (error) {
      if (!(error instanceof SyscallError && error.code === "ENOENT")) throw error;
      this.#unknown.add(kind);
      return NONE;
    }
  }

  /** The TCP socket of this cookie that listens there. */
  listener(family: "AF_INET" | "AF_INET6", local: Endpoint, cookie: string): ListedSocket | null {
    const kind = family === "AF_INET" ? "tcp" : "tcp6";
    const request = { ...PROTOCOLS[kind], local, remote: WILDCARDS[family] };
    const one = this.#diag.one(request);
    if (one?.cookie === cookie) return listed(one, "SOCK_STREAM");
    // Several may share the port (SO_REUSEPORT, or one of each family), and the kernel chooses which it answers with.
    return this.#listInet(kind, true).find((each) => each.cookie === cookie) ?? null;
  }

  #listInet(kind: keyof typeof PROTOCOLS, listeners: boolean): readonly ListedSocket[] {
    const { family, protocol, type } = PROTOCOLS[kind];
    const detailed = type === "SOCK_STREAM";
    const states = listeners || !detailed ? ALL_STATES : CONNECTION_STATES;
    return this.#diag.dump({ family, protocol, states, detailed }).map((diag) => listed(diag, type));
  }
}

const NONE: readonly ListedSocket[] = [];

function listed(diag: DiagSocket, type: ListedSocket["type"]): ListedSocket {
  return {
    cookie: diag.cookie,
    inode: diag.inode,
    peerInode: null,
    family: diag.family,
    type,
    state: diag.state,
    local: diag.local,
    remote: diag.remote,
    queues: { receive: diag.recvQueue, send: diag.sendQueue },
    timer: timerOf(diag),
    info: infoOf(diag),
  };
}

/** On a LISTEN socket the fields of tcp_info mean other things (tcp_get_info in net/ipv4/tcp.c); its queues tell them. */
function infoOf(diag: DiagSocket): TcpInfo | null {
  const { info } = diag;
  if (!info || diag.state === "LISTEN") return null;
  return {
    rtoUs: info.rtoUs,
    rttUs: info.rttUs,
    rttVarUs: info.rttvarUs,
    cwnd: info.sndCwnd,
    ssthresh: info.sndSsthresh,
    sndMss: info.sndMss,
    unacked: info.unacked,
    retransmits: info.retransmits,
    totalRetransmits: info.totalRetrans,
  };
}

function timerOf(diag: DiagSocket): SocketView["timer"] {
  const { timer } = diag;
  if (timer.kind === "none") return null;
  const kind = timer.kind === "unknown" ? "other" : timer.kind;
  return { kind, remainingMs: timer.remainingMs, retries: timer.retries };
}

/** The kernel names a peer by its inode; what a program sees is the path to which the peer is bound. */
function withPeers(sockets: readonly UnixDiagSocket[]): readonly ListedSocket[] {
  const byInode = new Map(sockets.map((socket) => [socket.inode, socket]));
  return sockets.flatMap((socket) => {
    const { cookie, inode, peerInode, type, state } = socket;
    if (type === "SOCK_SEQPACKET") return [];
    const peer = peerInode ? byInode.get(peerInode) : undefined;
    const unnamed = peerInode === null ? WILDCARDS.AF_UNIX : null;
    return {
      cookie,
      inode,
      peerInode,
      family: "AF_UNIX",
      type,
      state,
      local: { address: socket.path, port: 0 },
      remote: peer ? { address: peer.path, port: 0 } : unnamed,
      queues: { receive: socket.recvQueue, send: socket.sendQueue },
      timer: null,
      info: null,
    };
  });
}
