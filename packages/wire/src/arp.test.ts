import fc from "fast-check";
import { type ArpHeader, decodeArp, emitArp } from "./arp.ts";
import { ipv4Address } from "./ip-address.ts";
import { macAddress } from "./mac-address.ts";
import { ipv4s, macs, unsigned } from "./testing/arbitraries.ts";
import { fromHex } from "./testing/bytes.ts";
import { codecLaws } from "./testing/codec-laws.ts";

const ethernetIpv4 = fc.record({
  kind: fc.constant("ethernet-ipv4" as const),
  opcode: unsigned(16),
  senderMac: macs,
  senderIp: ipv4s,
  targetMac: macs,
  targetIp: ipv4s,
});

const otherFamilies = fc.tuple(unsigned(4), unsigned(4)).chain(([hardwareSize, protocolSize]) => {
  const length = 2 * (hardwareSize + protocolSize);
  return fc.record({
    kind: fc.constant("unknown" as const),
    hardwareType: fc.integer({ min: 2, max: 0xffff }),
    protocolType: unsigned(16),
    hardwareSize: fc.constant(hardwareSize),
    protocolSize: fc.constant(protocolSize),
    opcode: unsigned(16),
    addresses: fc.uint8Array({ minLength: length, maxLength: length }),
  });
});

codecLaws<ArpHeader>("arp", {
  decode: decodeArp,
  emit: emitArp,
  headers: fc.oneof(ethernetIpv4, otherFamilies),
  known: {
    hex: "0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002",
    header: {
      kind: "ethernet-ipv4",
      opcode: 1,
      senderMac: macAddress("02:00:00:00:00:01"),
      senderIp: ipv4Address("10.0.0.1"),
      targetMac: macAddress("00:00:00:00:00:00"),
      targetIp: ipv4Address("10.0.0.2"),
    },
  },
  unknown: {
    hex: "0006 0800 02 04 0063 aabb 0a000001 ccdd 0a000002",
    header: {
      kind: "unknown",
      hardwareType: 6,
      protocolType: 0x0800,
      hardwareSize: 2,
      protocolSize: 4,
      opcode: 99,
      addresses: fromHex("aabb 0a000001 ccdd 0a000002"),
    },
  },
  nudge: (bytes) => bytes.set([0, 1, 8, 0, 6, 4].slice(0, bytes.length)),
});
