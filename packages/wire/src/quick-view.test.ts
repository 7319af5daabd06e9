import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFrame } from "./frame.ts";
import { fragmentOf, protocolOf } from "./ip-packet.ts";
import { type QuickView, quickView, sameSegment, segmentKey } from "./quick-view.ts";
import { SeqNumber } from "./seq-number.ts";
import { hasFlag, TcpFlag } from "./tcp-flags.ts";
import { randomFrames } from "./testing/random-frames.ts";
import { CLIENT, DATAGRAM, IP, IP6, SAMPLE_FRAMES, SERVER, SYN, segment } from "./testing/sample-frames.ts";

function view(bytes: Uint8Array): QuickView {
  const result = quickView(bytes);
  if (result === null) throw new Error("The frame has no quick view.");
  return result;
}

/** What a full decode says of the same things. */
function slowView(bytes: Uint8Array) {
  const { ip, transport, payload } = decodeFrame(bytes).layers;
  if (ip === null) return null;
  const common = {
    src: ip.header.src,
    dst: ip.header.dst,
    protocol: protocolOf(ip),
    payloadLength: payload.length,
  };
  switch (transport?.kind) {
    case "tcp": {
      const { srcPort, dstPort, seq, ack, flags, window } = transport.header;
      return { ...common, kind: "tcp", srcPort, dstPort, seq, ack, flags, window };
    }
    case "udp": {
      const { srcPort, dstPort } = transport.header;
      return { ...common, kind: "udp", srcPort, dstPort, seq: 0, ack: 0, flags: 0, window: 0 };
    }
    default:
      return null;
  }
}

describe("quickView", () => {
  it("a SYN over IPv4", () => {
    expect(view(SYN)).toMatchObject({
      version: 4,
      protocol: 6,
      kind: "tcp",
      srcPort: 49152,
      dstPort: 8888,
      seq: 1000,
      ack: 0,
      flags: TcpFlag.syn,
      window: 64240,
      payloadLength: 0,
      sequenceLength: 1,
    });
    expect([view(SYN).src, view(SYN).dst]).toEqual(["10.0.0.1", "10.0.0.2"]);
  });

  it("a segment over IPv6, cut behind its header: its payload length is that on the wire", () => {
    const bytes = segment({}, "hello", IP6);
    expect(view(bytes.subarray(0, 74))).toMatchObject({ version: 6, kind: "tcp", payloadLength: 5 });
    expect(view(bytes).src).toBe("fe80::1");
  });

  it("a datagram behind an IPv6 fragment header, and a later fragment", () => {
    expect(view(SAMPLE_FRAMES["atomic fragment over IPv6"] ?? SYN)).toMatchObject({
      kind: "udp",
      srcPort: 5000,
    });
    expect(view(SAMPLE_FRAMES["later fragment"] ?? SYN)).toMatchObject({ kind: "other", srcPort: 0 });
  });

  it("ARP and bytes too short for a header have none", () => {
    expect(quickView(SAMPLE_FRAMES["ARP request"] ?? SYN)).toBeNull();
    expect(quickView(SYN.subarray(0, 53))).toBeNull();
    expect(quickView(new Uint8Array(0))).toBeNull();
  });

  it("random and damaged frames: says what a full decode says, and nothing where that reads no ports", () => {
    let agreed = 0;
    fc.assert(
      fc.property(randomFrames, (bytes) => {
        const quick = quickView(bytes);
        const slow = slowView(bytes);
        const isFirstFragment = slow?.kind === "udp" && isFirst(bytes);
        if (isFirstFragment) return;
        const known = quick === null || quick.kind === "other" ? null : quick;
        expect(known === null ? null : pick(known, Object.keys(slow ?? {}))).toEqual(slow);
        if (known !== null) agreed += 1;
      }),
      { numRuns: 1000 },
    );
    expect(agreed).toBeGreaterThan(100);
  });
});

/** Then the datagram's own length says nothing of this packet. */
function isFirst(bytes: Uint8Array): boolean {
  const { ip } = decodeFrame(bytes).layers;
  return ip !== null && fragmentOf(ip) === "first";
}

function pick(from: QuickView, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, Reflect.get(from, key)]));
}

describe("sameSegment", () => {
  const original = segment(
    { options: [{ kind: "timestamps", tsval: 1, tsecr: 1 }, { kind: "nop" }, { kind: "nop" }] },
    "hello",
  );

  it("a retransmission with another IP id, acknowledgment number, window and timestamp is the same", () => {
    const repeat = segment(
      {
        ack: SeqNumber.of(6000),
        window: 1,
        flags: TcpFlag.psh | TcpFlag.ack,
        options: [{ kind: "timestamps", tsval: 900, tsecr: 800 }, { kind: "nop" }, { kind: "nop" }],
      },
      "hello",
      { ...IP, identification: 7 },
    );
    expect(sameSegment(view(original), view(repeat))).toBe(true);
    expect(segmentKey(view(original))).toBe(segmentKey(view(repeat)));
  });

  it("a repeated SYN and a repeated FIN are the same", () => {
    const fin = segment({ flags: TcpFlag.fin | TcpFlag.ack });
    expect(sameSegment(view(SYN), view(SYN.slice()))).toBe(true);
    expect(sameSegment(view(fin), view(fin.slice()))).toBe(true);
  });

  it.each([
    ["another sequence number", segment({ seq: SeqNumber.of(1002) }, "hello")],
    ["another length", segment({}, "hell")],
    ["a FIN on it", segment({ flags: TcpFlag.fin | TcpFlag.ack }, "hello")],
    ["another source port", segment({ srcPort: 49153 }, "hello")],
    ["another destination port", segment({ dstPort: 8889 }, "hello")],
    ["the other direction", segment({}, "hello", { ...IP, src: SERVER, dst: CLIENT })],
    ["IPv6", segment({}, "hello", IP6)],
    ["a reset", segment({ flags: TcpFlag.rst }, "hello")],
    ["UDP", DATAGRAM],
  ])("a segment with %s is another", (_, other) => {
    expect(sameSegment(view(original), view(other))).toBe(false);
    expect(segmentKey(view(original))).not.toBe(segmentKey(view(other)));
  });

  it("a bare ACK and a datagram are the same as none, not even as themselves", () => {
    for (const bytes of [segment({}), DATAGRAM]) {
      expect(sameSegment(view(bytes), view(bytes))).toBe(false);
      expect(segmentKey(view(bytes))).toBeNull();
    }
  });

  it("any two frames are the same segment exactly if they have the same key", () => {
    fc.assert(
      fc.property(randomFrames, randomFrames, (a, b) => {
        const [one, two] = [quickView(a), quickView(b)];
        if (one === null || two === null) return;
        const key = segmentKey(one);
        expect(sameSegment(one, two)).toBe(key !== null && key === segmentKey(two));
        expect(sameSegment(one, one)).toBe(key !== null);
        expect(key === null).toBe(
          one.kind !== "tcp" || one.sequenceLength === 0 || hasFlag(one.flags, TcpFlag.rst),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
