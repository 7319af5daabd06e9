import type { BlockView } from "./block-view.ts";
import { IF_OPTION, ISB_OPTION } from "./code.ts";
import { OptionList } from "./parse-options.ts";
import type { InterfaceDescriptionBlock, InterfaceStatisticsBlock } from "./parsed-block.ts";
import { DEFAULT_RESOLUTION, decodeTsresol, InterfaceClock } from "./timestamp.ts";

/** What later blocks of a section need to know of its interfaces. */
export interface InterfaceState {
  readonly snapLen: number;
  readonly clock: InterfaceClock;
}

/** "Interface Description Block". */
export function parseInterfaceDescription(block: BlockView, interfaceId: number): InterfaceDescriptionBlock {
  const linkType = block.uint16(block.bodyStart, "LinkType");
  const snapLen = block.uint32(block.bodyStart + 4, "SnapLen");
  const options = new OptionList(block, block.bodyStart + 8);
  const tsresol = options.takeOctet("if_tsresol", IF_OPTION.tsresol);
  return {
    kind: "interface-description",
    ...block.place,
    interfaceId,
    linkType,
    snapLen,
    name: options.takeText(IF_OPTION.name),
    description: options.takeText(IF_OPTION.description),
    os: options.takeText(IF_OPTION.os),
    timestampResolution: tsresol === undefined ? DEFAULT_RESOLUTION : decodeTsresol(tsresol),
    timestampOffset: options.takeInt64("if_tsoffset", IF_OPTION.tsoffset) ?? 0n,
    ...options.finish(),
  };
}

export function interfaceState(description: InterfaceDescriptionBlock): InterfaceState {
  const { snapLen, timestampResolution, timestampOffset } = description;
  return { snapLen, clock: new InterfaceClock(timestampResolution, timestampOffset) };
}

/** The interface that a block refers to; it must have been described before ("Interface Description Block"). */
export function requireInterface(
  block: BlockView,
  interfaces: readonly InterfaceState[],
  interfaceId: number,
): InterfaceState {
  const found = interfaces[interfaceId];
  if (found !== undefined) return found;
  const expected = `one of the section's ${interfaces.length} interfaces`;
  return block.fail("unknown-interface", "Interface ID", expected, String(interfaceId), block.bodyStart);
}

/** "Interface Statistics Block". */
export function parseInterfaceStatistics(
  block: BlockView,
  interfaces: readonly InterfaceState[],
): InterfaceStatisticsBlock {
  const interfaceId = block.uint32(block.bodyStart, "Interface ID");
  const { clock } = requireInterface(block, interfaces, interfaceId);
  const timestamp = clock.toNanoseconds(block.timestamp(block.bodyStart + 4, "Timestamp"));
  const options = new OptionList(block, block.bodyStart + 12);
  const startTime = options.takeTimestamp("isb_starttime", ISB_OPTION.startTime);
  const endTime = options.takeTimestamp("isb_endtime", ISB_OPTION.endTime);
  return {
    kind: "interface-statistics",
    ...block.place,
    interfaceId,
    timestamp,
    startTime: startTime === undefined ? undefined : clock.toNanoseconds(startTime),
    endTime: endTime === undefined ? undefined : clock.toNanoseconds(endTime),
    received: options.takeUint64("isb_ifrecv", ISB_OPTION.received),
    dropped: options.takeUint64("isb_ifdrop", ISB_OPTION.dropped),
    filterAccepted: options.takeUint64("isb_filteraccept", ISB_OPTION.filterAccepted),
    osDropped: options.takeUint64("isb_osdrop", ISB_OPTION.osDropped),
    delivered: options.takeUint64("isb_usrdeliv", ISB_OPTION.delivered),
    ...options.finish(),
  };
}
