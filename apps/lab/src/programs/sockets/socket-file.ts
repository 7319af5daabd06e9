import type { Socket, SocketFile } from "@wirestage/programs";
import { LIMITS } from "@wirestage/protocol";
import { CallError } from "../call-error.ts";

/** Bytes that are asked for, and gathered before they are sent, at once (io.DEFAULT_BUFFER_SIZE of Python). */
const BUFFER_SIZE = 8192;
const LINE_FEED = 0x0a;
const NO_BYTES = new Uint8Array(0);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
  /** In the parts in which it came. */
  #unread: Uint8Array[] = [];
  #unreadLength = 0;
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
      let before = 0;
      for (let index = 0; index < this.#unread.length || (await this.#fill()); index++) {
        const part = this.#unread[index] ?? NO_BYTES;
        const at = part.indexOf(LINE_FEED);
        if (at >= 0) return this.#take(before + at + 1);
        before += part.length;
      }
      return this.#take(before);
    });
  }

  read(size = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
    return this.#reading.take(async () => {
      this.#require("r");
      while (this.#unreadLength < size && (await this.#fill()));
      return this.#take(Math.min(size, this.#unreadLength));
    });
  }

  write(data: Uint8Array): Promise<number> {
    return this.#writing.take(async () => {
      this.#require("w");
      this.#unsent = joined([this.#unsent, data]);
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

  /** @returns false at the end of the stream @throws CallError where no more is gathered; what there is can be read */
  async #fill(): Promise<boolean> {
    if (this.#unreadLength >= LIMITS.fileBytes) {
      throw new CallError(0, "MemoryError", `more than ${LIMITS.fileBytes} bytes; read them in parts`);
    }
    const data = await this.#socket.recv(BUFFER_SIZE);
    if (data.length === 0) return false;
    this.#unread.push(data);
    this.#unreadLength += data.length;
    return true;
  }

  #take(length: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let wanted = length;
    let used = 0;
    for (const part of this.#unread) {
      if (part.length > wanted) break;
      parts.push(part);
      wanted -= part.length;
      used += 1;
    }
    this.#unread.splice(0, used);
    const [next] = this.#unread;
    if (next && wanted > 0) {
      parts.push(next.subarray(0, wanted));
      this.#unread[0] = next.subarray(wanted);
    }
    this.#unreadLength -= length;
    return joined(parts);
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
