import { describe, expect, it } from "vitest";
import { ANALYSIS } from "./analysis-fields.ts";
import { fieldLabelsEn, fieldLabelsZh } from "./field-labels.ts";
import { frameModel, layerAt, litBy, nodesAt, targetAt } from "./frame-model.ts";
import { ACK, handshakeFacts, logOf, PSH, segment, sent } from "./handshake.fixture.ts";

const log = logOf(handshakeFacts());

function modelOf(frame: number, of = log) {
  const model = frameModel(of, frame, null);
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

  it("does not exist before the frame was sent", () => {
    expect(frameModel(log, 9, null)).toBeNull();
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
