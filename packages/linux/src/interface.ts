/**
 * Addresses, MTU, state and static neighbours of the current namespace's interfaces, by the requests of
 * netdevice(7) and arp(7). Call these inside `NetworkNamespace.run`.
 */
import { orThrow, SyscallError } from "./errno.ts";
import { IFREQ_SIZE, IFREQ_UNION, writeHardwareAddress, writeInterfaceName } from "./interface-request.ts";
import * as libc from "./libc.ts";
import { encodeSocketAddress, SOCKADDR_IN_SIZE } from "./socket-address.ts";
import { AF_INET, SOCK_CLOEXEC, SOCK_DGRAM } from "./socket-constants.ts";

const SIOCGIFFLAGS = 0x8913;
const SIOCSIFFLAGS = 0x8914;
const SIOCSIFADDR = 0x8916;
const SIOCSIFNETMASK = 0x891c;
const SIOCSIFMTU = 0x8922;
const SIOCSIFHWADDR = 0x8924;
const SIOCGIFINDEX = 0x8933;
const SIOCSARP = 0x8955;
const IFF_UP = 0x1;
const ARPHRD_ETHER = 1;
const ATF_COM = 0x02;
const ATF_PERM = 0x04;

/** `struct arpreq` (linux/if_arp.h): protocol address, hardware address, flags, netmask, device. */
const ARPREQ = { protocolAddress: 0, hardwareAddress: 16, flags: 32, device: 52, size: 68 } as const;

export type InterfaceSettings = {
  /** Existing interface, for example a TAP's name. */
  readonly name: string;
  /** Ethernet address, `02:00:00:00:00:01`. */
  readonly hardwareAddress: string;
  /** IPv4 address, `10.0.0.1`. */
  readonly address: string;
  /** 0 to 32. */
  readonly prefixLength: number;
  /** Largest IP packet, in octets. */
  readonly mtu: number;
};

/** Sets up an Ethernet interface and brings it up. @throws SyscallError naming the request that failed */
export function configureInterface(settings: InterfaceSettings): void {
  const { name, hardwareAddress, address, prefixLength, mtu } = settings;
  withControlSocket((fd) => {
    const hardware = interfaceRequest(name);
    new DataView(hardware.buffer).setUint16(IFREQ_UNION, ARPHRD_ETHER, true);
    writeHardwareAddress(hardware, IFREQ_UNION + 2, hardwareAddress);
    request(fd, SIOCSIFHWADDR, "SIOCSIFHWADDR", hardware, `setting ${name} to ${hardwareAddress}`);
    setAddress(fd, SIOCSIFADDR, "SIOCSIFADDR", name, address);
    setAddress(fd, SIOCSIFNETMASK, "SIOCSIFNETMASK", name, netmask(prefixLength));
    const unit = interfaceRequest(name);
    new DataView(unit.buffer).setInt32(IFREQ_UNION, mtu, true);
    request(fd, SIOCSIFMTU, "SIOCSIFMTU", unit, `setting the MTU of ${name} to ${mtu}`);
    bringUp(fd, name);
  });
}

/** Brings up `lo`, without which a host cannot reach its own addresses. */
export function bringLoopbackUp(): void {
  withControlSocket((fd) => bringUp(fd, "lo"));
}

/** Adds a permanent neighbour, so that nothing sent to `address` waits for ARP. */
export function addNeighbour(interfaceName: string, address: string, hardwareAddress: string): void {
  const neighbour = new Uint8Array(ARPREQ.size);
  const view = new DataView(neighbour.buffer);
  encodeSocketAddress({ family: "AF_INET", address, port: 0 }, neighbour.subarray(ARPREQ.protocolAddress));
  view.setUint16(ARPREQ.hardwareAddress, ARPHRD_ETHER, true);
  writeHardwareAddress(neighbour, ARPREQ.hardwareAddress + 2, hardwareAddress);
  view.setInt32(ARPREQ.flags, ATF_COM | ATF_PERM, true);
  writeInterfaceName(neighbour, ARPREQ.device, interfaceName);
  withControlSocket((fd) =>
    request(fd, SIOCSARP, "SIOCSARP", neighbour, `adding neighbour ${address} on ${interfaceName}`),
  );
}

/** The number by which rtnetlink(7) knows an interface. @throws SyscallError ENODEV */
export function interfaceIndex(name: string): number {
  const bytes = interfaceRequest(name);
  withControlSocket((fd) => request(fd, SIOCGIFINDEX, "SIOCGIFINDEX", bytes, `looking up ${name}`));
  return new DataView(bytes.buffer).getInt32(IFREQ_UNION, true);
}

function withControlSocket(body: (fd: number) => void): void {
  const fd = orThrow(
    libc.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0),
    "socket",
    "configuring an interface",
  );
  try {
    body(fd);
  } finally {
    libc.close(fd);
  }
}

function interfaceRequest(name: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(IFREQ_SIZE));
  writeInterfaceName(bytes, 0, name);
  return bytes;
}

function request(fd: number, number: number, name: string, argument: Uint8Array, attempt: string): void {
  if (libc.ioctl(fd, number, argument) < 0) throw new SyscallError(`ioctl(${name})`, libc.errno(), attempt);
}

function setAddress(fd: number, number: number, requestName: string, name: string, address: string): void {
  const bytes = interfaceRequest(name);
  const field = bytes.subarray(IFREQ_UNION, IFREQ_UNION + SOCKADDR_IN_SIZE);
  encodeSocketAddress({ family: "AF_INET", address, port: 0 }, field);
  request(fd, number, requestName, bytes, `setting ${address} on ${name}`);
}

function bringUp(fd: number, name: string): void {
  const flags = interfaceRequest(name);
  request(fd, SIOCGIFFLAGS, "SIOCGIFFLAGS", flags, `reading the flags of ${name}`);
  const view = new DataView(flags.buffer);
  view.setUint16(IFREQ_UNION, view.getUint16(IFREQ_UNION, true) | IFF_UP, true);
  request(fd, SIOCSIFFLAGS, "SIOCSIFFLAGS", flags, `bringing ${name} up`);
}

function netmask(prefixLength: number): string {
  if (!Number.isInteger(prefixLength) || prefixLength < 0 || prefixLength > 32) {
    throw new RangeError(`An IPv4 prefix length is 0 to 32, not ${prefixLength}.`);
  }
  const octets = [0, 8, 16, 24].map(
    (before) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefixLength - before))),
  );
  return octets.join(".");
}
