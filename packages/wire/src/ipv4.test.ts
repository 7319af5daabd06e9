import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipv4Address } from "./ip-address.ts";
import { decodeIpv4, emitIpv4, type Ipv4Header } from "./ipv4.ts";
import { ipv4s, unsigned } from "./testing/arbitraries.ts";
import { fromHex } from "./testing/bytes.ts";
import { codecLaws } from "./testing/codec-laws.ts";

const SYN_PACKET: Ipv4Header = {
  dscp: 0,
  ecn: 0,
  totalLength: 60,
  identification: 0x1c46,
  reservedBit: false,
  dontFragment: true,
  moreFragments: false,
  fragmentOffset: 0,
  ttl: 64,
  protocol: 6,
  checksum: 0x0a74,
  src: ipv4Address("10.0.0.1"),
  dst: ipv4Address("10.0.0.2"),
  options: new Uint8Array(0),
};

const options = unsigned(4).chain((words) => {
  const length = 4 * Math.min(words, 10);
  return fc.uint8Array({ minLength: length, maxLength: length });
});

codecLaws("ipv4", {
  decode: decodeIpv4,
  emit: emitIpv4,
  headers: fc.record({
    dscp: unsigned(6),
    ecn: unsigned(2),
    totalLength: fc.integer({ min: 60, max: 0xffff }),
    identification: unsigned(16),
    reservedBit: fc.boolean(),
    dontFragment: fc.boolean(),
    moreFragments: fc.boolean(),
    fragmentOffset: unsigned(13),
    ttl: unsigned(8),
    protocol: unsigned(8),
    checksum: unsigned(16),
    src: ipv4s,
    dst: ipv4s,
    options,
  }),
  known: { hex: "45 00 003c 1c46 4000 40 06 0a74 0a000001 0a000002", header: SYN_PACKET },
  unknown: {
    hex: "46 ff 0018 1c46 ffff 40 fd 0a74 0a000001 0a000002 9e040000",
    header: {
      ...SYN_PACKET,
      dscp: 63,
      ecn: 3,
      totalLength: 24,
      reservedBit: true,
      moreFragments: true,
      fragmentOffset: 0x1fff,
      protocol: 253,
      options: fromHex("9e040000"),
    },
  },
  nudge: (bytes) => {
    bytes[0] = 0x45 + ((bytes[0] ?? 0) % 3);
    bytes[2] = 1;
  },
});

describe("ipv4 headers that cannot be", () => {
  it.each([
    ["another version", "65 00 003c", "ip.version", "4", 6],
    ["a header shorter than 20 bytes", "44 00 003c", "ip.hdr_len", ">= 20", 16],
    ["a packet shorter than its header", "45 00 0013", "ip.len", ">= 20", 19],
  ])("%s: names the field, what was expected and what was found", (_, start, field, expected, found) => {
    const bytes = new Uint8Array(20);
    bytes.set(fromHex(start));
    expect(decodeIpv4(bytes)).toMatchObject({
      ok: false,
      problem: { reason: "malformed", field, expected, found },
    });
  });
});
