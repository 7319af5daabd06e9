import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeFrame, emitFrame } from "./compose-frame.ts";
import { decodeFrame, quotedPacket } from "./frame.ts";
import { fromHex, utf8 } from "./testing/bytes.ts";
import { randomCaptures, randomFrames } from "./testing/random-frames.ts";
import {
  DATA,
  DATAGRAM,
  ETHERNET,
  IP,
  PORT_UNREACHABLE,
  SAMPLE_FRAMES,
  SYN,
} from "./testing/sample-frames.ts";

describe("decodeFrame", () => {
  it("a data segment: every layer with its place, and the payload's bytes", () => {
    const { layers, problem } = decodeFrame(DATA);
    expect(problem).toBeNull();
    expect(layers.ethernet).toMatchObject({ start: 0, end: 14, header: { etherType: 0x0800 } });
    expect(layers.ip).toMatchObject({ kind: "ipv4", start: 14, end: 34, header: { src: "10.0.0.1" } });
    expect(layers.transport).toMatchObject({ kind: "tcp", start: 34, end: 66, header: { seq: 1001 } });
    expect(layers.payload).toEqual({ start: 66, end: 71, length: 5, bytes: utf8("hello") });
    expect(layers.trailer).toBeNull();
  });

  it.each(Object.entries(SAMPLE_FRAMES))(
    "%s: has no problem and is written back byte for byte",
    (_, bytes) => {
      const frame = decodeFrame(bytes);
      expect(frame.problem).toBeNull();
      expect(emitFrame(frame)).toEqual(bytes);
    },
  );

  it("a padded ARP reply: the padding is the trailer, not payload", () => {
    const { layers } = decodeFrame(SAMPLE_FRAMES["padded ARP reply"] ?? new Uint8Array(0));
    expect(layers.payload.length).toBe(0);
    expect(layers.trailer).toMatchObject({ start: 42, end: 60 });
  });

  it("cut in the payload: no problem, and the payload knows its length on the wire", () => {
    const { layers, problem } = decodeFrame(DATA.subarray(0, 68), DATA.length);
    expect(problem).toBeNull();
    expect(layers.payload).toEqual({ start: 66, end: 68, length: 5, bytes: utf8("he") });
  });

  it("cut in the TCP header: the problem says cut, where the same bytes alone are truncated", () => {
    const bytes = DATA.subarray(0, 50);
    const facts = { layer: "tcp", field: "tcp.checksum", offset: 50, expected: "2", found: 0 };
    expect(decodeFrame(bytes, DATA.length).problem).toMatchObject({ reason: "cut", ...facts });
    expect(decodeFrame(bytes).layers.ip?.kind).toBe("ipv4");
    expect(decodeFrame(bytes).layers.transport).toBeNull();
  });

  it("a packet longer than its frame: malformed, and all the same read as far as it goes", () => {
    const bytes = SYN.slice();
    bytes[17] = 200;
    const { layers, problem } = decodeFrame(bytes);
    expect(problem).toMatchObject({
      reason: "malformed",
      field: "ip.len",
      offset: 16,
      expected: "<= 60",
      found: 200,
    });
    expect(layers.transport?.kind).toBe("tcp");
  });

  it("a datagram longer than its packet: malformed at udp.length", () => {
    const bytes = DATAGRAM.slice();
    bytes[39] = 11;
    expect(decodeFrame(bytes).problem).toMatchObject({
      field: "udp.length",
      offset: 38,
      expected: "<= 10",
      found: 11,
    });
  });

  it("a later fragment: payload without transport header", () => {
    const { layers } = decodeFrame(SAMPLE_FRAMES["later fragment"] ?? new Uint8Array(0));
    expect(layers.transport).toBeNull();
    expect(layers.payload.length).toBe(10);
  });

  it("an ethertype or IP protocol it does not know: the rest is payload", () => {
    const lldp = fromHex("0180c200000e 020000000001 88cc 0207");
    expect(decodeFrame(lldp)).toMatchObject({
      problem: null,
      layers: { ip: null, payload: { start: 14, length: 2 } },
    });
    const sctp = composeFrame({
      ethernet: ETHERNET,
      ip: { ...IP, protocol: 132 },
      transport: { kind: "udp", srcPort: 1, dstPort: 2 },
    });
    expect(decodeFrame(sctp)).toMatchObject({
      problem: null,
      layers: { transport: null, payload: { length: 8 } },
    });
  });

  it("random and damaged frames, cut or not: never throws, layers follow each other inside the bytes", () => {
    fc.assert(
      fc.property(randomCaptures, ([bytes, more]) => {
        const { layers, originalLength } = decodeFrame(bytes, bytes.length + more);
        const ends = [layers.ethernet?.end, layers.arp?.end, layers.ip?.end, layers.transport?.end];
        const known = ends.filter((end) => end !== undefined);
        expect(known.toSorted((a, b) => a - b)).toEqual(known);
        expect(layers.payload.start).toBeGreaterThanOrEqual(known.at(-1) ?? 0);
        expect(layers.payload.end).toBeLessThanOrEqual(bytes.length);
        expect(originalLength).toBe(bytes.length + more);
      }),
      { numRuns: 1000 },
    );
  });

  it("random and damaged frames: written back byte for byte", () => {
    fc.assert(
      fc.property(randomFrames, (bytes) => {
        expect(emitFrame(decodeFrame(bytes))).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("quotedPacket", () => {
  it("port unreachable: gives the datagram it is about, with places in the frame", () => {
    const frame = decodeFrame(PORT_UNREACHABLE);
    expect(quotedPacket(frame.bytes, frame.layers)).toMatchObject({
      ip: { start: 42, header: { src: "10.0.0.1" } },
      transport: { kind: "udp", start: 62, header: { srcPort: 5000, dstPort: 6000 } },
    });
  });

  it("a segment quotes nothing", () => {
    const frame = decodeFrame(DATA);
    expect(quotedPacket(frame.bytes, frame.layers)).toBeNull();
  });
});
