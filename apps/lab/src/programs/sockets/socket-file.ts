import type { Socket, SocketFile } from "@wirestage/programs";

/** Bytes that are asked for, and gathered before they are sent, at once (io.DEFAULT_BUFFER_SIZE of Python). */
const BUFFER_SIZE = 8192;
const LINE_FEED = 0x0a;
const NO_BYTES = new Uint8Array(0);

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

export type FileMode = "r" | "w" | "rw";

/** Reads and writes through `recv` and `send` of its socket; each of them is a call as any other. */
export class BufferedFile implements SocketFile {
  readonly mode: FileMode;
  readonly #socket: Pick<Socket, "recv" | "send">;
  #unread: Uint8Array = NO_BYTES;
  #unsent: Uint8Array = NO_BYTES;
  #closed = false;

  constructor(socket: Pick<Socket, "recv" | "send">, mode: FileMode) {
    this.#socket = socket;
    this.mode = mode;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @throws Error as Python's `UnsupportedOperation` and `ValueError` where the file is not open for reading */
  async readline(): Promise<Uint8Array> {
    this.#require("r");
    let searched = 0;
    while (true) {
      const at = this.#unread.indexOf(LINE_FEED, searched);
      if (at >= 0) return this.#take(at + 1);
      searched = this.#unread.length;
      if (!(await this.#fill())) return this.#take(searched);
    }
  }

  async read(size = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    this.#require("r");
    while (this.#unread.length < size && (await this.#fill()));
    return this.#take(Math.min(size, this.#unread.length));
  }

  async write(data: Uint8Array): Promise<number> {
    this.#require("w");
    this.#unsent = joined(this.#unsent, data);
    if (this.#unsent.length > BUFFER_SIZE) await this.flush();
    return data.length;
  }

  async flush(): Promise<void> {
    this.#requireOpen();
    while (this.#unsent.length > 0) {
      const sent = await this.#socket.send(this.#unsent);
      this.#unsent = this.#unsent.subarray(sent);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    this.#closed = true;
  }

  /** @returns false at the end of the stream */
  async #fill(): Promise<boolean> {
    const data = await this.#socket.recv(BUFFER_SIZE);
    this.#unread = joined(this.#unread, data);
    return data.length > 0;
  }

  #take(length: number): Uint8Array {
    const taken = this.#unread.slice(0, length);
    this.#unread = this.#unread.subarray(length);
    return taken;
  }

  #require(mode: "r" | "w"): void {
    this.#requireOpen();
    if (this.mode.includes(mode)) return;
    throw new Error(
      `This file was made with makefile("${this.mode}"), which does not ${mode === "r" ? "read" : "write"}.`,
    );
  }

  #requireOpen(): void {
    if (this.#closed) throw new Error("This file is closed.");
  }
}
