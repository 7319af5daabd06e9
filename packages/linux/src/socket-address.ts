/** Socket addresses: `struct sockaddr_in`, `sockaddr_in6`, `sockaddr_un` (ip(7), ipv6(7), unix(7)) ⇄ unions. */
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from "./ip-address.ts";
import { AF_INET, AF_INET6, AF_UNIX, AF_UNSPEC } from "./socket-constants.ts";

export type SocketAddress =
  /** Dissolves the association of a connected datagram socket (connect(2)). */
  | { readonly family: "AF_UNSPEC" }
  | { readonly family: "AF_INET"; readonly address: string; readonly port: number }
  | {
      readonly family: "AF_INET6";
      readonly address: string;
      readonly port: number;
      /** Interface index for link-local addresses, otherwise 0. */
      readonly scopeId: number;
    }
  /** An empty path is an unnamed socket; one that starts with NUL is abstract. */
  | { readonly family: "AF_UNIX"; readonly path: string };

/** sizeof(struct sockaddr_storage) */
export const SOCKADDR_STORAGE_SIZE = 128;
export const SOCKADDR_IN_SIZE = 16;
const SOCKADDR_IN6_SIZE = 28;
const SUN_PATH_SIZE = 108;

/** An address that cannot be written as bytes. */
export class InvalidAddressError extends RangeError {
  override readonly name = "InvalidAddressError";
  readonly code = "invalid_address";
  readonly address: string;

  constructor(kind: "IPv4" | "IPv6" | "Ethernet" | "AF_UNIX", address: string) {
    super(`"${address}" is not an ${kind} address.`);
    this.address = address;
  }
}

const scratch = new Uint8Array(SOCKADDR_STORAGE_SIZE);

/** Says before a call whether it could be made. @throws InvalidAddressError, RangeError for a port that is none */
export function requireSocketAddress(address: SocketAddress): void {
  encodeSocketAddress(address, scratch);
}

/** Writes `address` to the start of `into` and returns its length in octets. @throws InvalidAddressError, RangeError for a port */
export function encodeSocketAddress(address: SocketAddress, into: Uint8Array): number {
  const view = viewOf(into);
  switch (address.family) {
    case "AF_UNSPEC":
      view.setUint16(0, AF_UNSPEC, true);
      return 2;
    case "AF_INET":
      into.fill(0, 0, SOCKADDR_IN_SIZE);
      view.setUint16(0, AF_INET, true);
      view.setUint16(2, checkedPort(address.port));
      if (!parseIpv4(address.address, into, 4)) throw new InvalidAddressError("IPv4", address.address);
      return SOCKADDR_IN_SIZE;
    case "AF_INET6":
      into.fill(0, 0, SOCKADDR_IN6_SIZE);
      view.setUint16(0, AF_INET6, true);
      view.setUint16(2, checkedPort(address.port));
      if (!parseIpv6(address.address, into, 8)) throw new InvalidAddressError("IPv6", address.address);
      view.setUint32(24, address.scopeId, true);
      return SOCKADDR_IN6_SIZE;
    case "AF_UNIX":
      return encodeUnix(address.path, into, view);
    default:
      return unreachable(address);
  }
}

/**
 * Reads the first `length` octets of `from`. A length of 0 is `null`: the kernel gave no address, as recvfrom(2)
 * does on a stream.
 */
export function decodeSocketAddress(from: Uint8Array, length: number): SocketAddress | null {
  if (length < 2) return null;
  const view = viewOf(from);
  const family = view.getUint16(0, true);
  switch (family) {
    case AF_UNSPEC:
      return { family: "AF_UNSPEC" };
    case AF_INET:
      return { family: "AF_INET", address: formatIpv4(from, 4), port: view.getUint16(2) };
    case AF_INET6:
      return {
        family: "AF_INET6",
        address: formatIpv6(from, 8),
        port: view.getUint16(2),
        scopeId: view.getUint32(24, true),
      };
    case AF_UNIX:
      return { family: "AF_UNIX", path: decodeUnixPath(from.subarray(2, length)) };
    default:
      throw new RangeError(`Address family ${family} is not one this program opens sockets of.`);
  }
}

function encodeUnix(path: string, into: Uint8Array, view: DataView): number {
  const octets = new TextEncoder().encode(path);
  const terminated = path.startsWith("\0") || path === "" ? octets.length : octets.length + 1;
  if (terminated > SUN_PATH_SIZE) throw new InvalidAddressError("AF_UNIX", path);
  into.fill(0, 0, 2 + terminated);
  view.setUint16(0, AF_UNIX, true);
  into.set(octets, 2);
  return 2 + terminated;
}

/** `sun_path` without what ends it (unix(7)). */
export function decodeUnixPath(octets: Uint8Array): string {
  const abstract = octets[0] === 0;
  const end = octets.indexOf(0);
  return new TextDecoder().decode(abstract || end < 0 ? octets : octets.subarray(0, end));
}

function checkedPort(port: number): number {
  if (Number.isInteger(port) && port >= 0 && port <= 0xffff) return port;
  throw new RangeError(`A port is a whole number from 0 to 65535, not ${port}.`);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function unreachable(address: never): never {
  throw new Error(`Unhandled address ${JSON.stringify(address)}`);
}
