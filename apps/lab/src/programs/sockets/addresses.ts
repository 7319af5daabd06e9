import { requireSocketAddress, type SocketAddress } from "@wirestage/linux";
import type { Address, Family } from "@wirestage/programs";
import type { HostDirectory } from "../host-directory.ts";

/** What the two names stand for that no resolver is needed for, as in Python's socket module. */
const NAMES: Readonly<Record<"AF_INET" | "AF_INET6", { readonly any: string; readonly loopback: string }>> = {
  AF_INET: { any: "0.0.0.0", loopback: "127.0.0.1" },
  AF_INET6: { any: "::", loopback: "::1" },
};

/** The address has the form of another family, or lies where programs of a lab may not go. */
export class AddressError extends TypeError {
  override readonly name = "AddressError";
}

/** Not yet known to be one: see `requireSocketAddress`. */
export function inetAddress(family: "AF_INET" | "AF_INET6", host: string, port: number): SocketAddress {
  const { any, loopback } = NAMES[family];
  const address = host === "" ? any : host === "localhost" ? loopback : host;
  return family === "AF_INET" ? { family, address, port } : { family, address, port, scopeId: 0 };
}

function unix(path: string, directory: HostDirectory): SocketAddress {
  const file = directory.resolve(path);
  if (file !== null) return { family: "AF_UNIX", path: file };
  throw new AddressError(`AF_UNIX sockets of this host lie in ${directory.file("")}; "${path}" does not.`);
}

/**
 * The address that the kernel is given. As in Python, what is no address is no call.
 * @throws AddressError, InvalidAddressError, RangeError for a port
 */
export function socketAddress(family: Family, address: Address, directory: HostDirectory): SocketAddress {
  const given = inForm(family, address, directory);
  requireSocketAddress(given);
  return given;
}

function inForm(family: Family, address: Address, directory: HostDirectory): SocketAddress {
  if (family === "AF_UNIX") {
    if (typeof address === "string") return unix(address, directory);
    throw new AddressError("An address of AF_UNIX is a path.");
  }
  if (typeof address !== "string") return inetAddress(family, ...address);
  throw new AddressError(`An address of ${family} is a host and a port.`);
}

/** As `getsockname` and its like answer; a stream's peer that has no address is null. */
export function programAddress(address: SocketAddress): Address {
  switch (address.family) {
    case "AF_INET":
    case "AF_INET6":
      return [address.address, address.port];
    case "AF_UNIX":
      return address.path;
    case "AF_UNSPEC":
      return "";
    default:
      return address satisfies never;
  }
}
