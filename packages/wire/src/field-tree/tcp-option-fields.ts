import { hexOf } from "../bytes.ts";
import {
  type PlacedTcpOption,
  placeTcpOptions,
  SACK_BLOCK,
  TCP_OPTION,
  type TcpOption,
} from "../tcp-options.ts";
import { derivedField, type Field } from "./field.ts";
import { buildFields, bytesField, type FieldSpec } from "./field-spec.ts";
import { decimal, named } from "./show.ts";

const KIND_NAMES = { 0: "EOL", 1: "NOP", 2: "MSS", 3: "WS", 4: "SACK_PERM", 5: "SACK", 8: "TS" } as const;

const KIND: FieldSpec = { slot: TCP_OPTION.kind, name: "Kind", show: named(decimal, KIND_NAMES) };
const LENGTH: FieldSpec = { slot: TCP_OPTION.length, name: "Length", show: decimal };

const MSS: FieldSpec = { slot: TCP_OPTION.mss, name: "MSS Value", show: decimal };
const SHIFT: FieldSpec = { slot: TCP_OPTION.shift, name: "Shift count", show: decimal };
const TIMESTAMPS: readonly FieldSpec[] = [
  { slot: TCP_OPTION.tsval, name: "Timestamp value", show: decimal },
  { slot: TCP_OPTION.tsecr, name: "Timestamp echo reply", show: decimal },
];

const BLOCK: readonly FieldSpec[] = [
  { slot: SACK_BLOCK.left, name: "TCP SACK Left Edge", show: decimal },
  { slot: SACK_BLOCK.right, name: "TCP SACK Right Edge", show: decimal },
];

/** Wireshark's ids and labels of whole options. */
const OPTIONS: Readonly<Record<TcpOption["kind"], readonly [id: string, name: string]>> = {
  eol: ["tcp.options.eol", "TCP Option - End of Option List (EOL)"],
  nop: ["tcp.options.nop", "TCP Option - No-Operation (NOP)"],
  mss: ["tcp.options.mss", "TCP Option - Maximum segment size"],
  windowScale: ["tcp.options.wscale", "TCP Option - Window scale"],
  sackPermitted: ["tcp.options.sack_perm", "TCP Option - SACK permitted"],
  sack: ["tcp.options.sack", "TCP Option - SACK"],
  timestamps: ["tcp.options.timestamp", "TCP Option - Timestamps"],
  unknown: ["tcp.options.unknown", "TCP Option - Unknown"],
  malformed: ["_ws.malformed", "Malformed Packet"],
};

function tcpOptionField(bytes: Uint8Array, placed: PlacedTcpOption): Field {
  const { option, start, end } = placed;
  const [id, name] = OPTIONS[option.kind];
  const value = hexOf(bytes.subarray(start, end));
  const children = partsOf(bytes, placed);
  return { id, name, value, display: optionDisplay(option), start, end, children };
}

function optionDisplay(option: TcpOption): string {
  switch (option.kind) {
    case "mss":
      return `${option.mss}`;
    case "windowScale":
      return `${option.shift}`;
    case "sack":
      return option.blocks.map(({ left, right }) => `${left}-${right}`).join(" ");
    case "timestamps":
      return `TSval ${option.tsval}, TSecr ${option.tsecr}`;
    case "unknown":
      return `${option.type}`;
    case "eol":
    case "nop":
    case "sackPermitted":
    case "malformed":
      return "";
    default:
      return option satisfies never;
  }
}

function partsOf(bytes: Uint8Array, { option, start, end }: PlacedTcpOption): Field[] {
  const build = (...specs: readonly FieldSpec[]) => buildFields(specs, bytes, start, end);
  switch (option.kind) {
    case "eol":
    case "nop":
      return build(KIND);
    case "mss":
      return build(KIND, LENGTH, MSS);
    case "windowScale":
      return [...build(KIND, LENGTH, SHIFT), multiplier(option.shift, start)];
    case "sack":
      return [...build(KIND, LENGTH), ...blockFields(bytes, start, end)];
    case "timestamps":
      return build(KIND, LENGTH, ...TIMESTAMPS);
    case "unknown":
      return [...build(KIND, LENGTH), ...unknownPayload(bytes, start, end)];
    case "sackPermitted":
    case "malformed":
      return build(KIND, LENGTH);
    default:
      return option satisfies never;
  }
}

/** RFC 7323 §2.3: a shift above 14 counts as 14. */
function multiplier(shift: number, start: number): Field {
  const range = [start + TCP_OPTION.shift.at, start + TCP_OPTION.shift.at + 1] as const;
  return derivedField("tcp.options.wscale.multiplier", "Multiplier", 2 ** Math.min(shift, 14), range);
}

function blockFields(bytes: Uint8Array, start: number, end: number): Field[] {
  const fields: Field[] = [];
  for (let at = start + 2; at < end; at += 8) fields.push(...buildFields(BLOCK, bytes, at, end));
  return fields;
}

function unknownPayload(bytes: Uint8Array, start: number, end: number): Field[] {
  if (end - start <= 2) return [];
  return [bytesField("tcp.options.unknown.payload", "Payload", bytes, start + 2, end)];
}

/** All options of a header, whose options stand at [start, end). */
export function tcpOptionsField(bytes: Uint8Array, start: number, end: number): Field {
  const children = placeTcpOptions(bytes, start, end).map((option) => tcpOptionField(bytes, option));
  const value = hexOf(bytes.subarray(start, end));
  return { id: "tcp.options", name: "Options", value, display: value, start, end, children };
}
