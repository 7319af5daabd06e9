/** `struct unix_diag_req` and `unix_diag_msg` with their attributes (linux/unix_diag.h, sock_diag(7)). */
import { NLMSG_HEADER_SIZE, netlinkAttributes } from "./netlink.ts";
import { decodeUnixPath } from "./socket-address.ts";
import { AF_UNIX, nameOf, SOCKET_TYPES } from "./socket-constants.ts";
import { type TcpState, tcpStateName } from "./tcp-info.ts";

const UNIX_DIAG_NAME = 0;
const UNIX_DIAG_PEER = 2;
const UNIX_DIAG_RQLEN = 4;
const UDIAG_SHOW_NAME = 0x01;
const UDIAG_SHOW_PEER = 0x04;
const UDIAG_SHOW_RQLEN = 0x10;
const SHOW = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN;

/** Offsets in `struct unix_diag_req`. */
const REQUEST = { family: 0, states: 4, show: 12, cookie: 16, size: 24 } as const;
/** Offsets in `struct unix_diag_msg`. */
const MESSAGE = { type: 1, state: 2, inode: 4, cookie: 8, size: 16 } as const;

export const UNIX_DIAG_REQUEST_SIZE = NLMSG_HEADER_SIZE + REQUEST.size;

/** One AF_UNIX socket as the kernel has it at the moment of asking. */
export type UnixDiagSocket = {
  /** In decimal; the same as `socketCookie` of its descriptor. */
  readonly cookie: string;
  readonly type: "SOCK_STREAM" | "SOCK_DGRAM" | "SOCK_SEQPACKET";
  /** CLOSE, LISTEN or ESTABLISHED; also a datagram socket that is connected, or was connected to, is ESTABLISHED. */
  readonly state: TcpState;
  /** Path it is bound to, or an abstract name, which starts with NUL; empty while it has none. */
  readonly path: string;
  /** 0 where no descriptor holds it: the end of a connection that waits to be accepted. */
  readonly inode: number;
  /** Inode of the socket at the other end: 0 while that is not accepted or once it is closed; null without a peer. */
  readonly peerInode: number | null;
  /** Octets not yet read, of a datagram socket those of its first datagram; of a LISTEN socket, connections. */
  readonly recvQueue: number;
  /** Memory of what the other end has not yet read, in octets; of a LISTEN socket, the backlog. */
  readonly sendQueue: number;
};

/** Writes the body of a request after its netlink header. @param states bits `1 << state` */
export function writeUnixDiagRequest(bytes: Uint8Array, view: DataView, states: number): void {
  const at = NLMSG_HEADER_SIZE;
  bytes.fill(0, at, at + REQUEST.size);
  view.setUint8(at + REQUEST.family, AF_UNIX);
  view.setUint32(at + REQUEST.states, states, true);
  view.setUint32(at + REQUEST.show, SHOW, true);
  view.setInt32(at + REQUEST.cookie, -1, true);
  view.setInt32(at + REQUEST.cookie + 4, -1, true);
}

/** Reads one `unix_diag_msg` with its attributes. @throws RangeError where it is not one */
export function readUnixDiagSocket(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
): UnixDiagSocket {
  if (end - start < MESSAGE.size) {
    throw new RangeError(`unix_diag_msg of ${end - start} octets; expected at least ${MESSAGE.size}.`);
  }
  const type = nameOf(SOCKET_TYPES, view.getUint8(start + MESSAGE.type));
  const state = tcpStateName(view.getUint8(start + MESSAGE.state));
  if (type === null || type === "SOCK_RAW" || state === null) {
    throw new RangeError("unix_diag reported a socket of a type or state that AF_UNIX does not have.");
  }
  return {
    cookie: String(view.getBigUint64(start + MESSAGE.cookie, true)),
    type,
    state,
    inode: view.getUint32(start + MESSAGE.inode, true),
    ...readAttributes(bytes, view, start + MESSAGE.size, end),
  };
}

type Attributes = Pick<UnixDiagSocket, "path" | "peerInode" | "recvQueue" | "sendQueue">;

function readAttributes(bytes: Uint8Array, view: DataView, start: number, end: number): Attributes {
  let path = "";
  let peerInode: number | null = null;
  let recvQueue = 0;
  let sendQueue = 0;
  for (const attribute of netlinkAttributes(view, start, end)) {
    const length = attribute.end - attribute.start;
    if (attribute.type === UNIX_DIAG_NAME)
      path = decodeUnixPath(bytes.subarray(attribute.start, attribute.end));
    if (attribute.type === UNIX_DIAG_PEER && length >= 4) peerInode = view.getUint32(attribute.start, true);
    if (attribute.type === UNIX_DIAG_RQLEN && length >= 8) {
      recvQueue = view.getUint32(attribute.start, true);
      sendQueue = view.getUint32(attribute.start + 4, true);
    }
  }
  return { path, peerInode, recvQueue, sendQueue };
}
