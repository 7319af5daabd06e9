import type { PacketDirection } from "./block.ts";
import type { BlockView } from "./block-view.ts";
import { EPB_DIRECTION, EPB_OPTION, padded } from "./code.ts";
import { type InterfaceState, requireInterface } from "./parse-interface.ts";
import { OptionList } from "./parse-options.ts";
import type { EnhancedPacketBlock, SimplePacketBlock } from "./parsed-block.ts";

/** Offsets into the body of an "Enhanced Packet Block". */
const EPB = { interfaceId: 0, timestamp: 4, capturedLength: 12, originalLength: 16, data: 20 } as const;

/** "Enhanced Packet Block". */
export function parseEnhancedPacket(
  block: BlockView,
  interfaces: readonly InterfaceState[],
): EnhancedPacketBlock {
  const start = block.bodyStart;
  const interfaceId = block.uint32(start + EPB.interfaceId, "Interface ID");
  const { clock } = requireInterface(block, interfaces, interfaceId);
  const timestamp = clock.toNanoseconds(block.timestamp(start + EPB.timestamp, "Timestamp"));
  const capturedLength = block.uint32(start + EPB.capturedLength, "Captured Packet Length");
  const originalLength = block.uint32(start + EPB.originalLength, "Original Packet Length");
  const data = block.borrow(start + EPB.data, capturedLength, "Packet Data");
  const options = new OptionList(block, start + EPB.data + padded(capturedLength));
  const flags = options.takeUint32("epb_flags", EPB_OPTION.flags);
  return {
    kind: "enhanced-packet",
    ...block.place,
    interfaceId,
    timestamp,
    data,
    originalLength,
    flags,
    direction: flags === undefined ? undefined : directionOf(flags),
    ...options.finish(),
  };
}

function directionOf(flags: number): PacketDirection | undefined {
  switch (flags & EPB_DIRECTION.mask) {
    case EPB_DIRECTION.inbound:
      return "inbound";
    case EPB_DIRECTION.outbound:
      return "outbound";
    default:
      return undefined;
  }
}

/** "Simple Packet Block": how much was captured follows from the snapshot length of interface 0. */
export function parseSimplePacket(
  block: BlockView,
  interfaces: readonly InterfaceState[],
): SimplePacketBlock {
  const originalLength = block.uint32(block.bodyStart, "Original Packet Length");
  const { snapLen } = requireInterface(block, interfaces, 0);
  const capturedLength = snapLen === 0 ? originalLength : Math.min(snapLen, originalLength);
  const data = block.borrow(block.bodyStart + 4, capturedLength, "Packet Data");
  return { kind: "simple-packet", ...block.place, data, originalLength };
}
