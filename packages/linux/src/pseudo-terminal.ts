/** Pseudo-terminals (pty(7), ioctl_tty(2)) through the multiplexer /dev/ptmx. */
import { close } from "./descriptor.ts";
import { orThrow } from "./errno.ts";
import * as libc from "./libc.ts";

const O_RDWR = 0o2;
const O_NOCTTY = 0o400;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;

/** asm-generic/ioctls.h */
const TCGETS = 0x5401;
const TCSETS = 0x5402;
const TIOCSWINSZ = 0x5414;
const TIOCGPTN = 0x8004_5430;
const TIOCSPTLCK = 0x4004_5431;

/** Backspace removes a character, not an octet (asm-generic/termbits.h). */
const IUTF8 = 0o40000;
/** `struct termios` of the kernel begins with c_iflag. */
const TERMIOS_SIZE = 36;

export interface PseudoTerminal {
  /** The master: what is written to it was typed. Does not block; O_CLOEXEC. */
  readonly master: number;
  /** What a program opens as its terminal. */
  readonly path: string;
}

/** Makes a terminal whose lines are UTF-8. @throws SyscallError ENOENT without devpts, ENOSPC at kernel.pty.max */
export function openPseudoTerminal(): PseudoTerminal {
  const master = orThrow(
    libc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC),
    "open",
    "making a pseudo-terminal with /dev/ptmx",
  );
  try {
    const number = new Uint32Array(1);
    control(master, TIOCGPTN, bytesOf(number));
    control(master, TIOCSPTLCK, bytesOf(new Uint32Array([0])));
    speakUtf8(master);
    return { master, path: `/dev/pts/${number[0]}` };
  } catch (error) {
    close(master);
    throw error;
  }
}

/** Tells the programs on the terminal its new size; they get SIGWINCH. */
export function resizeTerminal(master: number, columns: number, rows: number): void {
  control(master, TIOCSWINSZ, bytesOf(new Uint16Array([rows, columns, 0, 0])));
}

function speakUtf8(master: number): void {
  const termios = new Uint8Array(new ArrayBuffer(TERMIOS_SIZE));
  const view = new DataView(termios.buffer);
  control(master, TCGETS, termios);
  view.setUint32(0, view.getUint32(0, true) | IUTF8, true);
  control(master, TCSETS, termios);
}

function control(fd: number, request: number, argument: Uint8Array): void {
  orThrow(libc.ioctl(fd, request, argument), "ioctl", "setting up a pseudo-terminal");
}

function bytesOf({ buffer }: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer);
}
