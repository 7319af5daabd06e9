import { gzipSync } from "node:zlib";
import { expect, it, vi } from "vitest";
import { bytesAt, filePieces } from "./file-pieces.ts";

const BYTES = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7919) >>> 5);
const wanted = new AbortController().signal;

it("bytes of a plain file are read from their place alone", async () => {
  const file = new Blob([BYTES]);
  const slice = vi.spyOn(file, "slice");
  expect(await bytesAt(file, 250_000, 60, wanted)).toEqual(BYTES.slice(250_000, 250_060));
  expect(slice.mock.calls).toContainEqual([250_000, 250_060]);
  expect(slice.mock.calls.every(([from = 0, to = 0]) => to - from <= 60)).toBe(true);
});

it("bytes of a gzip file are those of what it unpacks to", async () => {
  const file = new Blob([new Uint8Array(gzipSync(BYTES))]);
  expect(await bytesAt(file, 250_000, 60, wanted)).toEqual(BYTES.slice(250_000, 250_060));
});

it("bytes behind the end are not to be had", async () => {
  expect(await bytesAt(new Blob([BYTES]), 299_990, 60, wanted)).toBeNull();
});

it("a gzip file is unpacked no further once nobody wants its bytes", async () => {
  const file = new Blob([new Uint8Array(gzipSync(BYTES))]);
  expect(await bytesAt(file, 250_000, 60, AbortSignal.abort())).toBeNull();
});

it("a gzip file that is moved while it is read is unreadable, not damaged", async () => {
  const packed = new Uint8Array(gzipSync(BYTES));
  const file = new Blob([packed]);
  vi.spyOn(file, "stream").mockReturnValue(
    new ReadableStream({
      start: (controller) => controller.enqueue(packed.slice(0, 1_000)),
      pull: (controller) => controller.error(new DOMException("gone", "NotReadableError")),
    }),
  );
  const all = async () => {
    for await (const _piece of filePieces(file, () => {}));
  };
  await expect(all()).rejects.toMatchObject({ problem: { code: "unreadable" } });
});

it("a gzip file that is cut off is damaged", async () => {
  const file = new Blob([new Uint8Array(gzipSync(BYTES)).slice(0, 1_000)]);
  const all = async () => {
    for await (const _piece of filePieces(file, () => {}));
  };
  await expect(all()).rejects.toMatchObject({ problem: { code: "gzip_damaged" } });
});
