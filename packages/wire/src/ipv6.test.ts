import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipv6Address } from "./ip-address.ts";
import { decodeIpv6, emitIpv6, type Ipv6ExtensionHeader, type Ipv6Header } from "./ipv6.ts";
import { ipv6s, unsigned } from "./testing/arbitraries.ts";
import { fromHex } from "./testing/bytes.ts";
import { codecLaws } from "./testing/codec-laws.ts";

const ADDRESSES = "fe800000000000000000000000000001 fe800000000000000000000000000002";

const PACKET: Ipv6Header = {
  dscp: 0,
  ecn: 0,
  flowLabel: 0x12345,
  payloadLength: 20,
  nextHeader: 6,
  hopLimit: 64,
  src: ipv6Address("fe80::1"),
  dst: ipv6Address("fe80::2"),
  extensions: [],
};

/** Destination options headers in a row, the last one followed by TCP. */
const extensions = fc
  .array(fc.uint8Array({ minLength: 6, maxLength: 6 }), { maxLength: 3 })
  .map((bodies): Ipv6ExtensionHeader[] =>
    bodies.map((body, index) => ({
      type: 60,
      nextHeader: index === bodies.length - 1 ? 6 : 60,
      rest: Uint8Array.from([0, ...body]),
    })),
  );

codecLaws("ipv6", {
  decode: decodeIpv6,
  emit: emitIpv6,
  headers: extensions.chain((list) =>
    fc.record({
      dscp: unsigned(6),
      ecn: unsigned(2),
      flowLabel: unsigned(20),
      payloadLength: fc.integer({ min: 24, max: 0xffff }),
      nextHeader: fc.constant(list.length === 0 ? 6 : 60),
      hopLimit: unsigned(8),
      src: ipv6s,
      dst: ipv6s,
      extensions: fc.constant(list),
    }),
  ),
  known: { hex: `60012345 0014 06 40 ${ADDRESSES}`, header: PACKET },
  unknown: {
    hex: `6ff12345 0014 fd 40 ${ADDRESSES}`,
    header: { ...PACKET, dscp: 63, ecn: 3, nextHeader: 253 },
  },
  nudge: (bytes) => {
    bytes[0] = 0x60;
    bytes[4] = 1;
  },
});

describe("ipv6 extension headers", () => {
  it("a hop-by-hop header before ICMPv6 is kept and passed over", () => {
    const bytes = fromHex(`60000000 0010 00 01 ${ADDRESSES} 3a00050200000100`);
    expect(decodeIpv6(bytes)).toMatchObject({
      ok: true,
      end: 48,
      header: { nextHeader: 0, extensions: [{ type: 0, nextHeader: 58 }] },
    });
  });

  it("a later fragment ends the chain, whatever its next header says", () => {
    const bytes = fromHex(`60000000 0010 2c 40 ${ADDRESSES} 3c000008 00000001 ffffffffffffffff`);
    expect(decodeIpv6(bytes)).toMatchObject({ ok: true, end: 48, header: { extensions: [{ type: 44 }] } });
  });

  it("extension headers longer than the payload length are malformed", () => {
    const bytes = fromHex(`60000000 0004 00 01 ${ADDRESSES} 3a00050200000100`);
    expect(decodeIpv6(bytes)).toMatchObject({
      ok: false,
      problem: { reason: "malformed", field: "ipv6.plen", expected: ">= 8", found: 4, offset: 4 },
    });
  });
});
