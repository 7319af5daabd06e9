import {
  ADDRESS_FAMILIES,
  IP_OPTIONS,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_OPTIONS,
  MESSAGE_FLAGS,
  SOCKET_OPTIONS,
  SOCKET_TYPES,
  SOL_SOCKET,
  TCP_OPTIONS,
} from "@wirestage/linux";
import type { Family, Level, MessageFlag, SocketOption, SocketType } from "@wirestage/programs";

/** The kernel's numbers for what programs name (socket(2), socket(7), tcp(7), ip(7), ipv6(7), recv(2)). */
export const FAMILIES: Readonly<Record<Family, number>> = ADDRESS_FAMILIES;
export const TYPES: Readonly<Record<SocketType, number>> = SOCKET_TYPES;
export const LEVELS: Readonly<Record<Level, number>> = { SOL_SOCKET, IPPROTO_TCP, IPPROTO_IP, IPPROTO_IPV6 };
export const OPTIONS: Readonly<Record<SocketOption, number>> = {
  ...SOCKET_OPTIONS,
  ...TCP_OPTIONS,
  ...IP_OPTIONS,
  ...IPV6_OPTIONS,
};
export const FLAGS: Readonly<Record<MessageFlag, number>> = MESSAGE_FLAGS;

/** All flags as the one number that recv(2) takes. */
export function flagsOf(names: readonly MessageFlag[]): number {
  return names.reduce((flags, name) => flags | FLAGS[name], 0);
}
