/** An IPv4 or IPv6 address in text and a port, as Python's socket module writes it. */
export type Address = readonly [host: string, port: number];

export type Family = "AF_INET";
export type SocketType = "SOCK_STREAM";
export type How = "SHUT_RD" | "SHUT_WR" | "SHUT_RDWR";
export type Level = "SOL_SOCKET" | "IPPROTO_TCP";
export type SocketOption =
  | "SO_REUSEADDR"
  | "SO_KEEPALIVE"
  | "SO_RCVBUF"
  | "SO_SNDBUF"
  | "SO_ERROR"
  | "TCP_NODELAY";

/**
 * The BSD socket interface with Python's names and manners: a failed call throws `SocketError`, a call that must wait
 * keeps the program waiting. Every method is one call in the trace.
 */
export interface Socket {
  readonly fd: number;
  bind(address: Address): Promise<void>;
  listen(backlog: number): Promise<void>;
  accept(): Promise<[connection: Socket, peer: Address]>;
  connect(address: Address): Promise<void>;
  /** At most `size` bytes; empty once the peer has said that it sends no more. */
  recv(size: number): Promise<Uint8Array>;
  /** Hands over what fits into the send buffer and returns how many bytes that was. */
  send(data: Uint8Array): Promise<number>;
  sendall(data: Uint8Array): Promise<void>;
  shutdown(how: How): Promise<void>;
  close(): Promise<void>;
  setsockopt(level: Level, option: SocketOption, value: number): Promise<void>;
  getsockopt(level: Level, option: SocketOption): Promise<number>;
  getsockname(): Promise<Address>;
  getpeername(): Promise<Address>;
}

/** What a program finds on its host. */
export interface Host {
  socket(family: Family, type: SocketType): Promise<Socket>;
  print(text: string): void;
  /** One line from the terminal, without its line end; null at end of input. */
  input(prompt: string): Promise<string | null>;
  encode(text: string): Uint8Array;
  decode(data: Uint8Array): string;
  /** ASCII letters in upper case and all other bytes as they are, as Python's `bytes.upper`. */
  upper(data: Uint8Array): Uint8Array;
}

/** What a run may set; a program takes what it needs. */
export interface Parameters {
  readonly address: string;
  readonly port: number;
  readonly backlog: number;
  readonly bufferSize: number;
}

/** `message` begins with the errno's name, as in `ECONNREFUSED: Connection refused`. */
export interface SocketError extends Error {
  readonly code: string;
  readonly errno: number;
}

export type Program = (host: Host, parameters: Parameters) => Promise<void>;
