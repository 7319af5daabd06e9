/** Block Type codes (draft-ietf-opsawg-pcapng, "Block Type" registry). */
export const BLOCK_TYPE = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
  customCopyable: 0x00000bad,
  customNotCopyable: 0x40000bad,
} as const;

/** "Section Header Block": tells the byte order of the whole section. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** LINKTYPE_ETHERNET of the PCAP-related LinkType list. */
export const LINKTYPE_ETHERNET = 1;

/** Option Length is 16 bits ("Options"). */
export const MAX_OPTION_BYTES = 0xffff;

/**
 * The most options, name records or names that one block may hold. An item takes as little as four bytes of
 * a file but some hundred of memory, so a hostile file could otherwise multiply its own size.
 */
export const MAX_ITEMS_PER_BLOCK = 65_536;

/** Codes that any option list may hold ("Options"). */
export const OPTION = { endOfOptions: 0, comment: 1 } as const;

/** "Section Header Block" options. */
export const SHB_OPTION = { hardware: 2, os: 3, userAppl: 4 } as const;

/** "Interface Description Block" options. */
export const IF_OPTION = { name: 2, description: 3, tsresol: 9, os: 12, tsoffset: 14 } as const;

/** "Enhanced Packet Block" options. */
export const EPB_OPTION = { flags: 2 } as const;

/** "Enhanced Packet Block Flags Word": bits 0 and 1. */
export const EPB_DIRECTION = { mask: 0b11, inbound: 0b01, outbound: 0b10 } as const;

/** "Interface Statistics Block" options. */
export const ISB_OPTION = {
  startTime: 2,
  endTime: 3,
  received: 4,
  dropped: 5,
  filterAccepted: 6,
  osDropped: 7,
  delivered: 8,
} as const;

/** "Name Resolution Block" record types. */
export const NAME_RECORD = { end: 0, ipv4: 1, ipv6: 2 } as const;

/** All fields are padded to 32 bits ("Alignment"). */
export function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
