import { NS_PER_MS, type TraceLog, traceTime } from "@wirestage/trace";
import { segmentBytes, TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { COPY_SHIFT } from "./frame-marks.ts";
import { WORDS } from "./label-words.fixture.ts";
import { type Scene, scene } from "./scene.ts";

function sceneAt(log: TraceLog, ms: number): Scene {
  const t = traceTime(Math.round(ms * NS_PER_MS));
  const window = { width: 1000, top: -100, bottom: 20_000, nsPerPixel: NS_PER_MS };
  return scene(log, log.seek(t), t, { ...window, words: WORDS, selected: null, noise: false });
}

function frameIn({ frames }: Scene, frame: number) {
  const found = frames.find((mark) => mark.frame === frame);
  if (!found) throw new Error(`frame ${frame} is not in the scene`);
  return found;
}

/** A datagram that flies for 100 ms, and is now half-way. */
function halfWay() {
  const b = new TraceBuilder();
  for (const host of ["client", "server"]) b.delay(host, 100);
  const frame = b.datagram("client", { payload: "hello" });
  return { b: b.run(50), frame };
}

describe("a copy on the ladder", () => {
  it("begins where it was made, is told to be a copy, and lies beside the first one's line", () => {
    const { b, frame } = halfWay();
    const copy = b.copy(frame);
    const now = sceneAt(b.run(500).log, 500);
    const [first, made] = [frameIn(now, frame), frameIn(now, copy)];
    expect(made).toMatchObject({
      made: "copied",
      end: { fate: "delivered" },
      text: { note: "[copy of #1]" },
    });
    expect(first.made).toBeNull();
    expect(made.path[0]?.x).toBeCloseTo((now.columns.left + now.columns.right) / 2);
    expect(made.path.at(-1)?.x).toBe(now.columns.right);
    expect((made.path.at(-1)?.y ?? 0) - (first.path.at(-1)?.y ?? 0)).toBeCloseTo(COPY_SHIFT);
  });

  it("in flight it has a label of its own, and is not counted on the first one's", () => {
    const { b, frame } = halfWay();
    const copy = b.copy(frame);
    const present = sceneAt(b.run(60).log, 60).present.map(({ frame: of, row, more }) => [of, row, more]);
    expect(present).toEqual([
      [frame, 0, 0],
      [copy, 1, 0],
    ]);
  });

  it("of a segment is no retransmission and waits for no acknowledgment of its own", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(745);
    const copy = b.copy(4);
    const now = sceneAt(b.run(2000).log, 2000);
    expect(frameIn(now, copy)).toMatchObject({ retransmissionOf: null, acknowledgedBy: null });
    expect(frameIn(now, 4).acknowledgedBy).not.toBeNull();
  });
});

describe("an injected frame on the ladder", () => {
  it("begins in the middle of the wire and says that no kernel sent it", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(745);
    const frame = b.inject("client", segmentBytes("client", { flags: ["RST"], seq: 6 }));
    const now = sceneAt(b.run(2000).log, 2000);
    const mark = frameIn(now, frame);
    expect(mark).toMatchObject({ made: "injected", kind: "RST", direction: "right" });
    expect(mark.text).toMatchObject({ kind: "RST", numbers: "Seq=6", note: WORDS.injected });
    expect(mark.path[0]?.x).toBeCloseTo((now.columns.left + now.columns.right) / 2);
  });

  it("with data can be acknowledged, and the kernel's own data for the same numbers is no repeat of it", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(690);
    const early = { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "spoof" } as const;
    const frame = b.inject("client", segmentBytes("client", early));
    b.later(40, () => b.segment("server", { flags: ["ACK"], seq: 1, ack: 6 }));
    const now = sceneAt(b.run(2000).log, 2000);
    expect(frameIn(now, frame).acknowledgedBy).not.toBeNull();
    const own = now.frames.filter(({ made, text }) => made === null && text.kind === "data 5\u202fB");
    expect(own.map(({ retransmissionOf }) => retransmissionOf)).toEqual([null, null]);
  });
});

/** The last byte of a frame with 5 bytes over UDP and IPv4. */
const LAST_BYTE = 46;

describe("a frame of which a bit was flipped", () => {
  it("is marked where it was altered, and its label tells the bytes as they are from there on", () => {
    const { b, frame } = halfWay();
    b.alter(frame, { offset: LAST_BYTE, checksums: "mended" });
    const { alteredAt, text, discard } = frameIn(sceneAt(b.run(500).log, 500), frame);
    expect(alteredAt).toHaveLength(1);
    expect(text).toMatchObject({ numbers: "40022 → 8888 “helln”", note: "[altered]" });
    expect(discard).toBeNull();
    expect(frameIn(sceneAt(b.log, 40), frame)).toMatchObject({ alteredAt: [], text: { note: "" } });
  });

  it("with a checksum that no longer fits is thrown away by the receiver's kernel, once it is there", () => {
    const { b, frame } = halfWay();
    b.alter(frame, { offset: LAST_BYTE, checksums: "left" });
    const at = (ms: number) => frameIn(sceneAt(b.run(500).log, ms), frame);
    expect(at(90)).toMatchObject({ end: { fate: "flying" }, discard: null });
    expect(at(500)).toMatchObject({ end: { fate: "delivered" }, discard: "UDP" });
    expect(at(500).text.note).toBe("[altered] [discarded: UDP]");
  });

  it("that is an acknowledgment with a wrong checksum acknowledges nothing", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(800);
    b.alter(5, { offset: 50, checksums: "left" });
    expect(frameIn(sceneAt(b.run(860).log, 860), 4).acknowledgedBy).toBeNull();
  });
});
