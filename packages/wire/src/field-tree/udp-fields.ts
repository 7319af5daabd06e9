import type { ChecksumVerdict } from "../checksum-verdict.ts";
import type { Layer } from "../ip-packet.ts";
import { UDP, UDP_HEADER_LENGTH, type UdpHeader } from "../udp.ts";
import { checksumFields } from "./checksum-fields.ts";
import { type Field, insertAfter, protocolField } from "./field.ts";
import { buildFields, type FieldSpec } from "./field-spec.ts";
import { decimal, hexadecimal } from "./show.ts";

const FIELDS: readonly FieldSpec[] = [
  { slot: UDP.srcPort, name: "Source Port", show: decimal },
  { slot: UDP.dstPort, name: "Destination Port", show: decimal },
  { slot: UDP.length, name: "Length", show: decimal },
  { slot: UDP.checksum, name: "Checksum", show: hexadecimal },
];

/** @param layer null if the header is not sound: then the fields that are there */
export function udpField(
  bytes: Uint8Array,
  start: number,
  limit: number,
  layer: Layer<"udp", UdpHeader> | null,
  verdict: ChecksumVerdict | null,
): Field {
  const end = layer?.end ?? Math.min(limit, start + UDP_HEADER_LENGTH);
  const fields = insertAfter(buildFields(FIELDS, bytes, start, end), {
    [UDP.checksum.id]: checksumFields(verdict, UDP.checksum, start),
  });
  const display = layer === null ? "" : `${layer.header.srcPort} → ${layer.header.dstPort}`;
  return protocolField("udp", "User Datagram Protocol", display, [start, end], fields);
}
