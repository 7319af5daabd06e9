import fc from "fast-check";
import { decodeIcmp, emitIcmp, type IcmpHeader } from "./icmp.ts";
import { unsigned } from "./testing/arbitraries.ts";
import { codecLaws } from "./testing/codec-laws.ts";

const common = { code: unsigned(8), checksum: unsigned(16) };

const headers: fc.Arbitrary<IcmpHeader> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("echoRequest" as const, "echoReply" as const),
    ...common,
    identifier: unsigned(16),
    sequence: unsigned(16),
  }),
  fc.record({
    kind: fc.constantFrom("unreachable" as const, "timeExceeded" as const),
    ...common,
    unused: unsigned(16),
    nextHopMtu: unsigned(16),
  }),
  fc.record({ kind: fc.constant("unknown" as const), type: fc.integer({ min: 12, max: 255 }), ...common }),
);

codecLaws("icmp", {
  decode: decodeIcmp,
  emit: emitIcmp,
  headers,
  known: {
    hex: "08 00 192c 0001 0002",
    header: { kind: "echoRequest", code: 0, checksum: 0x192c, identifier: 1, sequence: 2 },
  },
  unknown: { hex: "2a 07 1234", header: { kind: "unknown", type: 42, code: 7, checksum: 0x1234 } },
});

codecLaws("icmp unreachable", {
  decode: decodeIcmp,
  emit: emitIcmp,
  headers,
  known: {
    hex: "03 04 14c4 0000 0578",
    header: { kind: "unreachable", code: 4, checksum: 0x14c4, unused: 0, nextHopMtu: 1400 },
  },
  unknown: {
    hex: "03 ff 14c4 abcd ef01",
    header: { kind: "unreachable", code: 255, checksum: 0x14c4, unused: 0xabcd, nextHopMtu: 0xef01 },
  },
  nudge: (bytes) => bytes.set([3].slice(0, bytes.length)),
});
