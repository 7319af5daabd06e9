/**
 * The C functions this room calls, bound once. The only file that loads koffi.
 *
 * Buffers go in as `Uint8Array` views whose backing store is never moved (an explicit `ArrayBuffer`, a Node
 * `Buffer`, or any array longer than 64 bytes), and must stay alive for the length of the call.
 */
import koffi from "koffi";

type Completion = (error: Error | null, returned: number) => void;
type PollHandle = { close(): void };

const libc = process.platform === "linux" ? koffi.load(null) : null;

function bind(prototype: string) {
  if (libc === null) return refuse;
  return libc.func(prototype);
}

function refuse(): never {
  throw new Error(`Wirestage's labs need Linux; this is ${process.platform}. Recordings play anywhere.`);
}
refuse.async = refuse;

/** The calling thread's errno; only meaningful right after a call that failed. */
export const errno: () => number = koffi.errno;

export const strerror: (errno: number) => string = bind("const char *strerror(int errnum)");

export const open: (path: string, flags: number) => number = bind("int open(const char *path, int flags)");
export const close: { (fd: number): number; async(fd: number, done: Completion): void } =
  bind("int close(int fd)");
export const read: (fd: number, into: Uint8Array, length: number) => number = bind(
  "int64_t read(int fd, void *buf, size_t count)",
);
export const write: (fd: number, from: Uint8Array, length: number) => number = bind(
  "int64_t write(int fd, const void *buf, size_t count)",
);
export const unlink: (path: string) => number = bind("int unlink(const char *path)");
export const ioctl: (fd: number, request: number, argument: Uint8Array) => number = bind(
  "int ioctl(int fd, unsigned long request, void *argp)",
);

export const unshare: (flags: number) => number = bind("int unshare(int flags)");
export const setns: (fd: number, type: number) => number = bind("int setns(int fd, int nstype)");

export const socket: (domain: number, type: number, protocol: number) => number = bind(
  "int socket(int domain, int type, int protocol)",
);
export const bindTo: (fd: number, address: Uint8Array, length: number) => number = bind(
  "int bind(int sockfd, const void *addr, uint32_t addrlen)",
);
export const listen: (fd: number, backlog: number) => number = bind("int listen(int sockfd, int backlog)");
export const accept4: (fd: number, address: Uint8Array, length: Uint8Array, flags: number) => number = bind(
  "int accept4(int sockfd, void *addr, void *addrlen, int flags)",
);
export const connect: (fd: number, address: Uint8Array, length: number) => number = bind(
  "int connect(int sockfd, const void *addr, uint32_t addrlen)",
);
export const recv: (fd: number, into: Uint8Array, length: number, flags: number) => number = bind(
  "int64_t recv(int sockfd, void *buf, size_t len, int flags)",
);
export const send: (fd: number, from: Uint8Array, length: number, flags: number) => number = bind(
  "int64_t send(int sockfd, const void *buf, size_t len, int flags)",
);
export const recvfrom: (
  fd: number,
  into: Uint8Array,
  length: number,
  flags: number,
  address: Uint8Array,
  addressLength: Uint8Array,
) => number = bind(
  "int64_t recvfrom(int sockfd, void *buf, size_t len, int flags, void *addr, void *addrlen)",
);
export const sendto: (
  fd: number,
  from: Uint8Array,
  length: number,
  flags: number,
  address: Uint8Array,
  addressLength: number,
) => number = bind(
  "int64_t sendto(int sockfd, const void *buf, size_t len, int flags, const void *addr, uint32_t addrlen)",
);
export const shutdown: (fd: number, how: number) => number = bind("int shutdown(int sockfd, int how)");
export const setsockopt: (
  fd: number,
  level: number,
  option: number,
  value: Uint8Array,
  length: number,
) => number = bind("int setsockopt(int sockfd, int level, int optname, const void *optval, uint32_t optlen)");
export const getsockopt: (
  fd: number,
  level: number,
  option: number,
  value: Uint8Array,
  length: Uint8Array,
) => number = bind("int getsockopt(int sockfd, int level, int optname, void *optval, void *optlen)");
export const getsockname: (fd: number, address: Uint8Array, length: Uint8Array) => number = bind(
  "int getsockname(int sockfd, void *addr, void *addrlen)",
);
export const getpeername: (fd: number, address: Uint8Array, length: Uint8Array) => number = bind(
  "int getpeername(int sockfd, void *addr, void *addrlen)",
);
export const inetPton: (family: number, text: string, into: Uint8Array) => number = bind(
  "int inet_pton(int af, const char *src, void *dst)",
);

export const epollCreate1: (flags: number) => number = bind("int epoll_create1(int flags)");
export const epollCtl: (epfd: number, operation: number, fd: number, event: Uint8Array) => number = bind(
  "int epoll_ctl(int epfd, int op, int fd, void *event)",
);
export const epollWait: (epfd: number, events: Uint8Array, capacity: number, timeoutMs: number) => number =
  bind("int epoll_wait(int epfd, void *events, int maxevents, int timeout)");
export const timerfdCreate: (clock: number, flags: number) => number = bind(
  "int timerfd_create(int clockid, int flags)",
);
export const timerfdSettime: (fd: number, flags: number, next: Uint8Array, previous: null) => number = bind(
  "int timerfd_settime(int fd, int flags, const void *new_value, void *old_value)",
);

export const socketpair: (domain: number, type: number, protocol: number, into: Uint8Array) => number = bind(
  "int socketpair(int domain, int type, int protocol, void *sv)",
);
export const poll: (descriptors: Uint8Array, count: number, timeoutMs: number) => number = bind(
  "int poll(void *fds, unsigned long nfds, int timeout)",
);

/** For calls that C libraries have had no function for, until lately. */
export const syscall: (number: number, a: number, b: number, c: number, d: number) => number = bind(
  "int64_t syscall(int64_t number, int64_t a, int64_t b, int64_t c, int64_t d)",
);
export const prlimit: (pid: number, resource: number, limit: Uint8Array, previous: null) => number = bind(
  "int prlimit(int32_t pid, int resource, const void *new_limit, void *old_limit)",
);
export const waitpid: (pid: number, status: Uint8Array, options: number) => number = bind(
  "int32_t waitpid(int32_t pid, void *wstatus, int options)",
);
/** The `posix_spawn` family answers an errno, and leaves `errno` alone. */
export const posixSpawnp: (
  pid: Uint8Array,
  file: string,
  actions: Uint8Array,
  attributes: Uint8Array,
  argv: readonly (string | null)[],
  envp: readonly (string | null)[],
) => number = bind(
  "int posix_spawnp(void *pid, const char *file, const void *actions, const void *attrp, const char **argv, const char **envp)",
);
export const posixSpawnFileActionsInit: (actions: Uint8Array) => number = bind(
  "int posix_spawn_file_actions_init(void *actions)",
);
export const posixSpawnFileActionsDestroy: (actions: Uint8Array) => number = bind(
  "int posix_spawn_file_actions_destroy(void *actions)",
);
export const posixSpawnFileActionsAddopen: (
  actions: Uint8Array,
  fd: number,
  path: string,
  flags: number,
  mode: number,
) => number = bind(
  "int posix_spawn_file_actions_addopen(void *actions, int fd, const char *path, int oflag, uint32_t mode)",
);
export const posixSpawnFileActionsAdddup2: (actions: Uint8Array, fd: number, as: number) => number = bind(
  "int posix_spawn_file_actions_adddup2(void *actions, int fd, int newfd)",
);
export const posixSpawnattrInit: (attributes: Uint8Array) => number = bind(
  "int posix_spawnattr_init(void *attr)",
);
export const posixSpawnattrSetflags: (attributes: Uint8Array, flags: number) => number = bind(
  "int posix_spawnattr_setflags(void *attr, int16_t flags)",
);
export const posixSpawnattrSetsigdefault: (attributes: Uint8Array, signals: Uint8Array) => number = bind(
  "int posix_spawnattr_setsigdefault(void *attr, const void *sigdefault)",
);

/** Calls `ready` from Node's own event loop (uv_poll) whenever `fd` is readable. Nothing may throw in it. */
export function pollReadable(fd: number, ready: () => void): PollHandle {
  return koffi.node.poll(fd, { readable: true }, ready);
}
