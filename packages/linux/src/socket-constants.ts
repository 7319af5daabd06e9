/**
 * Numbers of the socket interface by the names of socket(2), socket(7), ip(7), ipv6(7), tcp(7) and recv(2), and back.
 * Values: asm-generic/socket.h, linux/in.h, linux/in6.h, linux/tcp.h; x86-64 and arm64 share them.
 */

export const ADDRESS_FAMILIES = {
  AF_UNSPEC: 0,
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  AF_NETLINK: 16,
} as const;
export const { AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK } = ADDRESS_FAMILIES;

export const SOCKET_TYPES = { SOCK_STREAM: 1, SOCK_DGRAM: 2, SOCK_RAW: 3, SOCK_SEQPACKET: 5 } as const;
export const { SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET } = SOCKET_TYPES;

export const SOCKET_FLAGS = { SOCK_NONBLOCK: 0o4000, SOCK_CLOEXEC: 0o2000000 } as const;
export const { SOCK_NONBLOCK, SOCK_CLOEXEC } = SOCKET_FLAGS;

export const PROTOCOLS = {
  IPPROTO_IP: 0,
  IPPROTO_ICMP: 1,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  IPPROTO_ICMPV6: 58,
} as const;
export const { IPPROTO_IP, IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, IPPROTO_ICMPV6 } = PROTOCOLS;

export const SHUTDOWN_HOW = { SHUT_RD: 0, SHUT_WR: 1, SHUT_RDWR: 2 } as const;
export const { SHUT_RD, SHUT_WR, SHUT_RDWR } = SHUTDOWN_HOW;

export const MESSAGE_FLAGS = {
  MSG_OOB: 0x1,
  MSG_PEEK: 0x2,
  MSG_DONTROUTE: 0x4,
  MSG_TRUNC: 0x20,
  MSG_DONTWAIT: 0x40,
  MSG_EOR: 0x80,
  MSG_WAITALL: 0x100,
  MSG_CONFIRM: 0x800,
  MSG_ERRQUEUE: 0x2000,
  MSG_NOSIGNAL: 0x4000,
  MSG_MORE: 0x8000,
} as const;
export const { MSG_OOB, MSG_PEEK, MSG_TRUNC, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL, MSG_MORE } =
  MESSAGE_FLAGS;

export const SOL_SOCKET = 1;

/** Options of level SOL_SOCKET. */
export const SOCKET_OPTIONS = {
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_OOBINLINE: 10,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  SO_RCVLOWAT: 18,
  SO_ACCEPTCONN: 30,
  SO_PROTOCOL: 38,
  SO_DOMAIN: 39,
  SO_COOKIE: 57,
} as const;
export const {
  SO_REUSEADDR,
  SO_TYPE,
  SO_ERROR,
  SO_BROADCAST,
  SO_SNDBUF,
  SO_RCVBUF,
  SO_KEEPALIVE,
  SO_OOBINLINE,
  SO_LINGER,
  SO_REUSEPORT,
  SO_RCVLOWAT,
  SO_ACCEPTCONN,
  SO_PROTOCOL,
  SO_DOMAIN,
  SO_COOKIE,
} = SOCKET_OPTIONS;

/** Options of level IPPROTO_TCP. */
export const TCP_OPTIONS = {
  TCP_NODELAY: 1,
  TCP_MAXSEG: 2,
  TCP_CORK: 3,
  TCP_KEEPIDLE: 4,
  TCP_KEEPINTVL: 5,
  TCP_KEEPCNT: 6,
  TCP_SYNCNT: 7,
  TCP_LINGER2: 8,
  TCP_DEFER_ACCEPT: 9,
  TCP_WINDOW_CLAMP: 10,
  TCP_INFO: 11,
  TCP_QUICKACK: 12,
  TCP_CONGESTION: 13,
  TCP_USER_TIMEOUT: 18,
  TCP_FASTOPEN: 23,
  TCP_NOTSENT_LOWAT: 25,
} as const;
export const {
  TCP_NODELAY,
  TCP_MAXSEG,
  TCP_CORK,
  TCP_KEEPIDLE,
  TCP_KEEPINTVL,
  TCP_KEEPCNT,
  TCP_SYNCNT,
  TCP_LINGER2,
  TCP_DEFER_ACCEPT,
  TCP_WINDOW_CLAMP,
  TCP_INFO,
  TCP_QUICKACK,
  TCP_CONGESTION,
  TCP_USER_TIMEOUT,
  TCP_FASTOPEN,
  TCP_NOTSENT_LOWAT,
} = TCP_OPTIONS;

/** Options of level IPPROTO_IP. */
export const IP_OPTIONS = { IP_TOS: 1, IP_TTL: 2, IP_MTU_DISCOVER: 10, IP_RECVERR: 11, IP_MTU: 14 } as const;
export const { IP_TOS, IP_TTL, IP_MTU_DISCOVER, IP_RECVERR, IP_MTU } = IP_OPTIONS;

/** Options of level IPPROTO_IPV6 (ipv6(7), linux/in6.h). */
export const IPV6_OPTIONS = {
  IPV6_UNICAST_HOPS: 16,
  IPV6_MTU_DISCOVER: 23,
  IPV6_MTU: 24,
  IPV6_RECVERR: 25,
  IPV6_V6ONLY: 26,
  IPV6_TCLASS: 67,
} as const;
export const { IPV6_UNICAST_HOPS, IPV6_MTU_DISCOVER, IPV6_MTU, IPV6_RECVERR, IPV6_V6ONLY, IPV6_TCLASS } =
  IPV6_OPTIONS;

type Table = Readonly<Record<string, number>>;

/** Names of one table by their number, for display: `nameOf(ADDRESS_FAMILIES, 2)` is `AF_INET`. */
export function nameOf<T extends Table>(table: T, value: number): Extract<keyof T, string> | null {
  for (const name in table) if (table[name] === value) return name;
  return null;
}

/** Flags as C spells them: `MSG_PEEK|MSG_DONTWAIT`; bits without a name in hexadecimal, no bits as `0`. */
export function flagNames(table: Table, flags: number): string {
  let rest = flags;
  const names: string[] = [];
  for (const [name, bit] of Object.entries(table)) {
    if ((flags & bit) !== bit) continue;
    names.push(name);
    rest &= ~bit;
  }
  if (rest !== 0) names.push(`0x${(rest >>> 0).toString(16)}`);
  return names.length === 0 ? "0" : names.join("|");
}

/** A socket option by its level and number: `optionName(IPPROTO_TCP, 1)` is `TCP_NODELAY`. */
export function optionName(level: number, option: number): string | null {
  switch (level) {
    case SOL_SOCKET:
      return nameOf(SOCKET_OPTIONS, option);
    case IPPROTO_TCP:
      return nameOf(TCP_OPTIONS, option);
    case IPPROTO_IP:
      return nameOf(IP_OPTIONS, option);
    case IPPROTO_IPV6:
      return nameOf(IPV6_OPTIONS, option);
    default:
      return null;
  }
}
