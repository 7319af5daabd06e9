import type {
  EnhancedPacket,
  InterfaceDescription,
  InterfaceStatistics,
  NameResolution,
  RawOption,
  SectionHeader,
} from "./block.ts";
import type { TimestampResolution } from "./timestamp.ts";

export type ByteOrder = "little-endian" | "big-endian";

/** Where a block stands in the input. */
export interface BlockPlace {
  /** Bytes from the start of the input. */
  readonly offset: number;
  /** Block Total Length in bytes. */
  readonly length: number;
}

/** A reader always fills these, perhaps with nothing. */
export interface ParsedOptions {
  readonly comments: readonly string[];
  readonly otherOptions: readonly RawOption[];
}

export type SectionHeaderBlock = SectionHeader &
  ParsedOptions &
  BlockPlace & {
    readonly kind: "section-header";
    readonly byteOrder: ByteOrder;
    /** Bytes of the section after its header, as the file claims; `undefined` where it does not say. */
    readonly sectionLength: bigint | undefined;
  };

/**
 * A section of another version than 1.0 or 1.2. All blocks up to the next section are "unknown", because
 * their meaning may have changed ("Physical File Layout").
 */
export interface UnsupportedSectionBlock extends BlockPlace {
  readonly kind: "unsupported-section";
  readonly byteOrder: ByteOrder;
  readonly majorVersion: number;
  readonly minorVersion: number;
}

export type InterfaceDescriptionBlock = InterfaceDescription &
  ParsedOptions &
  BlockPlace & {
    readonly kind: "interface-description";
    /** Counts from 0 in each section. */
    readonly interfaceId: number;
    /** if_tsresol. The timestamps of our blocks are converted to nanoseconds already. */
    readonly timestampResolution: TimestampResolution;
    /** if_tsoffset in seconds; added already to the timestamps of our blocks. */
    readonly timestampOffset: bigint;
  };

export type EnhancedPacketBlock = EnhancedPacket &
  ParsedOptions &
  BlockPlace & {
    readonly kind: "enhanced-packet";
    readonly originalLength: number;
    /** The whole epb_flags word, of which `direction` is two bits. */
    readonly flags: number | undefined;
  };

/** "Simple Packet Block": a packet of interface 0, without time. */
export interface SimplePacketBlock extends BlockPlace {
  readonly kind: "simple-packet";
  readonly data: Uint8Array;
  readonly originalLength: number;
}

export type NameResolutionBlock = NameResolution &
  ParsedOptions &
  BlockPlace & {
    readonly kind: "name-resolution";
  };

export type InterfaceStatisticsBlock = InterfaceStatistics &
  ParsedOptions &
  BlockPlace & {
    readonly kind: "interface-statistics";
  };

/** "Custom Block". Only who knows the enterprise number knows where data ends: see `borrowCustomParts`. */
export interface CustomBlock extends BlockPlace {
  readonly kind: "custom";
  readonly byteOrder: ByteOrder;
  readonly enterpriseNumber: number;
  readonly copyable: boolean;
  /** Data, its padding and all options. */
  readonly body: Uint8Array;
}

/** A block of a type that this package does not know, or of a section of another version. */
export interface UnknownBlock extends BlockPlace {
  readonly kind: "unknown";
  readonly byteOrder: ByteOrder;
  readonly type: number;
  readonly body: Uint8Array;
}

export type PcapngBlock =
  | SectionHeaderBlock
  | UnsupportedSectionBlock
  | InterfaceDescriptionBlock
  | EnhancedPacketBlock
  | SimplePacketBlock
  | NameResolutionBlock
  | InterfaceStatisticsBlock
  | CustomBlock
  | UnknownBlock;
