export { monotonicNow } from "./clock.ts";
export { close, closeAsync } from "./descriptor.ts";
export type { Interest, Readiness } from "./epoll-event.ts";
export {
  ERRNO,
  type ErrnoName,
  errnoName,
  errnoText,
  SyscallError,
  type SyscallFailure,
  type SyscallResult,
  type SyscallSuccess,
} from "./errno.ts";
export type { DiagSocket, Endpoint, InetFamily, SocketMemory, SocketTimer } from "./inet-diag.ts";
export { addNeighbour, bringLoopbackUp, configureInterface, type InterfaceSettings } from "./interface.ts";
export { addIpv6Address, addIpv6Neighbour } from "./ipv6-interface.ts";
export { NetworkNamespace, type Synchronous, shrinkChildHashTables } from "./network-namespace.ts";
export { pidfdGetfd, pidfdOpen, pidfdSendSignal } from "./pidfd.ts";
export { hasEnded, isReady, waitReadable } from "./poll.ts";
export { type ProbeCode, type ProbeFacts, type ProbeResult, probe } from "./probe.ts";
export { isExiting, type ProcessEnd, readProcessEnd, waitChild, type ZombieEnd } from "./process-end.ts";
export { openPseudoTerminal, type PseudoTerminal, resizeTerminal } from "./pseudo-terminal.ts";
export { Reactor } from "./reactor.ts";
export { read, write } from "./read-write.ts";
export { limitResource, type Resource } from "./resource-limits.ts";
export { ALL_STATES, CONNECTION_STATES, type DumpRequest, type OneRequest, SockDiag } from "./sock-diag.ts";
export {
  type Accepted,
  accept4,
  bind,
  connect,
  getpeername,
  getsockname,
  listen,
  type Received,
  recv,
  recvfrom,
  send,
  sendto,
  shutdown,
  socket,
  unlink,
} from "./socket.ts";
export { InvalidAddressError, requireSocketAddress, type SocketAddress } from "./socket-address.ts";
export {
  ADDRESS_FAMILIES,
  AF_INET,
  AF_INET6,
  AF_NETLINK,
  AF_UNIX,
  AF_UNSPEC,
  flagNames,
  IP_MTU,
  IP_MTU_DISCOVER,
  IP_OPTIONS,
  IP_RECVERR,
  IP_TOS,
  IP_TTL,
  IPPROTO_ICMP,
  IPPROTO_ICMPV6,
  IPPROTO_IP,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  IPV6_MTU,
  IPV6_MTU_DISCOVER,
  IPV6_OPTIONS,
  IPV6_RECVERR,
  IPV6_TCLASS,
  IPV6_UNICAST_HOPS,
  IPV6_V6ONLY,
  MESSAGE_FLAGS,
  MSG_DONTWAIT,
  MSG_MORE,
  MSG_NOSIGNAL,
  MSG_OOB,
  MSG_PEEK,
  MSG_TRUNC,
  MSG_WAITALL,
  nameOf,
  optionName,
  PROTOCOLS,
  SHUT_RD,
  SHUT_RDWR,
  SHUT_WR,
  SHUTDOWN_HOW,
  SO_ACCEPTCONN,
  SO_BROADCAST,
  SO_COOKIE,
  SO_DOMAIN,
  SO_ERROR,
  SO_KEEPALIVE,
  SO_LINGER,
  SO_OOBINLINE,
  SO_PROTOCOL,
  SO_RCVBUF,
  SO_RCVLOWAT,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SO_SNDBUF,
  SO_TYPE,
  SOCK_CLOEXEC,
  SOCK_DGRAM,
  SOCK_NONBLOCK,
  SOCK_RAW,
  SOCK_SEQPACKET,
  SOCK_STREAM,
  SOCKET_FLAGS,
  SOCKET_OPTIONS,
  SOCKET_TYPES,
  SOL_SOCKET,
  TCP_CONGESTION,
  TCP_CORK,
  TCP_DEFER_ACCEPT,
  TCP_FASTOPEN,
  TCP_INFO,
  TCP_KEEPCNT,
  TCP_KEEPIDLE,
  TCP_KEEPINTVL,
  TCP_LINGER2,
  TCP_MAXSEG,
  TCP_NODELAY,
  TCP_NOTSENT_LOWAT,
  TCP_OPTIONS,
  TCP_QUICKACK,
  TCP_SYNCNT,
  TCP_USER_TIMEOUT,
  TCP_WINDOW_CLAMP,
} from "./socket-constants.ts";
export {
  getLinger,
  getsockopt,
  getsockoptText,
  type Linger,
  setsockopt,
  socketCookie,
  tcpInfo,
  tcpState,
} from "./socket-options.ts";
export { socketPair } from "./socket-pair.ts";
export { type SpawnRequest, spawn } from "./spawn.ts";
export { readSysctl, SysctlError, sysctlExists, writeSysctl } from "./sysctl.ts";
export { openTap, type Tap } from "./tap.ts";
export { type TcpInfo, type TcpState, tcpStateBit } from "./tcp-info.ts";
export type { UnixDiagSocket } from "./unix-diag.ts";
