import type {
  CustomData,
  EnhancedPacket,
  InterfaceDescription,
  InterfaceStatistics,
  NameRecord,
  NameResolution,
  SectionHeader,
} from "./block.ts";
import {
  BLOCK_TYPE,
  BYTE_ORDER_MAGIC,
  EPB_DIRECTION,
  EPB_OPTION,
  IF_OPTION,
  ISB_OPTION,
  NAME_RECORD,
  padded,
  SHB_OPTION,
} from "./code.ts";
import {
  emitTypeAndLength,
  OptionBuilder,
  outOfRange,
  requireUint,
  requireUint64,
  setTimestamp,
} from "./emit-options.ts";
import type { BlockKind } from "./error.ts";
import { encodeUtf8 } from "./utf8.ts";

const NANOSECONDS_TSRESOL = 9;

/** "General Block Structure": every part is padded to 32 bits, the length stands at both ends. */
function emitBlock(kind: BlockKind, type: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + padded(part.length), 12);
  requireUint(kind, "Block Total Length", length, 32);
  const block = new Uint8Array(length);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  let at = 8;
  for (const part of parts) {
    block.set(part, at);
    at += padded(part.length);
  }
  view.setUint32(at, length, true);
  return block;
}

function emitUint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/**
 * A little-endian section of version 1.0 whose length is not stated, so that blocks can be added as they come.
 * @throws PcapngWriteError where a text is too long or holds a zero octet; so do all functions here.
 */
export function emitSectionHeader(header: SectionHeader): Uint8Array<ArrayBuffer> {
  const fixed = new Uint8Array(16);
  const view = new DataView(fixed.buffer);
  view.setUint32(0, BYTE_ORDER_MAGIC, true);
  view.setUint16(4, 1, true);
  view.setBigInt64(8, -1n, true);
  const options = new OptionBuilder("section-header")
    .text("shb_hardware", SHB_OPTION.hardware, header.hardware)
    .text("shb_os", SHB_OPTION.os, header.os)
    .text("shb_userappl", SHB_OPTION.userAppl, header.userAppl)
    .common(header);
  return emitBlock("section-header", BLOCK_TYPE.sectionHeader, [fixed, ...options.finish()]);
}

/** An interface whose timestamps are nanoseconds since 1970 UTC (if_tsresol 9). */
export function emitInterfaceDescription(description: InterfaceDescription): Uint8Array<ArrayBuffer> {
  const kind = "interface-description";
  requireUint(kind, "LinkType", description.linkType, 16);
  requireUint(kind, "SnapLen", description.snapLen, 32);
  const fixed = new Uint8Array(8);
  const view = new DataView(fixed.buffer);
  view.setUint16(0, description.linkType, true);
  view.setUint32(4, description.snapLen, true);
  const options = new OptionBuilder(kind)
    .text("if_name", IF_OPTION.name, description.name)
    .text("if_description", IF_OPTION.description, description.description)
    .raw("if_tsresol", IF_OPTION.tsresol, Uint8Array.of(NANOSECONDS_TSRESOL))
    .text("if_os", IF_OPTION.os, description.os)
    .common(description);
  return emitBlock(kind, BLOCK_TYPE.interfaceDescription, [fixed, ...options.finish()]);
}

/** One packet. Its interface must have been emitted before it in the same section. */
export function emitEnhancedPacket(packet: EnhancedPacket): Uint8Array<ArrayBuffer> {
  const kind = "enhanced-packet";
  const { data, originalLength = data.length } = packet;
  requireUint(kind, "Interface ID", packet.interfaceId, 32);
  requireUint64(kind, "Timestamp", packet.timestamp);
  requireUint(kind, "Original Packet Length", originalLength, 32);
  if (originalLength < data.length) {
    const expected = `at least the ${data.length} captured bytes`;
    throw outOfRange(kind, "Original Packet Length", expected, String(originalLength));
  }
  const options = new OptionBuilder(kind);
  if (packet.direction !== undefined) {
    options.raw("epb_flags", EPB_OPTION.flags, emitUint32(EPB_DIRECTION[packet.direction]));
  }
  const fixed = new Uint8Array(20);
  const view = new DataView(fixed.buffer);
  view.setUint32(0, packet.interfaceId, true);
  setTimestamp(view, 4, packet.timestamp);
  view.setUint32(12, data.length, true);
  view.setUint32(16, originalLength, true);
  return emitBlock(kind, BLOCK_TYPE.enhancedPacket, [fixed, data, ...options.common(packet).finish()]);
}

/** Data of one private enterprise; see {@link CustomData} for why it must hold its own length. */
export function emitCustomBlock(custom: CustomData): Uint8Array<ArrayBuffer> {
  requireUint("custom", "Private Enterprise Number", custom.enterpriseNumber, 32);
  const type = custom.copyable ? BLOCK_TYPE.customCopyable : BLOCK_TYPE.customNotCopyable;
  const options = new OptionBuilder("custom").common(custom);
  return emitBlock("custom", type, [emitUint32(custom.enterpriseNumber), custom.data, ...options.finish()]);
}

/** Names for addresses; each address needs its 4 or 16 octets and one or more non-empty names. */
export function emitNameResolution(resolution: NameResolution): Uint8Array<ArrayBuffer> {
  const kind = "name-resolution";
  const records = resolution.records.flatMap((record) => {
    const { type, value } = emitNameRecord(record);
    if (type === NAME_RECORD.end) throw outOfRange(kind, "Record Type", "other than nrb_record_end", "0");
    requireUint(kind, "Record Type", type, 16);
    requireUint(kind, "Record Value Length", value.length, 16);
    return [emitTypeAndLength(type, value.length), value];
  });
  const options = new OptionBuilder(kind).common(resolution);
  const end = emitTypeAndLength(NAME_RECORD.end, 0);
  return emitBlock(kind, BLOCK_TYPE.nameResolution, [...records, end, ...options.finish()]);
}

function emitNameRecord(record: NameRecord): { type: number; value: Uint8Array } {
  if (record.kind === "unknown") return { type: record.type, value: record.value };
  const addressLength = record.kind === "ipv4" ? 4 : 16;
  if (record.address.length !== addressLength) {
    const found = `${record.address.length} octets`;
    throw outOfRange("name-resolution", `${record.kind} address`, `${addressLength} octets`, found);
  }
  if (record.names.length === 0 || record.names.some((name) => name === "" || name.includes("\0"))) {
    const expected = "one or more names, none empty or with a zero octet";
    throw outOfRange("name-resolution", "names", expected, JSON.stringify(record.names));
  }
  const names = encodeUtf8(record.names.map((name) => `${name}\0`).join(""));
  const value = new Uint8Array(addressLength + names.length);
  value.set(record.address);
  value.set(names, addressLength);
  return { type: NAME_RECORD[record.kind], value };
}

/** Counters of one interface, usually written at the end of a section. */
export function emitInterfaceStatistics(statistics: InterfaceStatistics): Uint8Array<ArrayBuffer> {
  const kind = "interface-statistics";
  requireUint(kind, "Interface ID", statistics.interfaceId, 32);
  requireUint64(kind, "Timestamp", statistics.timestamp);
  const fixed = new Uint8Array(12);
  const view = new DataView(fixed.buffer);
  view.setUint32(0, statistics.interfaceId, true);
  setTimestamp(view, 4, statistics.timestamp);
  const options = new OptionBuilder(kind)
    .timestamp("isb_starttime", ISB_OPTION.startTime, statistics.startTime)
    .timestamp("isb_endtime", ISB_OPTION.endTime, statistics.endTime)
    .uint64("isb_ifrecv", ISB_OPTION.received, statistics.received)
    .uint64("isb_ifdrop", ISB_OPTION.dropped, statistics.dropped)
    .uint64("isb_filteraccept", ISB_OPTION.filterAccepted, statistics.filterAccepted)
    .uint64("isb_osdrop", ISB_OPTION.osDropped, statistics.osDropped)
    .uint64("isb_usrdeliv", ISB_OPTION.delivered, statistics.delivered)
    .common(statistics);
  return emitBlock(kind, BLOCK_TYPE.interfaceStatistics, [fixed, ...options.finish()]);
}
