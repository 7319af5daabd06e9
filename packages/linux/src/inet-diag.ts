/** `struct inet_diag_req_v2` and `inet_diag_msg` with their attributes (linux/inet_diag.h, sock_diag(7)). */
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from "./ip-address.ts";
import { NLMSG_HEADER_SIZE, netlinkAttributes } from "./netlink.ts";
import { InvalidAddressError } from "./socket-address.ts";
import { AF_INET, type AF_INET6 } from "./socket-constants.ts";
import { readTcpInfo, type TcpInfo, type TcpState, tcpStateName } from "./tcp-info.ts";

const INET_DIAG_INFO = 2;
const INET_DIAG_CONG = 4;
const INET_DIAG_SKMEMINFO = 7;
const INET_DIAG_SHUTDOWN = 8;
const RCV_SHUTDOWN = 1;
const SEND_SHUTDOWN = 2;

/** Offsets in `struct inet_diag_req_v2`. */
const REQUEST = { family: 0, protocol: 1, extensions: 2, states: 4, id: 8, size: 56 } as const;
/** Offsets in `struct inet_diag_sockid`. */
const ID = { localPort: 0, remotePort: 2, local: 4, remote: 20, interface: 36, cookie: 40 } as const;
/** Offsets in `struct inet_diag_msg`. */
const MESSAGE = {
  family: 0,
  state: 1,
  timer: 2,
  retries: 3,
  id: 4,
  expires: 52,
  receiveQueue: 56,
  sendQueue: 60,
  uid: 64,
  inode: 68,
  size: 72,
} as const;
const INET_DIAG_NOCOOKIE = 0xffff_ffff;

export const INET_DIAG_REQUEST_SIZE = NLMSG_HEADER_SIZE + REQUEST.size;

export type Endpoint = { readonly address: string; readonly port: number };
export type InetFamily = typeof AF_INET | typeof AF_INET6;

export type SocketTimer =
  | { readonly kind: "none" }
  | {
      /**
       * `retransmit`: RTO, loss probe or SYN-ACK; `keepalive`: also FIN_WAIT2 of a closed socket; `probe`: zero
       * window; `time-wait`: until a TIME_WAIT or a FIN_WAIT2 without descriptor ends.
       */
      readonly kind: "retransmit" | "keepalive" | "time-wait" | "probe" | "unknown";
      readonly remainingMs: number;
      /** Times it has already fired without an answer. */
      readonly retries: number;
    };

/** Octets, as `ss -m` shows them (SK_MEMINFO_*). */
export type SocketMemory = {
  readonly receiveAllocated: number;
  readonly receiveBuffer: number;
  readonly sendAllocated: number;
  readonly sendBuffer: number;
  readonly sendQueued: number;
  /** Packets. */
  readonly drops: number;
};

/** One socket as the kernel has it at the moment of asking. */
export type DiagSocket = {
  /** In decimal; the same as `socketCookie` of its descriptor. */
  readonly cookie: string;
  readonly family: "AF_INET" | "AF_INET6";
  readonly state: TcpState;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** Octets not yet read; of a LISTEN socket, connections not yet accepted. */
  readonly recvQueue: number;
  /** Octets not yet acknowledged; of a LISTEN socket, the backlog. */
  readonly sendQueue: number;
  readonly timer: SocketTimer;
  readonly uid: number;
  /** 0 where no descriptor holds it: SYN_RECV requests, closed and TIME_WAIT sockets. */
  readonly inode: number;
  /** Which directions shutdown(2), close(2) or the peer's FIN have ended. */
  readonly shutdown: { readonly receive: boolean; readonly send: boolean };
  /** Null for SYN_RECV requests, TIME_WAIT and UDP. Of a LISTEN socket it counts its queue, not segments. */
  readonly info: TcpInfo | null;
  readonly memory: SocketMemory | null;
  readonly congestionControl: string | null;
};

export type InetDiagRequest = {
  readonly family: InetFamily;
  readonly protocol: number;
  /** Bits `1 << state`. */
  readonly states: number;
  /** Whether `info`, `memory` and `congestionControl` are wanted. */
  readonly detailed: boolean;
  readonly local?: Endpoint;
  readonly remote?: Endpoint;
};

/** Writes the body of a request after its netlink header. @throws InvalidAddressError */
export function writeInetDiagRequest(bytes: Uint8Array, view: DataView, request: InetDiagRequest): void {
  const at = NLMSG_HEADER_SIZE;
  bytes.fill(0, at, at + REQUEST.size);
  view.setUint8(at + REQUEST.family, request.family);
  view.setUint8(at + REQUEST.protocol, request.protocol);
  view.setUint8(at + REQUEST.extensions, request.detailed ? EXTENSIONS : 0);
  view.setUint32(at + REQUEST.states, request.states, true);
  const id = at + REQUEST.id;
  const { family, local, remote } = request;
  if (local !== undefined) writeEndpoint(bytes, view, family, local, id + ID.local, id + ID.localPort);
  if (remote !== undefined) writeEndpoint(bytes, view, family, remote, id + ID.remote, id + ID.remotePort);
  view.setUint32(id + ID.cookie, INET_DIAG_NOCOOKIE, true);
  view.setUint32(id + ID.cookie + 4, INET_DIAG_NOCOOKIE, true);
}

const EXTENSIONS =
  (1 << (INET_DIAG_INFO - 1)) | (1 << (INET_DIAG_CONG - 1)) | (1 << (INET_DIAG_SKMEMINFO - 1));

function writeEndpoint(
  bytes: Uint8Array,
  view: DataView,
  family: InetFamily,
  endpoint: Endpoint,
  addressAt: number,
  portAt: number,
): void {
  view.setUint16(portAt, endpoint.port);
  const parse = family === AF_INET ? parseIpv4 : parseIpv6;
  if (parse(endpoint.address, bytes, addressAt)) return;
  throw new InvalidAddressError(family === AF_INET ? "IPv4" : "IPv6", endpoint.address);
}

/** Reads one `inet_diag_msg` with its attributes. @throws RangeError where it is not one */
export function readDiagSocket(bytes: Uint8Array, view: DataView, start: number, end: number): DiagSocket {
  if (end - start < MESSAGE.size) {
    throw new RangeError(`inet_diag_msg of ${end - start} octets; expected at least ${MESSAGE.size}.`);
  }
  const number = view.getUint8(start + MESSAGE.state);
  const state = tcpStateName(number);
  if (state === null) throw new RangeError(`sock_diag reported state ${number}, which was not asked for.`);
  const inet4 = view.getUint8(start + MESSAGE.family) === AF_INET;
  const format = inet4 ? formatIpv4 : formatIpv6;
  const id = start + MESSAGE.id;
  return {
    cookie: readCookie(view, id + ID.cookie),
    family: inet4 ? "AF_INET" : "AF_INET6",
    state,
    local: { address: format(bytes, id + ID.local), port: view.getUint16(id + ID.localPort) },
    remote: { address: format(bytes, id + ID.remote), port: view.getUint16(id + ID.remotePort) },
    recvQueue: view.getUint32(start + MESSAGE.receiveQueue, true),
    sendQueue: view.getUint32(start + MESSAGE.sendQueue, true),
    timer: readTimer(view, start),
    uid: view.getUint32(start + MESSAGE.uid, true),
    inode: view.getUint32(start + MESSAGE.inode, true),
    ...readAttributes(bytes, view, start + MESSAGE.size, end),
  };
}

function readCookie(view: DataView, at: number): string {
  const high = view.getUint32(at + 4, true);
  return high === 0 ? String(view.getUint32(at, true)) : String(view.getBigUint64(at, true));
}

/** idiag_timer as net/ipv4/inet_diag.c sets it. */
function readTimer(view: DataView, start: number): SocketTimer {
  const timer = view.getUint8(start + MESSAGE.timer);
  const kind = timerKind(timer);
  if (kind === "none") return { kind };
  return {
    kind,
    remainingMs: view.getUint32(start + MESSAGE.expires, true),
    retries: view.getUint8(start + MESSAGE.retries),
  };
}

function timerKind(timer: number): SocketTimer["kind"] {
  switch (timer) {
    case 0:
      return "none";
    case 1:
      return "retransmit";
    case 2:
      return "keepalive";
    case 3:
      return "time-wait";
    case 4:
      return "probe";
    default:
      return "unknown";
  }
}

type Attributes = Pick<DiagSocket, "shutdown" | "info" | "memory" | "congestionControl">;

function readAttributes(bytes: Uint8Array, view: DataView, start: number, end: number): Attributes {
  let shutdown = 0;
  let info: TcpInfo | null = null;
  let memory: SocketMemory | null = null;
  let congestionControl: string | null = null;
  for (const attribute of netlinkAttributes(view, start, end)) {
    const length = attribute.end - attribute.start;
    if (attribute.type === INET_DIAG_INFO && length > 0) info = readTcpInfo(view, attribute.start, length);
    if (attribute.type === INET_DIAG_SHUTDOWN && length > 0) shutdown = view.getUint8(attribute.start);
    if (attribute.type === INET_DIAG_SKMEMINFO && length >= 36) memory = readMemory(view, attribute.start);
    if (attribute.type === INET_DIAG_CONG) {
      congestionControl = readName(bytes, attribute.start, attribute.end);
    }
  }
  return {
    shutdown: { receive: (shutdown & RCV_SHUTDOWN) !== 0, send: (shutdown & SEND_SHUTDOWN) !== 0 },
    info,
    memory,
    congestionControl,
  };
}

/** Indices of SK_MEMINFO_*, linux/sock_diag.h. */
function readMemory(view: DataView, at: number): SocketMemory {
  const word = (index: number) => view.getUint32(at + index * 4, true);
  return {
    receiveAllocated: word(0),
    receiveBuffer: word(1),
    sendAllocated: word(2),
    sendBuffer: word(3),
    sendQueued: word(5),
    drops: word(8),
  };
}

function readName(bytes: Uint8Array, start: number, end: number): string {
  let name = "";
  for (let at = start; at < end && bytes[at] !== 0; at++) name += String.fromCharCode(bytes[at] ?? 0);
  return name;
}
