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

/** Lets one act at a time, as the lock of Python's buffered readers and writers; the first begins at once. */
class Turns {
  #last: Promise<void> | null = null;

  get taken(): boolean {
    return this.#last !== null;
  }

  async take<T>(act: () => Promise<T>): Promise<T> {
    const before = this.#last;
    let end = () => {};
    const mine = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#last = mine;
    if (before) await before;
    try {
      return await act();
    } finally {
      if (this.#last === mine) this.#last = null;
      end();
    }
  }
}

export type FileMode = "r" | "w" | "rw";

/** Reads and writes through `recv` and `send` of its socket; each of them is a call as any other. */
export class BufferedFile implements SocketFile {
  readonly mode: FileMode;
  readonly #socket: Pick<Socket, "recv" | "send">;
  #unread: Uint8Array = NO_BYTES;
  #unsent: Uint8Array = NO_BYTES;
  #closed = false;
  readonly #reading = new Turns();
  readonly #writing = new Turns();
  readonly #release: () => Promise<void>;

  /** @param release the socket is no longer needed for this file; once */
  constructor(socket: Pick<Socket, "recv" | "send">, mode: FileMode, release: () => Promise<void>) {
    this.#socket = socket;
    this.mode = mode;
    this.#release = release;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether a call of another thread has to return first. */
  isBusy(use: "r" | "w"): boolean {
    return use === "r" ? this.#reading.taken : this.#writing.taken;
  }

  /** @throws Error as Python's `UnsupportedOperation` and `ValueError` where the file is not open for reading */
  readline(): Promise<Uint8Array> {
    return this.#reading.take(async () => {
      this.#require("r");
      let searched = 0;
      while (true) {
        const at = this.#unread.indexOf(LINE_FEED, searched);
        if (at >= 0) return this.#take(at + 1);
        searched = this.#unread.length;
        if (!(await this.#fill())) return this.#take(searched);
      }
    });
  }

  read(size = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    return this.#reading.take(async () => {
      this.#require("r");
      while (this.#unread.length < size && (await this.#fill()));
      return this.#take(Math.min(size, this.#unread.length));
    });
  }

  write(data: Uint8Array): Promise<number> {
    return this.#writing.take(async () => {
      this.#require("w");
      this.#unsent = joined(this.#unsent, data);
      if (this.#unsent.length > BUFFER_SIZE) await this.#sendAll();
      return data.length;
    });
  }

  flush(): Promise<void> {
    return this.#writing.take(async () => {
      this.#requireOpen();
      await this.#sendAll();
    });
  }

  /** It is closed although what is left cannot be sent (io.BufferedWriter of Python). */
  close(): Promise<void> {
    return this.#writing.take(async () => {
      if (this.#closed) return;
      try {
        await this.#sendAll();
      } finally {
        this.#closed = true;
        await this.#release();
      }
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#unsent.length > 0) {
      const sent = await this.#socket.send(this.#unsent);
      this.#unsent = this.#unsent.subarray(sent);
    }
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
