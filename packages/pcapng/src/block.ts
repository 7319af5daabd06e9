/** An option that this package does not interpret, kept byte for byte. `value` is without padding. */
export interface RawOption {
  readonly code: number;
  readonly value: Uint8Array;
}

/** What every option list may hold (draft-ietf-opsawg-pcapng, "Options"). */
export interface CommonOptions {
  /** opt_comment, in order. */
  readonly comments?: readonly string[] | undefined;
  /** Everything that has no field of its own here, in order; opt_endofopt is never among them. */
  readonly otherOptions?: readonly RawOption[] | undefined;
}

/** "Section Header Block". */
export interface SectionHeader extends CommonOptions {
  /** shb_hardware */
  readonly hardware?: string | undefined;
  /** shb_os */
  readonly os?: string | undefined;
  /** shb_userappl: the program that wrote the section. */
  readonly userAppl?: string | undefined;
}

/** "Interface Description Block". */
export interface InterfaceDescription extends CommonOptions {
  /** Of the PCAP-related LinkType list; 1 is Ethernet. */
  readonly linkType: number;
  /** Most bytes kept of a packet; 0 is no limit. */
  readonly snapLen: number;
  /** if_name */
  readonly name?: string | undefined;
  /** if_description */
  readonly description?: string | undefined;
  /** if_os */
  readonly os?: string | undefined;
}

/** Seen from the interface ("Enhanced Packet Block Flags Word", bits 0 and 1). */
export type PacketDirection = "inbound" | "outbound";

/** "Enhanced Packet Block". */
export interface EnhancedPacket extends CommonOptions {
  /** Counts the section's Interface Description Blocks from 0. */
  readonly interfaceId: number;
  /** Nanoseconds since 1970-01-01 00:00:00 UTC. */
  readonly timestamp: bigint;
  /** Captured bytes, from the link-layer header on. */
  readonly data: Uint8Array;
  /** Length on the wire in bytes, where it is more than was captured. */
  readonly originalLength?: number | undefined;
  readonly direction?: PacketDirection | undefined;
}

/** One address and its names; an unknown record is kept byte for byte. */
export type NameRecord =
  | {
      readonly kind: "ipv4" | "ipv6";
      /** 4 or 16 octets in network order. */
      readonly address: Uint8Array;
      readonly names: readonly string[];
    }
  | { readonly kind: "unknown"; readonly type: number; readonly value: Uint8Array };

/** "Name Resolution Block". */
export interface NameResolution extends CommonOptions {
  readonly records: readonly NameRecord[];
}

/** "Interface Statistics Block". Times are nanoseconds since 1970 UTC, the rest are counts of packets. */
export interface InterfaceStatistics extends CommonOptions {
  readonly interfaceId: number;
  readonly timestamp: bigint;
  /** isb_starttime */
  readonly startTime?: bigint | undefined;
  /** isb_endtime */
  readonly endTime?: bigint | undefined;
  /** isb_ifrecv */
  readonly received?: bigint | undefined;
  /** isb_ifdrop */
  readonly dropped?: bigint | undefined;
  /** isb_filteraccept */
  readonly filterAccepted?: bigint | undefined;
  /** isb_osdrop */
  readonly osDropped?: bigint | undefined;
  /** isb_usrdeliv */
  readonly delivered?: bigint | undefined;
}

/** "Custom Block". */
export interface CustomData extends CommonOptions {
  /** IANA Private Enterprise Number. */
  readonly enterpriseNumber: number;
  /** Whether a program that does not know the number may copy the block into a file that it rewrites. */
  readonly copyable: boolean;
  /**
   * The format stores no length for this data: it is padded to 32 bits and only its owner knows where it
   * ends and options begin. Put the length into the data itself.
   */
  readonly data: Uint8Array;
}
