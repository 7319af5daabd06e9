/**
 * The BSD socket calls on raw descriptors, by their man-page names. Every socket is O_NONBLOCK and O_CLOEXEC
 * and belongs to the network namespace in which it was made. Each call answers a result, never an exception;
 * only an address that is not one throws (`InvalidAddressError`).
 */
import { failure, resultOf, type SyscallResult } from "./errno.ts";
import * as libc from "./libc.ts";
import {
  decodeSocketAddress,
  encodeSocketAddress,
  SOCKADDR_STORAGE_SIZE,
  type SocketAddress,
} from "./socket-address.ts";
import { SOCK_CLOEXEC, SOCK_NONBLOCK } from "./socket-constants.ts";

/** Calls are synchronous, so one address and its length serve them all. */
const address = new Uint8Array(new ArrayBuffer(SOCKADDR_STORAGE_SIZE));
const addressLength = new Uint8Array(new ArrayBuffer(4));
const addressLengthView = new DataView(addressLength.buffer);

export type Accepted = { readonly fd: number; readonly address: SocketAddress };
export type Received = {
  /** Octets received; with MSG_TRUNC, the length of the datagram even if it did not fit. */
  readonly length: number;
  /** Where it came from; null on a stream. */
  readonly address: SocketAddress | null;
};

/** socket(2): the new descriptor. */
export function socket(family: number, type: number, protocol = 0): SyscallResult<number> {
  return resultOf(libc.socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol));
}

/** bind(2) */
export function bind(fd: number, local: SocketAddress): SyscallResult<number> {
  return resultOf(libc.bindTo(fd, address, encodeSocketAddress(local, address)));
}

/** listen(2) */
export function listen(fd: number, backlog: number): SyscallResult<number> {
  return resultOf(libc.listen(fd, backlog));
}

/** accept4(2): EAGAIN while no connection waits. */
export function accept4(fd: number): SyscallResult<Accepted> {
  resetAddressLength();
  const accepted = libc.accept4(fd, address, addressLength, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (accepted < 0) return failure(libc.errno());
  return { ok: true, value: { fd: accepted, address: takeAddress() ?? { family: "AF_UNSPEC" } } };
}

/** connect(2): EINPROGRESS on a stream; then writable, and SO_ERROR tells how it went. */
export function connect(fd: number, remote: SocketAddress): SyscallResult<number> {
  return resultOf(libc.connect(fd, address, encodeSocketAddress(remote, address)));
}

/** recv(2): octets received, 0 at the end of a stream, EAGAIN while there is nothing. */
export function recv(fd: number, into: Uint8Array, flags = 0): SyscallResult<number> {
  return resultOf(libc.recv(fd, into, into.length, flags));
}

/** send(2): octets taken, which may be fewer than given; EAGAIN when none fit. */
export function send(fd: number, from: Uint8Array, flags = 0): SyscallResult<number> {
  return resultOf(libc.send(fd, from, from.length, flags));
}

/** recvfrom(2) */
export function recvfrom(fd: number, into: Uint8Array, flags = 0): SyscallResult<Received> {
  resetAddressLength();
  const length = libc.recvfrom(fd, into, into.length, flags, address, addressLength);
  if (length < 0) return failure(libc.errno());
  return { ok: true, value: { length, address: takeAddress() } };
}

/** sendto(2) */
export function sendto(
  fd: number,
  from: Uint8Array,
  remote: SocketAddress,
  flags = 0,
): SyscallResult<number> {
  const length = encodeSocketAddress(remote, address);
  return resultOf(libc.sendto(fd, from, from.length, flags, address, length));
}

/** shutdown(2) with SHUT_RD, SHUT_WR or SHUT_RDWR */
export function shutdown(fd: number, how: number): SyscallResult<number> {
  return resultOf(libc.shutdown(fd, how));
}

/** getsockname(2) */
export function getsockname(fd: number): SyscallResult<SocketAddress> {
  resetAddressLength();
  if (libc.getsockname(fd, address, addressLength) < 0) return failure(libc.errno());
  return { ok: true, value: takeAddress() ?? { family: "AF_UNSPEC" } };
}

/** getpeername(2): ENOTCONN before a connection and after a reset. */
export function getpeername(fd: number): SyscallResult<SocketAddress> {
  resetAddressLength();
  if (libc.getpeername(fd, address, addressLength) < 0) return failure(libc.errno());
  return { ok: true, value: takeAddress() ?? { family: "AF_UNSPEC" } };
}

/** unlink(2): what an AF_UNIX socket leaves behind is a file; ENOENT where there is none. */
export function unlink(path: string): SyscallResult<number> {
  return resultOf(libc.unlink(path));
}

function resetAddressLength(): void {
  addressLengthView.setUint32(0, SOCKADDR_STORAGE_SIZE, true);
}

function takeAddress(): SocketAddress | null {
  return decodeSocketAddress(address, addressLengthView.getUint32(0, true));
}
