/**
 * As Python's socket module writes addresses: host and port on AF_INET and AF_INET6, a path on AF_UNIX. As host `""` is
 * any address of the host and `"localhost"` its loopback address; every other name must be a number.
 */
export type Address = readonly [host: string, port: number] | string;

export type Family = "AF_INET" | "AF_INET6" | "AF_UNIX";
export type SocketType = "SOCK_STREAM" | "SOCK_DGRAM";
export type How = "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR";
export type Level = "SOL_SOCKET" | "IPPROTO_TCP" | "IPPROTO_IP" | "IPPROTO_IPV6";
export type SocketOption =
  | "SO_REUSEADDR"
  | "SO_REUSEPORT"
  | "SO_BROADCAST"
  | "SO_KEEPALIVE"
  | "SO_LINGER"
  | "SO_RCVBUF"
  | "SO_SNDBUF"
  | "SO_ERROR"
  | "SO_TYPE"
  | "SO_ACCEPTCONN"
  | "TCP_NODELAY"
  | "TCP_CORK"
  | "TCP_QUICKACK"
  | "TCP_MAXSEG"
  | "TCP_KEEPIDLE"
  | "TCP_KEEPINTVL"
  | "TCP_KEEPCNT"
  | "TCP_USER_TIMEOUT"
  | "TCP_DEFER_ACCEPT"
  | "IP_TTL"
  | "IPV6_V6ONLY";
export type MessageFlag = "MSG_PEEK" | "MSG_DONTWAIT" | "MSG_WAITALL" | "MSG_TRUNC" | "MSG_OOB";

/** Hash functions, by their names in Python's hashlib. */
export type DigestName = "sha256" | "sha512" | "sha1" | "md5";

/** SO_LINGER (socket(7)): whether close waits for what is unsent, and how long, in s; on with 0 s sends RST. */
export type Linger = readonly [on: boolean, seconds: number];

/** What `makefile` makes of a socket: buffered reading by lines, and writing that waits for `flush`. */
export interface SocketFile {
  /** Up to and with the next line feed, or what is left; empty at end of stream. */
  readline(): Promise<Uint8Array>;
  /** `size` bytes, fewer only at end of stream; without `size` all until then. */
  read(size?: number): Promise<Uint8Array>;
  write(data: Uint8Array): Promise<number>;
  flush(): Promise<void>;
  /** Flushes; the socket itself stays open, unless it was closed before and this is its last file. */
  close(): Promise<void>;
}

/**
 * The BSD socket interface with Python's names and manners: a failed call throws `SocketError`, a call that must wait
 * keeps the program waiting, for no longer than its timeout. Every method that asks the kernel is one call in the trace.
 */
export interface Socket {
  readonly family: Family;
  readonly type: SocketType;
  fileno(): number;
  bind(address: Address): Promise<void>;
  listen(backlog?: number): Promise<void>;
  accept(): Promise<[connection: Socket, peer: Address]>;
  connect(address: Address): Promise<void>;
  /** As `connect`, but answers the errno, 0 for success, instead of throwing. */
  connect_ex(address: Address): Promise<number>;
  /** At most `size` bytes; empty once the peer has said that it sends no more, or for an empty datagram. */
  recv(size: number, ...flags: readonly MessageFlag[]): Promise<Uint8Array>;
  /** `peer` is `""` where the kernel names none: on a stream, and from an AF_UNIX socket without a path. */
  recvfrom(size: number, ...flags: readonly MessageFlag[]): Promise<[data: Uint8Array, peer: Address]>;
  /**
   * Returns how many bytes the kernel took. A blocking socket waits until it has taken all; with a timeout or without
   * blocking it may take fewer.
   */
  send(data: Uint8Array, ...flags: readonly MessageFlag[]): Promise<number>;
  sendall(data: Uint8Array): Promise<void>;
  sendto(data: Uint8Array, address: Address): Promise<number>;
  shutdown(how: How): Promise<void>;
  /** While files of `makefile` are open, the socket stays so until the last of them is closed, as in CPython. */
  close(): Promise<void>;
  setsockopt(level: Level, option: SocketOption, value: number | boolean | Linger): Promise<void>;
  getsockopt(level: Level, option: "SO_LINGER"): Promise<Linger>;
  getsockopt(level: Level, option: Exclude<SocketOption, "SO_LINGER">): Promise<number>;
  getsockname(): Promise<Address>;
  getpeername(): Promise<Address>;
  /** Seconds that a call may wait from now on; null waits for ever, 0 never waits. */
  settimeout(seconds: number | null): Promise<void>;
  gettimeout(): number | null;
  /** `true` is `settimeout(null)`, `false` is `settimeout(0)`. */
  setblocking(blocking: boolean): Promise<void>;
  makefile(mode: "r" | "w" | "rw"): SocketFile;
}

/** What a program finds on its host. */
export interface Host {
  /** @param type SOCK_STREAM unless given */
  socket(family: Family, type?: SocketType): Promise<Socket>;
  print(text: string): void;
  /** One line from the terminal, without its line end; null at end of input (Ctrl-D). */
  input(prompt: string): Promise<string | null>;
  /** UTF-8. */
  encode(text: string): Uint8Array;
  decode(data: Uint8Array): string;
  /** ASCII letters in upper case and all other bytes as they are, as Python's `bytes.upper`. */
  upper(data: Uint8Array): Uint8Array;
  /** Two hex digits for each byte, as Python's `bytes.fromhex`. */
  fromhex(digits: string): Uint8Array;
  /** A clock in s that nobody sets, as Python's `time.monotonic`; only differences mean something. */
  monotonic(): number;
  /** So many bytes that nobody can foretell, of the kernel (getrandom(2)). A call of the trace, as the next two. */
  urandom(size: number): Promise<Uint8Array>;
  /** HMAC of RFC 2104, as Python's `hmac.digest`. */
  hmac_digest(key: Uint8Array, message: Uint8Array, digest: DigestName): Promise<Uint8Array>;
  /** Whether both are the same; takes as long wherever they differ, as Python's `hmac.compare_digest`. */
  compare_digest(a: Uint8Array, b: Uint8Array): Promise<boolean>;
  /** Removes the file that an AF_UNIX socket left behind; no error where there is none. */
  unlink(path: string): Promise<void>;
}

/**
 * `code` is the errno's name and begins the message, as in `ECONNREFUSED: Connection refused`; `timeout` with errno 0
 * where the socket's own timeout ran out.
 */
export interface SocketError extends Error {
  readonly code: string;
  readonly errno: number;
}

/** A program is a file that exports `main` and begins with the constants that a run may set (`withParameters`). */
export type Program = (host: Host) => Promise<void>;
