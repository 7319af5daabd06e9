import { OpenError } from "../problem.ts";

/** Large enough to be fast, small enough that what waits for a whole packet costs little. */
const PIECE_BYTES = 1_048_576;
/** A gzip file can stand for a thousand times its size; after this many bytes nothing more is unpacked. */
const MOST_UNPACKED_BYTES = 2 ** 30;

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** Of what is read: how far, in bytes of the file as it is. */
export type OnProgress = (done: number) => void;

/** @throws OpenError `unreadable` */
export async function isGzip(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await readable(file.slice(0, GZIP_MAGIC.length).arrayBuffer()));
  return GZIP_MAGIC.every((octet, index) => head[index] === octet);
}

/**
 * The bytes of a file piece by piece, unpacked where it is a gzip file (RFC 1952).
 * @throws OpenError `gzip_damaged`, `too_large` or `unreadable`
 */
export async function* filePieces(
  file: Blob,
  onProgress: OnProgress,
  most = MOST_UNPACKED_BYTES,
): AsyncGenerator<Uint8Array, void, undefined> {
  const packed = await isGzip(file);
  yield* packed ? unpacked(file, onProgress, most) : plain(file, onProgress);
}

/**
 * Bytes `offset` to `offset + length` of a file, or of what it unpacks to; null where it has not so many, or `signal` was aborted.
 * @throws OpenError as `filePieces`
 */
export async function bytesAt(
  file: Blob,
  offset: number,
  length: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const end = offset + length;
  if (!(await isGzip(file))) {
    const bytes = new Uint8Array(await readable(file.slice(offset, end).arrayBuffer()));
    return bytes.length === length ? bytes : null;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const piece of filePieces(file, () => {})) {
    if (signal.aborted) return null;
    const from = Math.max(offset, at);
    const to = Math.min(end, at + piece.length);
    if (from < to) bytes.set(piece.subarray(from - at, to - at), from - offset);
    at += piece.length;
    if (at >= end) return bytes;
  }
  return null;
}

/** A file that has changed or gone since it was chosen can no longer be read. */
async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new OpenError("unreadable", {}, error);
  }
}

async function* plain(file: Blob, onProgress: OnProgress): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const piece = await readable(file.slice(at, at + PIECE_BYTES).arrayBuffer());
    onProgress(Math.min(file.size, at + PIECE_BYTES));
    yield new Uint8Array(piece);
  }
}

async function* unpacked(
  file: Blob,
  onProgress: OnProgress,
  most: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let read = 0;
  let moved: OpenError | null = null;
  const packed = file.stream().getReader();
  const counted = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await readable(packed.read()).catch((error: OpenError) => {
        moved = error;
        throw error;
      });
      if (done) return controller.close();
      read += value.length;
      controller.enqueue(value);
    },
    cancel: (reason) => packed.cancel(reason),
  });
  const reader = counted.pipeThrough(new DecompressionStream("gzip")).getReader();
  let given = 0;
  try {
    for (;;) {
      const { done, value } = await inflated(reader.read(), () => moved);
      if (done) return;
      given += value.length;
      if (given > most) throw new OpenError("too_large", { most: Math.round(most / 1_048_576) });
      onProgress(read);
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** What cannot be unpacked is damaged, unless its bytes were not to be had, as `unreadable` tells. */
async function inflated<T>(reading: Promise<T>, unreadable: () => OpenError | null): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw unreadable() ?? new OpenError("gzip_damaged", {}, error);
  }
}
