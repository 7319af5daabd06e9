import { expect, test } from "vitest";
import { TraceStore } from "../labs/trace-store.ts";
import { partsOf, type TracePart } from "./trace-part.ts";

function allOf(parts: Iterator<TracePart, undefined>): TracePart[] {
  return [...{ [Symbol.iterator]: () => parts }];
}

test("a large trace in parts: all of it once, in order, no part much larger than another", () => {
  const store = new TraceStore({ events: 10_000, bytes: 100_000_000 });
  const lines = Array.from({ length: 5_000 }, (_, seq) => `${seq}`.padEnd(400, "."));
  store.append(lines);
  for (let frame = 1; frame <= 1_000; frame += 1) store.keepFrame(frame, Buffer.alloc(1_500, frame % 256));
  const parts = allOf(partsOf(store));
  expect(parts.flatMap((part) => part.lines)).toEqual(lines);
  expect(parts.flatMap((part) => part.frames.map(([frame]) => frame))).toEqual([
    ...Array.from({ length: 1_000 }, (_, index) => index + 1),
  ]);
  const [frame, bytes] = parts.flatMap((part) => part.frames)[299] ?? [];
  expect([frame, bytes]).toEqual([300, new Uint8Array(1_500).fill(300 % 256)]);
  const sizes = parts.map((part) => part.lines.join("").length + part.frames.length * 1_500);
  expect(Math.max(...sizes)).toBeLessThan(600 * 1024);
});

test("what comes while the parts are taken is not in them", () => {
  const store = new TraceStore({ events: 10, bytes: 1_000 });
  store.append(["0", "1"]);
  const parts = partsOf(store);
  store.append(["2"]);
  store.keepFrame(1, new Uint8Array(1));
  expect(allOf(parts)).toEqual([{ lines: ["0", "1"], frames: [] }]);
});

test("frames travel in buffers of their own, though the store's may share one", () => {
  const store = new TraceStore({ events: 10, bytes: 1_000 });
  const shared = new ArrayBuffer(100);
  store.keepFrame(1, new Uint8Array(shared, 10, 2));
  const [part] = allOf(partsOf(store));
  expect(part?.frames[0]?.[1].buffer.byteLength).toBe(2);
});
