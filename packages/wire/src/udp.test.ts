import fc from "fast-check";
import { expect, it } from "vitest";
import { unsigned } from "./testing/arbitraries.ts";
import { fromHex } from "./testing/bytes.ts";
import { codecLaws } from "./testing/codec-laws.ts";
import { decodeUdp, emitUdp } from "./udp.ts";

codecLaws("udp", {
  decode: decodeUdp,
  emit: emitUdp,
  headers: fc.record({
    srcPort: unsigned(16),
    dstPort: unsigned(16),
    length: fc.integer({ min: 8, max: 0xffff }),
    checksum: unsigned(16),
  }),
  known: {
    hex: "1388 1770 000a 5876",
    header: { srcPort: 5000, dstPort: 6000, length: 10, checksum: 0x5876 },
  },
  unknown: {
    hex: "0000 ffff 0008 0000",
    header: { srcPort: 0, dstPort: 65535, length: 8, checksum: 0 },
  },
});

it("a datagram that says it is shorter than its header is malformed", () => {
  expect(decodeUdp(fromHex("1388 1770 0007 5876"))).toEqual({
    ok: false,
    problem: { reason: "malformed", field: "udp.length", offset: 4, expected: ">= 8", found: 7 },
  });
});
