import type { ChecksumVerdict } from "../checksum-verdict.ts";
import type { Layer } from "../ip-packet.ts";
import { type RelativeTo, relative } from "../relative-to.ts";
import { SeqNumber } from "../seq-number.ts";
import { bitSlot } from "../slot.ts";
import { TCP, TCP_HEADER_LENGTH, type TcpHeader } from "../tcp.ts";
import { hasFlag, TcpFlag, tcpFlagNames } from "../tcp-flags.ts";
import { checksumFields } from "./checksum-fields.ts";
import { derivedField, type Field, insertAfter, protocolField } from "./field.ts";
import { buildFields, type FieldSpec } from "./field-spec.ts";
import { decimal, flag, hexadecimal, hexNumber, type Show, unitsOf } from "./show.ts";
import { tcpOptionsField } from "./tcp-option-fields.ts";

const flags: Show = (bytes, start, slot) => {
  const { value } = hexadecimal(bytes, start, slot);
  const names = tcpFlagNames(Number(value)).join(", ");
  const hex = hexNumber(Number(value), 3);
  return { value, display: names === "" ? hex : `${hex} (${names})` };
};

/** A control bit of the header's 14th byte. */
function control(id: string, name: string, bit: number): FieldSpec {
  return { slot: bitSlot(`tcp.flags.${id}`, 13, 1, bit, bit + 1), name, show: flag };
}

const FLAGS: readonly FieldSpec[] = [
  { slot: bitSlot("tcp.flags.res", 12, 1, 4, 7), name: "Reserved", show: decimal },
  { slot: bitSlot("tcp.flags.ae", 12, 1, 7, 8), name: "Accurate ECN", show: flag },
  control("cwr", "Congestion Window Reduced", 0),
  control("ece", "ECN-Echo", 1),
  control("urg", "Urgent", 2),
  control("ack", "Acknowledgment", 3),
  control("push", "Push", 4),
  control("reset", "Reset", 5),
  control("syn", "Syn", 6),
  control("fin", "Fin", 7),
];

const FIELDS: readonly FieldSpec[] = [
  { slot: TCP.srcPort, name: "Source Port", show: decimal },
  { slot: TCP.dstPort, name: "Destination Port", show: decimal },
  { slot: TCP.seq, name: "Sequence Number (raw)", show: decimal },
  { slot: TCP.ack, name: "Acknowledgment number (raw)", show: decimal },
  { slot: TCP.headerLength, name: "Header Length", show: unitsOf(4) },
  { slot: TCP.flags, name: "Flags", show: flags, children: FLAGS },
  { slot: TCP.window, name: "Window", show: decimal },
  { slot: TCP.checksum, name: "Checksum", show: hexadecimal },
  { slot: TCP.urgentPointer, name: "Urgent Pointer", show: decimal },
];

export interface TcpSource {
  /** Null if the header is not sound: then the fields that are there. */
  readonly layer: Layer<"tcp", TcpHeader> | null;
  readonly payloadLength: number;
  readonly verdict: ChecksumVerdict | null;
  readonly relativeTo: RelativeTo;
}

export function tcpField(bytes: Uint8Array, start: number, limit: number, source: TcpSource): Field {
  const { layer, verdict } = source;
  const end = layer?.end ?? Math.min(limit, start + TCP_HEADER_LENGTH);
  const fields = insertAfter(buildFields(FIELDS, bytes, start, end), {
    ...(layer === null ? {} : derivedFields(layer, source)),
    [TCP.checksum.id]: checksumFields(verdict, TCP.checksum, start),
  });
  const optionsAt = start + TCP_HEADER_LENGTH;
  const options = end > optionsAt ? [tcpOptionsField(bytes, optionsAt, end)] : [];
  const display = layer === null ? "" : `${layer.header.srcPort} → ${layer.header.dstPort}`;
  const children = [...fields, ...options];
  return protocolField("tcp", "Transmission Control Protocol", display, [start, end], children);
}

function derivedFields(
  { header, start }: Layer<"tcp", TcpHeader>,
  { payloadLength, relativeTo }: TcpSource,
): Readonly<Record<string, readonly Field[]>> {
  const header20 = [start, start + TCP_HEADER_LENGTH] as const;
  const seqRange = [start + TCP.seq.at, start + TCP.seq.at + 4] as const;
  const ackRange = [start + TCP.ack.at, start + TCP.ack.at + 4] as const;
  const seq = derivedField("tcp.seq", "Sequence Number", relative(header.seq, relativeTo.seq), seqRange);
  const ack = derivedField(
    "tcp.ack",
    "Acknowledgment Number",
    relative(header.ack, relativeTo.ack),
    ackRange,
  );
  const next = relative(nextSeq(header, payloadLength), relativeTo.seq);
  return {
    [TCP.dstPort.id]: [derivedField("tcp.len", "TCP Segment Len", payloadLength, header20)],
    [TCP.seq.id]: [
      ...(relativeTo.seq === undefined ? [] : [seq]),
      derivedField("tcp.nxtseq", "Next Sequence Number", next, header20),
    ],
    [TCP.ack.id]: relativeTo.ack === undefined ? [] : [ack],
  };
}

/** The sequence number after the segment: SYN and FIN take up one each (RFC 9293 §3.4). */
function nextSeq({ seq, flags: bits }: TcpHeader, payloadLength: number): SeqNumber {
  const controls = Number(hasFlag(bits, TcpFlag.syn)) + Number(hasFlag(bits, TcpFlag.fin));
  return SeqNumber.add(seq, payloadLength + controls);
}
