import fc from "fast-check";
import { decodeIcmpv6, emitIcmpv6, type Icmpv6Header } from "./icmpv6.ts";
import { ipv6Address } from "./ip-address.ts";
import { ipv6s, unsigned } from "./testing/arbitraries.ts";
import { codecLaws } from "./testing/codec-laws.ts";

const common = { code: unsigned(8), checksum: unsigned(16) };

const headers: fc.Arbitrary<Icmpv6Header> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("echoRequest" as const, "echoReply" as const),
    ...common,
    identifier: unsigned(16),
    sequence: unsigned(16),
  }),
  fc.record({
    kind: fc.constantFrom("unreachable" as const, "packetTooBig" as const, "timeExceeded" as const),
    ...common,
    word: unsigned(32),
  }),
  fc.record({
    kind: fc.constant("neighborSolicitation" as const),
    ...common,
    reserved: unsigned(32),
    target: ipv6s,
  }),
  fc.record({
    kind: fc.constant("neighborAdvertisement" as const),
    ...common,
    router: fc.boolean(),
    solicited: fc.boolean(),
    override: fc.boolean(),
    reserved: unsigned(29),
    target: ipv6s,
  }),
  fc.record({ kind: fc.constant("unknown" as const), type: fc.integer({ min: 137, max: 255 }), ...common }),
);

const TARGET = "fe800000000000000000000000000002";
const target = ipv6Address("fe80::2");

codecLaws("icmpv6 neighbour advertisement", {
  decode: decodeIcmpv6,
  emit: emitIcmpv6,
  headers,
  known: {
    hex: `88 00 181b 60000000 ${TARGET}`,
    header: {
      kind: "neighborAdvertisement",
      code: 0,
      checksum: 0x181b,
      router: false,
      solicited: true,
      override: true,
      reserved: 0,
      target,
    },
  },
  unknown: { hex: "c8 07 1234", header: { kind: "unknown", type: 200, code: 7, checksum: 0x1234 } },
});

codecLaws("icmpv6 neighbour solicitation", {
  decode: decodeIcmpv6,
  emit: emitIcmpv6,
  headers,
  known: {
    hex: `87 00 7a1b 00000000 ${TARGET}`,
    header: { kind: "neighborSolicitation", code: 0, checksum: 0x7a1b, reserved: 0, target },
  },
  unknown: {
    hex: `87 ff 7a1b ffffffff ${TARGET}`,
    header: { kind: "neighborSolicitation", code: 255, checksum: 0x7a1b, reserved: 0xffffffff, target },
  },
  nudge: (bytes) => bytes.set([0x87].slice(0, bytes.length)),
});

codecLaws("icmpv6 packet too big", {
  decode: decodeIcmpv6,
  emit: emitIcmpv6,
  headers,
  known: {
    hex: "02 00 9542 00000500",
    header: { kind: "packetTooBig", code: 0, checksum: 0x9542, word: 1280 },
  },
  unknown: {
    hex: "01 63 9542 deadbeef",
    header: { kind: "unreachable", code: 99, checksum: 0x9542, word: 0xdeadbeef },
  },
  nudge: (bytes) => bytes.set([2].slice(0, bytes.length)),
});
