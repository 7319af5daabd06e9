/** Socket options (setsockopt(2), socket(7), tcp(7)) and what the kernel tells of one descriptor. */
import { ERRNO, failure, resultOf, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";
import { IPPROTO_TCP, SO_COOKIE, SO_LINGER, SOL_SOCKET, TCP_INFO } from "./socket-constants.ts";
import { readTcpInfo, type TcpInfo, type TcpState, tcpStateName } from "./tcp-info.ts";

/** `struct linger`: with `on`, close waits up to `seconds` for the data to be acknowledged; 0 sends RST. */
export type Linger = { readonly on: boolean; readonly seconds: number };

const value = new Uint8Array(new ArrayBuffer(512));
const view = new DataView(value.buffer);
const valueLength = new Uint8Array(new ArrayBuffer(4));
const valueLengthView = new DataView(valueLength.buffer);

/** setsockopt(2): a number is an int, a text is a name as TCP_CONGESTION takes. */
export function setsockopt(
  fd: number,
  level: number,
  option: number,
  to: number | string | Linger,
): SyscallResult<number> {
  if (typeof to === "string") {
    const name = new TextEncoder().encode(to);
    return resultOf(libc.setsockopt(fd, level, option, name, name.length));
  }
  if (typeof to === "number") {
    view.setInt32(0, to, true);
    return resultOf(libc.setsockopt(fd, level, option, value, 4));
  }
  view.setInt32(0, to.on ? 1 : 0, true);
  view.setInt32(4, to.seconds, true);
  return resultOf(libc.setsockopt(fd, level, option, value, 8));
}

/** getsockopt(2) for options that are an int; SO_ERROR is an errno, and asking clears it. */
export function getsockopt(fd: number, level: number, option: number): SyscallResult<number> {
  const length = query(fd, level, option, 4);
  return length < 0 ? failure(libc.errno()) : { ok: true, value: view.getInt32(0, true) };
}

/** getsockopt(2) for options that are a name, as TCP_CONGESTION. */
export function getsockoptText(fd: number, level: number, option: number): SyscallResult<string> {
  const length = query(fd, level, option, value.length);
  if (length < 0) return failure(libc.errno());
  const text = new TextDecoder().decode(value.subarray(0, length));
  return { ok: true, value: text.split("\0", 1).join("") };
}

/** SO_LINGER */
export function getLinger(fd: number): SyscallResult<Linger> {
  if (query(fd, SOL_SOCKET, SO_LINGER, 8) < 0) return failure(libc.errno());
  return { ok: true, value: { on: view.getInt32(0, true) !== 0, seconds: view.getInt32(4, true) } };
}

/**
 * SO_COOKIE in decimal: names a socket in its namespace for as long as the machine runs, never reused, and the
 * same that sock_diag reports, from the SYN_RECV request to the TIME_WAIT that outlives the descriptor.
 */
export function socketCookie(fd: number): SyscallResult<string> {
  if (query(fd, SOL_SOCKET, SO_COOKIE, 8) < 0) return failure(libc.errno());
  return { ok: true, value: view.getBigUint64(0, true).toString() };
}

/** TCP_INFO, the kernel's own account of a connection. */
export function tcpInfo(fd: number): SyscallResult<TcpInfo> {
  const length = query(fd, IPPROTO_TCP, TCP_INFO, value.length);
  if (length < 0) return failure(libc.errno());
  return { ok: true, value: readTcpInfo(view, 0, length) };
}

/** The state of a TCP socket, from TCP_INFO. */
export function tcpState(fd: number): SyscallResult<TcpState> {
  if (query(fd, IPPROTO_TCP, TCP_INFO, 1) < 0) return failure(libc.errno());
  const state = tcpStateName(view.getUint8(0));
  return state === null ? failure(ERRNO.EPROTO) : { ok: true, value: state };
}

/** The length of what came, or negative. */
function query(fd: number, level: number, option: number, capacity: number): number {
  valueLengthView.setUint32(0, capacity, true);
  if (libc.getsockopt(fd, level, option, value, valueLength) < 0) return -1;
  return valueLengthView.getUint32(0, true);
}
