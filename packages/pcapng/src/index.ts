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
export { borrowBlocks } from "./borrow-blocks.ts";
export { LINKTYPE_ETHERNET, MAX_OPTION_BYTES } from "./code.ts";
export { copyBlock } from "./copy-block.ts";
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
export { type BorrowedPacket, PacketReader } from "./packets/packet-reader.ts";
export { PcapError, type PcapErrorCode, type PcapErrorFacts } from "./packets/pcap-error.ts";
export { borrowCustomParts } from "./parse-custom.ts";
export type {
  BlockPlace,
  ByteOrder,
  CustomBlock,
  EnhancedPacketBlock,
  InterfaceDescriptionBlock,
  InterfaceStatisticsBlock,
  NameResolutionBlock,
  ParsedOptions,
  PcapngBlock,
  SectionHeaderBlock,
  SimplePacketBlock,
  UnknownBlock,
  UnsupportedSectionBlock,
} from "./parsed-block.ts";
export type { TimestampResolution } from "./timestamp.ts";
export { PcapngWriter } from "./writer.ts";
