import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  IP_OPTIONS,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPV6_OPTIONS,
  MSG_DONTWAIT,
  MSG_OOB,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SOCK_DGRAM,
  SOCK_STREAM,
  SOCKET_OPTIONS,
  SOL_SOCKET,
  TCP_OPTIONS,
} from "@wirestage/linux";
import type { Family, How, Level, MessageFlag, SocketOption, SocketType } from "@wirestage/programs";

type Numbers<N extends string> = Readonly<Record<N, number>>;

/** The kernel's numbers for what programs name (socket(2), socket(7), tcp(7), ip(7), ipv6(7), recv(2), shutdown(2)). */
export const FAMILIES: Numbers<Family> = { AF_INET, AF_INET6, AF_UNIX };
export const TYPES: Numbers<SocketType> = { SOCK_STREAM, SOCK_DGRAM };
export const LEVELS: Numbers<Level> = { SOL_SOCKET, IPPROTO_TCP, IPPROTO_IP, IPPROTO_IPV6 };
export const FLAGS: Numbers<MessageFlag> = { MSG_PEEK, MSG_DONTWAIT, MSG_WAITALL, MSG_TRUNC, MSG_OOB };
export const HOWS: Numbers<How> = { SHUT_RD, SHUT_WR, SHUT_RDWR };
export const OPTIONS: Numbers<SocketOption> = {
  ...SOCKET_OPTIONS,
  ...TCP_OPTIONS,
  ...IP_OPTIONS,
  ...IPV6_OPTIONS,
};

/** Whose option it is. */
export const OPTION_LEVELS: Readonly<Record<SocketOption, Level>> = {
  SO_REUSEADDR: "SOL_SOCKET",
  SO_REUSEPORT: "SOL_SOCKET",
  SO_BROADCAST: "SOL_SOCKET",
  SO_KEEPALIVE: "SOL_SOCKET",
  SO_LINGER: "SOL_SOCKET",
  SO_RCVBUF: "SOL_SOCKET",
  SO_SNDBUF: "SOL_SOCKET",
  SO_ERROR: "SOL_SOCKET",
  SO_TYPE: "SOL_SOCKET",
  SO_ACCEPTCONN: "SOL_SOCKET",
  TCP_NODELAY: "IPPROTO_TCP",
  TCP_CORK: "IPPROTO_TCP",
  TCP_QUICKACK: "IPPROTO_TCP",
  TCP_MAXSEG: "IPPROTO_TCP",
  TCP_KEEPIDLE: "IPPROTO_TCP",
  TCP_KEEPINTVL: "IPPROTO_TCP",
  TCP_KEEPCNT: "IPPROTO_TCP",
  TCP_USER_TIMEOUT: "IPPROTO_TCP",
  TCP_DEFER_ACCEPT: "IPPROTO_TCP",
  IP_TTL: "IPPROTO_IP",
  IPV6_V6ONLY: "IPPROTO_IPV6",
};

export function namesOf<N extends string>(table: Readonly<Record<N, unknown>>): N[] {
  return Object.keys(table).filter((name): name is N => name in table);
}

/** All flags as the one number that recv(2) takes. */
export function flagsOf(names: readonly MessageFlag[]): number {
  return names.reduce((flags, name) => flags | FLAGS[name], 0);
}
