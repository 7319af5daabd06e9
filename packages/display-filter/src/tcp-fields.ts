import {
  bitSlot,
  type PlacedTcpOption,
  placeTcpOptions,
  TCP,
  TCP_HEADER_LENGTH,
  TcpFlag,
  type TcpOption,
} from "@wirestage/wire";
import { type ByteString, byteString } from "./byte-string.ts";
import { checksumStatus } from "./checksum-status.ts";
import {
  type ByteField,
  eitherNumber,
  type Field,
  flag,
  fromHeaders,
  type NumberField,
  payload,
  protocol,
  unsigned,
} from "./field.ts";
import type { FrameReading, HeaderPlace } from "./frame-reading.ts";

const SRC_PORT = unsigned(TCP.srcPort, "Source Port");
const DST_PORT = unsigned(TCP.dstPort, "Destination Port");

/** Of a segment that an ICMP error quotes, Wireshark tells neither length nor raw sequence number. */
function isNotQuoted({ isQuoted }: HeaderPlace): boolean {
  return !isQuoted;
}

const SEGMENT_LENGTH: NumberField = {
  ...{ name: "tcp.len", label: "TCP Segment Len", type: "unsigned", most: 2 ** 32 - 1, names: {} },
  read: fromHeaders("tcp", ({ isSound, isQuoted, headerEnd, end }) =>
    isSound && !isQuoted ? end - headerEnd : null,
  ),
};

function control(name: string, label: string, bit: number): Field {
  return flag(`tcp.flags.${name}`, label, TCP.flags, bit);
}

function optionsOf({ bytes, start, headerEnd, isSound }: HeaderPlace): readonly PlacedTcpOption[] {
  return isSound ? placeTcpOptions(bytes, start + TCP_HEADER_LENGTH, headerEnd) : [];
}

/** Numbers that stand in options of any segment of the frame. */
function optionNumber(
  name: string,
  label: string,
  most: number,
  numbersOf: (option: TcpOption) => readonly number[],
): NumberField {
  const read = (reading: FrameReading) =>
    reading.places("tcp").flatMap((place) => optionsOf(place).flatMap(({ option }) => numbersOf(option)));
  return { name, label, type: "unsigned", most, names: {}, read };
}

/** All bytes of the options of one kind. */
function wholeOption(name: string, label: string, kind: TcpOption["kind"]): ByteField {
  const read = (reading: FrameReading): readonly ByteString[] =>
    reading.places("tcp").flatMap((place) =>
      optionsOf(place)
        .filter(({ option }) => option.kind === kind)
        .map(({ start, end }) => byteString(place.bytes.subarray(start, end))),
    );
  return { name, label, type: "bytes", read };
}

const OPTIONS: ByteField = {
  ...{ name: "tcp.options", label: "TCP Options", type: "bytes" },
  read: fromHeaders("tcp", ({ bytes, start, headerEnd, isSound }) => {
    const from = start + TCP_HEADER_LENGTH;
    return isSound && headerEnd > from ? byteString(bytes.subarray(from, headerEnd)) : null;
  }),
};

const UINT32_MAX = 2 ** 32 - 1;

const OPTION_FIELDS: readonly Field[] = [
  OPTIONS,
  wholeOption("tcp.options.mss", "TCP Option - Maximum segment size", "mss"),
  optionNumber("tcp.options.mss_val", "MSS Value", 65_535, (option) =>
    option.kind === "mss" ? [option.mss] : [],
  ),
  wholeOption("tcp.options.wscale", "TCP Option - Window scale", "windowScale"),
  optionNumber("tcp.options.wscale.shift", "Shift count", 255, (option) =>
    option.kind === "windowScale" ? [option.shift] : [],
  ),
  wholeOption("tcp.options.sack_perm", "TCP Option - SACK permitted", "sackPermitted"),
  wholeOption("tcp.options.sack", "TCP Option - SACK", "sack"),
  optionNumber("tcp.options.sack_le", "TCP SACK Left Edge", UINT32_MAX, (option) =>
    option.kind === "sack" ? option.blocks.map(({ left }) => left) : [],
  ),
  optionNumber("tcp.options.sack_re", "TCP SACK Right Edge", UINT32_MAX, (option) =>
    option.kind === "sack" ? option.blocks.map(({ right }) => right) : [],
  ),
  wholeOption("tcp.options.timestamp", "TCP Option - Timestamps", "timestamps"),
  optionNumber("tcp.options.timestamp.tsval", "Timestamp value", UINT32_MAX, (option) =>
    option.kind === "timestamps" ? [option.tsval] : [],
  ),
  optionNumber("tcp.options.timestamp.tsecr", "Timestamp echo reply", UINT32_MAX, (option) =>
    option.kind === "timestamps" ? [option.tsecr] : [],
  ),
];

export const TCP_FIELDS: readonly Field[] = [
  protocol("tcp", "Transmission Control Protocol", "all"),
  eitherNumber("tcp.port", "Source or Destination Port", SRC_PORT, DST_PORT),
  SRC_PORT,
  DST_PORT,
  unsigned(TCP.flags, "Flags"),
  control("syn", "Syn", TcpFlag.syn),
  control("ack", "Acknowledgment", TcpFlag.ack),
  control("fin", "Fin", TcpFlag.fin),
  control("reset", "Reset", TcpFlag.rst),
  control("push", "Push", TcpFlag.psh),
  control("urg", "Urgent", TcpFlag.urg),
  control("ece", "ECN-Echo", TcpFlag.ece),
  control("cwr", "Congestion Window Reduced", TcpFlag.cwr),
  control("ae", "Accurate ECN", TcpFlag.ae),
  unsigned(bitSlot("tcp.flags.res", 12, 1, 4, 7), "Reserved"),
  SEGMENT_LENGTH,
  payload("tcp.payload", "TCP payload"),
  unsigned(TCP.seq, "Sequence Number (raw)", { when: isNotQuoted }),
  unsigned(TCP.ack, "Acknowledgment number (raw)"),
  unsigned(TCP.window, "Window"),
  unsigned(TCP.headerLength, "Header Length", { unit: 4 }),
  unsigned(TCP.checksum, "Checksum"),
  checksumStatus("tcp", TCP.checksum.id),
  unsigned(TCP.urgentPointer, "Urgent Pointer"),
  ...OPTION_FIELDS,
];
