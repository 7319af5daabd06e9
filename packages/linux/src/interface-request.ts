/** `struct ifreq` (linux/if.h): 16 octets of interface name, then a union of 24. */
import { InvalidAddressError } from "./socket-address.ts";

const IFNAMSIZ = 16;
export const IFREQ_SIZE = 40;
export const IFREQ_UNION = 16;

const NAME = /^[A-Za-z0-9_.-]{1,15}$/;
const HARDWARE_ADDRESS = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i;

export function writeInterfaceName(into: Uint8Array, offset: number, name: string): void {
  if (!NAME.test(name)) {
    throw new RangeError(
      `"${name}" cannot name a network interface: use 1 to 15 letters, digits, ".", "_", "-".`,
    );
  }
  new TextEncoder().encodeInto(name, into.subarray(offset, offset + IFNAMSIZ));
}

/** Six octets of an Ethernet address written `02:00:00:00:00:01`. */
export function writeHardwareAddress(into: Uint8Array, offset: number, text: string): void {
  if (!HARDWARE_ADDRESS.test(text)) throw new InvalidAddressError("Ethernet", text);
  for (let octet = 0; octet < 6; octet++) {
    into[offset + octet] = Number.parseInt(text.slice(octet * 3, octet * 3 + 2), 16);
  }
}
