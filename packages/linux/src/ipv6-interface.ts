/**
 * IPv6 addresses and static neighbours of the current namespace's interfaces, by rtnetlink(7): the requests of
 * netdevice(7) cannot say that an address needs no duplicate address detection. Call these inside
 * `NetworkNamespace.run`.
 */
import { orThrow, SyscallError } from "./errno.ts";
import { interfaceIndex } from "./interface.ts";
import { writeHardwareAddress } from "./interface-request.ts";
import { parseIpv6 } from "./ip-address.ts";
import * as libc from "./libc.ts";
import {
  messageErrno,
  NLM_F_REQUEST,
  NLMSG_ERROR,
  NLMSG_HEADER_SIZE,
  netlinkMessages,
  writeAttribute,
  writeRequestHeader,
} from "./netlink.ts";
import { InvalidAddressError } from "./socket-address.ts";
import { AF_INET6, AF_NETLINK, MSG_DONTWAIT, SOCK_CLOEXEC, SOCK_RAW } from "./socket-constants.ts";

const NETLINK_ROUTE = 0;
const RTM_NEWADDR = 20;
const RTM_NEWROUTE = 24;
const RTM_NEWNEIGH = 28;
const NLM_F_ACK = 0x4;
const NLM_F_REPLACE = 0x100;
const NLM_F_CREATE = 0x400;
const IFA_ADDRESS = 1;
const IFA_LOCAL = 2;
/** Usable at once: no other host is asked whether it has the address (RFC 4862 §5.4). */
const IFA_F_NODAD = 0x02;
const RTA_DST = 1;
const RTA_OIF = 4;
const RT_TABLE_LOCAL = 255;
const RTPROT_KERNEL = 2;
const RTN_LOCAL = 2;
const NDA_DST = 1;
const NDA_LLADDR = 2;
const NUD_PERMANENT = 0x80;

/** `struct ifaddrmsg` (linux/if_addr.h). */
const ADDRESS_MESSAGE = { family: 0, prefixLength: 1, flags: 2, index: 4, size: 8 } as const;
/** `struct rtmsg` (linux/rtnetlink.h). */
const ROUTE_MESSAGE = { family: 0, prefixLength: 1, table: 4, protocol: 5, type: 7, size: 12 } as const;
/** `struct ndmsg` (linux/neighbour.h). */
const NEIGHBOUR_MESSAGE = { family: 0, index: 4, state: 8, size: 12 } as const;
const ANSWER_SIZE = 4096;

/**
 * Gives an interface an address, of which packets are taken in and sent from now on, and the route to its prefix.
 * @throws SyscallError, InvalidAddressError
 */
export function addIpv6Address(interfaceName: string, address: string, prefixLength: number): void {
  const octets = ipv6Octets(address);
  const index = interfaceIndex(interfaceName);
  const message = new Uint8Array(ADDRESS_MESSAGE.size);
  const view = new DataView(message.buffer);
  view.setUint8(ADDRESS_MESSAGE.family, AF_INET6);
  view.setUint8(ADDRESS_MESSAGE.prefixLength, prefixLength);
  view.setUint8(ADDRESS_MESSAGE.flags, IFA_F_NODAD);
  view.setUint32(ADDRESS_MESSAGE.index, index, true);
  const attributes = [
    { type: IFA_LOCAL, value: octets },
    { type: IFA_ADDRESS, value: octets },
  ];
  request(RTM_NEWADDR, message, attributes, `adding ${address} to ${interfaceName}`);
  addLocalRoute(octets, index, `routing ${address} to ${interfaceName}`);
}

/**
 * The kernel makes this route itself, but only when a worker gets to it (addrconf_dad_work in net/ipv6/addrconf.c);
 * until then it drops what comes for the address.
 */
function addLocalRoute(address: Uint8Array, interfaceNumber: number, attempt: string): void {
  const message = new Uint8Array(ROUTE_MESSAGE.size);
  message[ROUTE_MESSAGE.family] = AF_INET6;
  message[ROUTE_MESSAGE.prefixLength] = 128;
  message[ROUTE_MESSAGE.table] = RT_TABLE_LOCAL;
  message[ROUTE_MESSAGE.protocol] = RTPROT_KERNEL;
  message[ROUTE_MESSAGE.type] = RTN_LOCAL;
  const index = new Uint8Array(4);
  new DataView(index.buffer).setInt32(0, interfaceNumber, true);
  const attributes = [
    { type: RTA_DST, value: address },
    { type: RTA_OIF, value: index },
  ];
  request(RTM_NEWROUTE, message, attributes, attempt);
}

/** Adds a permanent neighbour, so that nothing sent to `address` waits for a neighbour solicitation (RFC 4861). */
export function addIpv6Neighbour(interfaceName: string, address: string, hardwareAddress: string): void {
  const hardware = new Uint8Array(6);
  writeHardwareAddress(hardware, 0, hardwareAddress);
  const message = new Uint8Array(NEIGHBOUR_MESSAGE.size);
  const view = new DataView(message.buffer);
  view.setUint8(NEIGHBOUR_MESSAGE.family, AF_INET6);
  view.setInt32(NEIGHBOUR_MESSAGE.index, interfaceIndex(interfaceName), true);
  view.setUint16(NEIGHBOUR_MESSAGE.state, NUD_PERMANENT, true);
  const attributes = [
    { type: NDA_DST, value: ipv6Octets(address) },
    { type: NDA_LLADDR, value: hardware },
  ];
  request(RTM_NEWNEIGH, message, attributes, `adding neighbour ${address} on ${interfaceName}`);
}

type Attribute = { readonly type: number; readonly value: Uint8Array };

function request(type: number, message: Uint8Array, attributes: readonly Attribute[], attempt: string): void {
  const bytes = new Uint8Array(new ArrayBuffer(256));
  const view = new DataView(bytes.buffer);
  bytes.set(message, NLMSG_HEADER_SIZE);
  let length = NLMSG_HEADER_SIZE + message.length;
  for (const attribute of attributes) length = writeAttribute(bytes, view, length, attribute);
  const flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE;
  writeRequestHeader(view, { length, type, flags, sequence: 1 });
  const errno = exchange(bytes, length, attempt);
  if (errno !== 0) throw new SyscallError("rtnetlink", errno, attempt);
}

/** The errno with which the kernel acknowledges the request; it does so before send(2) returns. */
function exchange(bytes: Uint8Array, length: number, attempt: string): number {
  const fd = orThrow(libc.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), "socket", attempt);
  try {
    orThrow(libc.send(fd, bytes, length, 0), "send", attempt);
    const answer = new Uint8Array(new ArrayBuffer(ANSWER_SIZE));
    const received = orThrow(libc.recv(fd, answer, ANSWER_SIZE, MSG_DONTWAIT), "recv", attempt);
    const view = new DataView(answer.buffer);
    const [acknowledgement] = netlinkMessages(view, received);
    if (acknowledgement?.type !== NLMSG_ERROR)
      throw new RangeError("rtnetlink did not acknowledge a request.");
    return messageErrno(view, acknowledgement);
  } finally {
    libc.close(fd);
  }
}

function ipv6Octets(address: string): Uint8Array {
  const octets = new Uint8Array(new ArrayBuffer(16));
  if (!parseIpv6(address, octets, 0)) throw new InvalidAddressError("IPv6", address);
  return octets;
}
