import {
  close,
  ERRNO,
  openPseudoTerminal,
  type Reactor,
  read,
  resizeTerminal,
  write,
} from "@wirestage/linux";
import { LabError } from "../lab-error.ts";

/** The kernel gives no more of a terminal's output at once than a page. */
const CHUNK = 4096;
/** Reads before other programs and labs get their turn. */
const READS_IN_A_ROW = 16;

const buffer = new Uint8Array(new ArrayBuffer(CHUNK));

/** The terminal of a process: what it prints and the echo of what is typed come out of it in their order. */
export class ChildTerminal {
  /** What the process opens. */
  readonly path: string;
  readonly #master: number;
  readonly #reactor: Reactor;
  readonly #output: (text: string) => void;
  /** Keeps the octets of a character that has not come whole. */
  readonly #decoder = new TextDecoder();
  #closed = false;

  /** @throws SyscallError where the machine has no terminal left */
  constructor(reactor: Reactor, output: (text: string) => void) {
    const { master, path } = openPseudoTerminal();
    this.path = path;
    this.#master = master;
    this.#reactor = reactor;
    this.#output = output;
  }

  /** To be called when the process has opened its side: until then the terminal counts as hung up. */
  watch(): void {
    this.#reactor.watch(this.#master, { read: true, write: false }, () => this.read());
  }

  /** All that has been written until now, however busy the machine is: reading waits for the kernel's own hand-over. */
  read(): void {
    for (let reads = 0; reads < READS_IN_A_ROW && !this.#closed; reads++) {
      const taken = read(this.#master, buffer);
      if (!taken.ok) {
        // EIO: nobody holds the other side any more.
        if (taken.errno !== ERRNO.EAGAIN) this.#reactor.unwatch(this.#master);
        return;
      }
      const text = this.#decoder.decode(buffer.subarray(0, taken.value), { stream: true });
      if (text !== "") this.#output(text);
    }
  }

  /** @throws LabError `too_many_messages` where what was typed before still waits to be read */
  type(data: string): void {
    if (this.#closed) return;
    const keys = Buffer.from(data);
    const taken = write(this.#master, keys);
    if (taken.ok && taken.value === keys.length) return;
    throw new LabError("too_many_messages", "The program has not read what was typed before; wait for it.");
  }

  resize(columns: number, rows: number): void {
    if (!this.#closed) resizeTerminal(this.#master, columns, rows);
  }

  /** Processes that still hold it get SIGHUP. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reactor.unwatch(this.#master);
    close(this.#master);
  }
}
