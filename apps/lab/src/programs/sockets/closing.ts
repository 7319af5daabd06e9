import {
  close,
  ERRNO,
  getLinger,
  MSG_DONTWAIT,
  MSG_PEEK,
  recv,
  SHUT_RDWR,
  SO_LINGER,
  SOL_SOCKET,
  type SyscallResult,
  setsockopt,
  shutdown,
  type TcpState,
  tcpState,
} from "@wirestage/linux";
import type { Deadline } from "../call-desk.ts";

/** From these a close sends FIN. */
const OPEN: ReadonlySet<TcpState> = new Set(["ESTABLISHED", "CLOSE_WAIT"]);
/** In these a close that lingers waits (sk_stream_closing in net/core/stream.c). */
const CLOSING: ReadonlySet<TcpState> = new Set(["FIN_WAIT1", "CLOSING", "LAST_ACK"]);

const CLOSED: ReadonlySet<TcpState> = new Set(["CLOSE"]);

const WAITS = { ok: false, errno: ERRNO.EAGAIN, code: "EAGAIN" } as const;

/** Seconds that close(2) would wait on this descriptor, whatever O_NONBLOCK says (socket(7), SO_LINGER). */
export function lingerSeconds(fd: number): number {
  const linger = getLinger(fd);
  return linger.ok && linger.value.on ? linger.value.seconds : 0;
}

/** close(2) as the exit of a process does it: it waits for nothing; what is unsent the kernel still sends. */
export function closeAtOnce(fd: number): SyscallResult<number> {
  if (lingerSeconds(fd) > 0) setsockopt(fd, SOL_SOCKET, SO_LINGER, { on: false, seconds: 0 });
  return close(fd);
}

/**
 * close(2) of a descriptor that lingers, without keeping this process in the kernel: what tcp_close (net/ipv4/tcp.c)
 * does before its wait and after it. With unread data it sends RST and waits for nothing.
 * @param release does `closeAtOnce`
 */
export function lingeringClose(
  fd: number,
  seconds: number,
  release: () => SyscallResult<number>,
): { attempt(): SyscallResult<number>; readonly deadline: Deadline<number> } {
  let begun = false;
  const attempt = (): SyscallResult<number> => {
    if (!begun && hasUnread(fd)) return release();
    if (!begun && isIn(OPEN, fd)) shutdown(fd, SHUT_RDWR);
    begun = true;
    return isIn(CLOSING, fd) ? WAITS : release();
  };
  return { attempt, deadline: { ms: seconds * 1000, answer: release } };
}

/** Whether a TCP connection is no more, and what ended it may still be waiting to be told. */
export function isReset(fd: number): boolean {
  return isIn(CLOSED, fd);
}

function isIn(states: ReadonlySet<TcpState>, fd: number): boolean {
  const state = tcpState(fd);
  return state.ok && states.has(state.value);
}

function hasUnread(fd: number): boolean {
  const peeked = recv(fd, new Uint8Array(new ArrayBuffer(1)), MSG_PEEK | MSG_DONTWAIT);
  return peeked.ok && peeked.value > 0;
}
