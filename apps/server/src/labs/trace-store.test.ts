import { expect, test } from "vitest";
import { TraceStore } from "./trace-store.ts";

const ROOMY = { events: 100, bytes: 10_000 };

function origin(kind: string, seq: number, frame: number, bytes: Uint8Array, length = bytes.length): string {
  const base64 = Buffer.from(bytes).toString("base64");
  return JSON.stringify({ seq, t: seq, kind, frame, host: "client", bytes: base64, length });
}

function sent(seq: number, frame: number, bytes: Uint8Array, length = bytes.length): string {
  return origin("frame.sent", seq, frame, bytes, length);
}

test("lines of several appends: a slice is their text in order, and says where the next begins", () => {
  const store = new TraceStore(ROOMY);
  store.append(['{"seq":0}', '{"seq":1}']);
  store.append(['{"seq":2}']);
  expect(store.slice(0, 2)).toEqual({ text: '{"seq":0},{"seq":1}', next: 2 });
  expect(store.slice(2, 2)).toEqual({ text: '{"seq":2}', next: 3 });
  expect(store.slice(3, 2)).toEqual({ text: "", next: 3 });
});

test("a store of two events offered three: it takes two and keeps them", () => {
  const store = new TraceStore({ events: 2, bytes: 1_000 });
  expect(store.append(["1", "2", "3"])).toBe(2);
  expect(store.append(["3"])).toBe(0);
  expect(store.lines).toEqual(["1", "2"]);
});

test("bytes are counted as UTF-8, so that Chinese text fills the store three times as fast", () => {
  const store = new TraceStore({ events: 100, bytes: 10 });
  expect(store.append(["套接字", "a", "bc"])).toBe(2);
  expect(store.bytes).toBe(10);
});

test("one event beyond the usual length of a slice still makes progress", () => {
  const store = new TraceStore({ events: 10, bytes: 10 * 1024 * 1024 });
  store.append(["x".repeat(3 * 1024 * 1024), "y"]);
  expect(store.slice(0, 10).next).toBe(1);
  expect(store.slice(1, 10)).toEqual({ text: "y", next: 2 });
});

test("a frame whose event carries it whole is found there, also when asked for before it was sent", () => {
  const store = new TraceStore(ROOMY);
  expect(store.frame(1)).toBeNull();
  store.append([sent(0, 1, Uint8Array.of(1, 2, 3))]);
  expect(store.frame(1)).toEqual(Buffer.of(1, 2, 3));
});

test("a frame whose event carries it cut is there only once its whole was kept", () => {
  const store = new TraceStore(ROOMY);
  store.append([sent(0, 1, Uint8Array.of(1, 2), 4)]);
  expect(store.frame(1)).toBeNull();
  store.keepFrame(1, Uint8Array.of(1, 2, 3, 4));
  expect(store.frame(1)).toEqual(Uint8Array.of(1, 2, 3, 4));
});

test("frames that were copied or injected are found as those that were sent; altering one hides not what it was", () => {
  const store = new TraceStore(ROOMY);
  store.append([
    sent(0, 1, Uint8Array.of(1, 2, 3)),
    origin("frame.altered", 1, 1, Uint8Array.of(9, 2, 3)),
    origin("frame.copied", 2, 2, Uint8Array.of(9, 2, 3)),
    origin("frame.injected", 3, 3, Uint8Array.of(4, 5)),
  ]);
  expect(store.frame(1)).toEqual(Buffer.of(1, 2, 3));
  expect(store.frame(2)).toEqual(Buffer.of(9, 2, 3));
  expect(store.frame(3)).toEqual(Buffer.of(4, 5));
});

test("whole frames beyond the limit are not kept, and those before stay", () => {
  const store = new TraceStore({ events: 10, bytes: 100 });
  expect(store.keepFrame(1, new Uint8Array(60))).toBe(true);
  expect(store.keepFrame(2, new Uint8Array(60))).toBe(false);
  expect(store.frame(1)).toHaveLength(60);
  expect(store.frame(2)).toBeNull();
});

test("a program's output that looks like a frame's event is not taken for one", () => {
  const store = new TraceStore(ROOMY);
  store.append([JSON.stringify({ seq: 0, kind: "program.output", text: '"frame.sent"', frame: 1 })]);
  expect(store.frame(1)).toBeNull();
});
