/** TAP devices (Linux Documentation/networking/tuntap): a network card whose cable end is a descriptor. */
import { closeAsync } from "./descriptor.ts";
import { orThrow, SyscallError } from "./errno.ts";
import { writeInterfaceName } from "./interface-request.ts";
import * as libc from "./libc.ts";

const O_RDWR = 0o2;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
/** _IOW('T', 202, int), linux/if_tun.h */
const TUNSETIFF = 0x4004_54ca;
const IFF_TAP = 0x0002;
const IFF_NO_PI = 0x1000;
const EAGAIN = 11;

/**
 * Opens a new TAP device in the current network namespace; it goes away with its descriptor.
 * @param name at most 15 characters, for example `eth0`
 * @throws SyscallError `open` ENOENT/EACCES, `ioctl(TUNSETIFF)` EPERM/EBUSY
 */
export function openTap(name: string): Tap {
  const request = new Uint8Array(40);
  writeInterfaceName(request, 0, name);
  new DataView(request.buffer).setUint16(16, IFF_TAP | IFF_NO_PI, true);
  const fd = orThrow(
    libc.open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC),
    "open",
    "opening /dev/net/tun",
  );
  if (libc.ioctl(fd, TUNSETIFF, request) < 0) {
    const error = new SyscallError("ioctl(TUNSETIFF)", libc.errno(), `making the TAP device ${name}`);
    libc.close(fd);
    throw error;
  }
  return new Tap(name, fd);
}

export class Tap {
  readonly name: string;
  #fd: number;

  constructor(name: string, fd: number) {
    this.name = name;
    this.#fd = fd;
  }

  /** The descriptor to watch for reading; -1 once closed. */
  get fd(): number {
    return this.#fd;
  }

  /**
   * Takes the next frame that the host has sent.
   * @param into at least MTU + 14 octets, or a longer frame is cut
   * @returns its length in octets, 0 if none waits
   */
  read(into: Uint8Array): number {
    const length = libc.read(this.#fd, into, into.length);
    if (length >= 0) return length;
    const errno = libc.errno();
    if (errno === EAGAIN) return 0;
    throw new SyscallError("read", errno, `taking a frame from ${this.name}`);
  }

  /**
   * Gives the host one frame. When it returns, the host's stack has processed it, and a segment sent in answer
   * can already be read.
   * @throws SyscallError EINVAL for fewer than 14 octets, EIO while the device is down, EBADF once closed
   */
  write(frame: Uint8Array): void {
    const written = libc.write(this.#fd, frame, frame.length);
    if (written < 0) throw new SyscallError("write", libc.errno(), `giving a frame to ${this.name}`);
  }

  /**
   * Closes the device on a worker thread, because the kernel waits for an RCU grace period (tens of ms).
   * Stop watching the descriptor first. Closing again does nothing.
   */
  async close(): Promise<void> {
    const fd = this.#fd;
    this.#fd = -1;
    if (fd < 0) return;
    const closed = await closeAsync(fd);
    if (!closed.ok) throw new SyscallError("close", closed.errno, `closing ${this.name}`);
  }
}
