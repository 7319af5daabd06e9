export type {
  CommonOptions,
  CustomData,
  EnhancedPacket,
  InterfaceDescription,
  InterfaceStatistics,
  NameRecord,
  NameResolution,
  PacketDirection,
  RawOption,
  SectionHeader,
} from "./block.ts";
export { LINKTYPE_ETHERNET, MAX_OPTION_BYTES } from "./code.ts";
export {
  emitCustomBlock,
  emitEnhancedPacket,
  emitInterfaceDescription,
  emitInterfaceStatistics,
  emitNameResolution,
  emitSectionHeader,
} from "./emit.ts";
export {
  type BlockKind,
  PcapngError,
  type PcapngErrorCode,
  type PcapngErrorFacts,
  PcapngWriteError,
  type PcapngWriteErrorCode,
  type PcapngWriteErrorFacts,
} from "./error.ts";
export { PcapngWriter } from "./writer.ts";
