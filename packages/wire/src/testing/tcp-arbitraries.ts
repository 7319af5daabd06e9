import fc from "fast-check";
import type { TcpHeader } from "../tcp.ts";
import type { TcpOption } from "../tcp-options.ts";
import { seqNumbers, unsigned } from "./arbitraries.ts";

const option: fc.Arbitrary<TcpOption> = fc.oneof(
  fc.constant({ kind: "nop" as const }),
  fc.record({ kind: fc.constant("mss" as const), mss: unsigned(16) }),
  fc.record({ kind: fc.constant("windowScale" as const), shift: unsigned(8) }),
  fc.constant({ kind: "sackPermitted" as const }),
  fc.record({
    kind: fc.constant("sack" as const),
    blocks: fc.array(fc.record({ left: seqNumbers, right: seqNumbers }), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("timestamps" as const), tsval: unsigned(32), tsecr: unsigned(32) }),
  fc.record({
    kind: fc.constant("unknown" as const),
    type: fc.integer({ min: 9, max: 255 }),
    data: fc.uint8Array({ maxLength: 6 }),
  }),
);

function lengthOf(option: TcpOption): number {
  switch (option.kind) {
    case "nop":
      return 1;
    case "sackPermitted":
      return 2;
    case "windowScale":
      return 3;
    case "mss":
      return 4;
    case "timestamps":
      return 10;
    case "sack":
      return 2 + 8 * option.blocks.length;
    case "unknown":
      return 2 + option.data.length;
    case "eol":
      return 1 + option.padding.length;
    case "malformed":
      return option.bytes.length;
    default:
      return option satisfies never;
  }
}

/** As many as fit into 40 bytes, with NOPs up to a multiple of four. */
const tcpOptionLists: fc.Arbitrary<TcpOption[]> = fc.array(option, { maxLength: 8 }).map((list) => {
  const kept: TcpOption[] = [];
  let length = 0;
  for (const next of list) {
    if (length + lengthOf(next) > 40) break;
    kept.push(next);
    length += lengthOf(next);
  }
  while (length++ % 4 !== 0) kept.push({ kind: "nop" });
  return kept;
});

export const tcpHeaders: fc.Arbitrary<TcpHeader> = fc.record({
  srcPort: unsigned(16),
  dstPort: unsigned(16),
  seq: seqNumbers,
  ack: seqNumbers,
  flags: unsigned(12),
  window: unsigned(16),
  checksum: unsigned(16),
  urgentPointer: unsigned(16),
  options: tcpOptionLists,
});
