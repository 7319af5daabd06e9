import { TraceLog } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { ANALYSIS } from "./analysis-fields.ts";
import { fieldLabelsEn, fieldLabelsZh } from "./field-labels.ts";
import { frameModel, layerAt, litBy, nodesAt, targetAt } from "./frame-model.ts";
import type { FrameVersion } from "./frame-versions.ts";
import { ACK, handshakeFacts, logOf, PSH, segment, sent } from "./handshake.fixture.ts";

const log = logOf(handshakeFacts());

function modelOf(frame: number, of = log, version: FrameVersion = "now") {
  const entry = of.frames[frame - 1];
  const model = entry ? frameModel(of, entry, null, version) : null;
  if (!model) throw new Error(`no frame ${frame}`);
  return model;
}

function fieldValue(frame: number, id: string, of = log) {
  return modelOf(frame, of).nodes.find(({ field }) => field.id === id)?.field.value;
}

const DATA_OFFSET = 46;
const PAYLOAD = 54;

describe("a frame taken apart", () => {
  it("has relative numbers beside the raw ones, as derived", () => {
    const relative = modelOf(4).nodes.find(({ field }) => field.id === "tcp.seq")?.field;
    expect(relative).toMatchObject({ value: 1, derived: true });
    expect(fieldValue(4, "tcp.seq_raw")).toBe(4_000_000_001);
  });

  it("says which frame an ACK is for and how long that took", () => {
    expect(fieldValue(5, ANALYSIS.acksFrame)).toBe(4);
    expect(fieldValue(5, ANALYSIS.ackRtt)).toBe(1_000_000);
  });

  it("gives no time where the segment was sent twice, as either may have been meant (Karn)", () => {
    const hello = segment("client", PSH | ACK, 1, 1, "hello");
    const ack = segment("server", ACK, 1, 6);
    const facts = [...handshakeFacts().slice(0, 5), sent(5, "client", hello), sent(6, "server", ack)];
    const repeated = logOf(facts);
    expect(fieldValue(5, ANALYSIS.repeatOf, repeated)).toBe(4);
    expect(fieldValue(6, ANALYSIS.acksFrame, repeated)).toBe(4);
    expect(fieldValue(6, ANALYSIS.ackRtt, repeated)).toBeUndefined();
  });

  it("names every field of a TCP frame in both languages", () => {
    const keys = modelOf(4).nodes.map(({ field }) => field.id.replaceAll(".", "_"));
    expect(keys.filter((key) => !(key in fieldLabelsEn) || !(key in fieldLabelsZh))).toEqual([]);
  });
});

describe("pointing at a byte or a field", () => {
  const model = modelOf(4);

  it("finds the one field of a byte", () => {
    const target = targetAt(model, PAYLOAD);
    expect(target.at).toBe("field");
    expect(litBy(model, target).span).toEqual({ start: PAYLOAD, end: PAYLOAD + 5 });
  });

  it("lights the byte itself, and all its fields, where several share it", () => {
    expect(targetAt(model, DATA_OFFSET)).toEqual({ at: "byte", offset: DATA_OFFSET });
    const ids = nodesAt(model, DATA_OFFSET).map(({ field }) => field.id);
    expect(ids).toEqual(["tcp.hdr_len", "tcp.flags.res", "tcp.flags.ae"]);
    const lit = litBy(model, { at: "byte", offset: DATA_OFFSET });
    expect(lit.span).toEqual({ start: DATA_OFFSET, end: DATA_OFFSET + 1 });
    expect(lit.keys.size).toBe(3);
  });

  it("lights a field's bits", () => {
    const key = model.nodes.find(({ field }) => field.id === "tcp.flags.ack")?.key ?? "";
    expect(litBy(model, { at: "field", key }).span).toMatchObject({
      start: 47,
      end: 48,
      bits: { from: 3, to: 4 },
    });
  });

  it("tells each byte's layer", () => {
    expect([0, 14, 34, PAYLOAD].map((offset) => layerAt(model, offset))).toEqual([
      "link",
      "network",
      "transport",
      "payload",
    ]);
  });

  it("lights nothing for nothing", () => {
    expect(litBy(model, null).span).toBeNull();
  });
});

describe("a frame of which a bit was flipped on the way", () => {
  /** The lowest bit of the last of "hello", a datagram's payload over IPv4. */
  const LAST = 46;
  function flipped(checksums: "left" | "mended") {
    const b = new TraceBuilder();
    b.datagram("client", { payload: "hello" });
    b.alter(1, { offset: LAST, checksums });
    return b.run().log;
  }
  const before = (model: ReturnType<typeof modelOf>) =>
    [...model.before].map(([field, was]) => `${field.id}: ${was.display} → ${field.display}`);

  it("is told as it arrives, with what it was: the checksum no longer fits where it was left", () => {
    const model = modelOf(1, flipped("left"));
    expect(model.changed).toEqual(new Map([[LAST, 1]]));
    expect(before(model)).toEqual([
      "udp.checksum.status: good → bad",
      "udp.checksum_calculated: 0xe8f0 → 0xe9f0",
      "udp.payload: 68656c6c6f → 68656c6c6e",
    ]);
  });

  it("has a checksum that fits where that was mended, and then that differs as well", () => {
    const model = modelOf(1, flipped("mended"));
    expect(fieldValue(1, "udp.checksum.status", flipped("mended"))).toBe("good");
    expect(before(model).map((text) => text.split(":")[0])).toEqual([
      "udp.checksum",
      "udp.checksum_calculated",
      "udp.payload",
    ]);
  });

  it("can be seen as it was sent, with the same places marked", () => {
    const sentModel = modelOf(1, flipped("mended"), "first");
    expect(String.fromCharCode(sentModel.bytes[LAST] ?? 0)).toBe("o");
    expect(sentModel.changed.get(LAST)).toBe(1);
    expect(before(sentModel)).toEqual([]);
  });

  it("beyond what the stream brought of it is put together from the alteration, which tells it whole", () => {
    const whole = flipped("mended");
    const facts = whole.events.map((event) =>
      event.kind === "frame.sent" ? { ...event, bytes: btoa(atob(event.bytes).slice(0, 44)) } : event,
    );
    const cut = new TraceLog();
    cut.append(facts);
    expect(modelOf(1, cut, "first").bytes).toEqual(modelOf(1, whole, "first").bytes);
  });
});
