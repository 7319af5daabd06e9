import type { ChecksumVerdict } from "../checksum-verdict.ts";
import type { Layer } from "../ip-packet.ts";
import type { Ipv4Header } from "../ipv4.ts";
import { IPV4, IPV4_HEADER_LENGTH } from "../ipv4.ts";
import { PROTOCOL_NAMES } from "../protocol-names.ts";
import { bitSlot, slot } from "../slot.ts";
import { checksumFields } from "./checksum-fields.ts";
import { type Field, insertAfter, protocolField } from "./field.ts";
import { buildFields, bytesField, type FieldSpec } from "./field-spec.ts";
import { decimal, flag, hexadecimal, ipv4, named, type Show, unitsOf } from "./show.ts";

/** RFC 3168 §5. */
export const ECN_NAMES = { 0: "Not-ECT", 1: "ECT(1)", 2: "ECT(0)", 3: "CE" } as const;

/** The value stays in units of 8 bytes, as it stands in the header; people say it in bytes. */
const fragmentOffset: Show = (bytes, start, field) => ({
  ...decimal(bytes, start, field),
  display: unitsOf(8)(bytes, start, field).display,
});

const FIELDS: readonly FieldSpec[] = [
  { slot: IPV4.version, name: "Version", show: decimal },
  { slot: IPV4.headerLength, name: "Header Length", show: unitsOf(4) },
  {
    slot: slot("ip.dsfield", 1, 1),
    name: "Differentiated Services Field",
    show: hexadecimal,
    children: [
      { slot: IPV4.dscp, name: "Differentiated Services Codepoint", show: decimal },
      { slot: IPV4.ecn, name: "Explicit Congestion Notification", show: named(decimal, ECN_NAMES) },
    ],
  },
  { slot: IPV4.totalLength, name: "Total Length", show: decimal },
  { slot: IPV4.identification, name: "Identification", show: hexadecimal },
  {
    slot: bitSlot("ip.flags", 6, 1, 0, 3),
    name: "Flags",
    show: hexadecimal,
    children: [
      { slot: IPV4.reservedBit, name: "Reserved bit", show: flag },
      { slot: IPV4.dontFragment, name: "Don't fragment", show: flag },
      { slot: IPV4.moreFragments, name: "More fragments", show: flag },
    ],
  },
  { slot: IPV4.fragmentOffset, name: "Fragment Offset", show: fragmentOffset },
  { slot: IPV4.ttl, name: "Time to Live", show: decimal },
  { slot: IPV4.protocol, name: "Protocol", show: named(decimal, PROTOCOL_NAMES) },
  { slot: IPV4.checksum, name: "Header Checksum", show: hexadecimal },
  { slot: IPV4.src, name: "Source Address", show: ipv4 },
  { slot: IPV4.dst, name: "Destination Address", show: ipv4 },
];

/** @param layer null if the header is not sound: then the fields that are there */
export function ipv4Field(
  bytes: Uint8Array,
  start: number,
  limit: number,
  layer: Layer<"ipv4", Ipv4Header> | null,
  verdict: ChecksumVerdict | null,
): Field {
  const end = layer?.end ?? Math.min(limit, start + IPV4_HEADER_LENGTH);
  const optionsAt = start + IPV4_HEADER_LENGTH;
  const status = checksumFields(verdict, IPV4.checksum, start, "Header checksum status");
  const fields = insertAfter(buildFields(FIELDS, bytes, start, end), { [IPV4.checksum.id]: status });
  const options = end > optionsAt ? [bytesField("ip.options", "Options", bytes, optionsAt, end)] : [];
  const display = layer === null ? "" : `${layer.header.src} → ${layer.header.dst}`;
  return protocolField("ip", "Internet Protocol Version 4", display, [start, end], [...fields, ...options]);
}
