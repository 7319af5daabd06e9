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

interface OptionParts {
  readonly id: string;
  readonly name: string;
  readonly display: string;
  readonly children: readonly Field[];
}

function tcpOptionField(bytes: Uint8Array, { option, start, end }: PlacedTcpOption): Field {
  const { id, name, display, children } = optionParts(bytes, option, start, end);
  return { id, name, value: hexOf(bytes.subarray(start, end)), display, start, end, children };
}

function optionParts(bytes: Uint8Array, option: TcpOption, start: number, end: number): OptionParts {
  const build = (...specs: readonly FieldSpec[]) => buildFields(specs, bytes, start, end);
  switch (option.kind) {
    case "eol":
      return {
        ...{ id: "tcp.options.eol", name: "TCP Option - End of Option List (EOL)", display: "" },
        children: build(KIND),
      };
    case "nop":
      return {
        ...{ id: "tcp.options.nop", name: "TCP Option - No-Operation (NOP)", display: "" },
        children: build(KIND),
      };
    case "mss":
      return {
        ...{ id: "tcp.options.mss", name: "TCP Option - Maximum segment size", display: `${option.mss}` },
        children: build(KIND, LENGTH, MSS),
      };
    case "windowScale":
      return {
        ...{ id: "tcp.options.wscale", name: "TCP Option - Window scale", display: `${option.shift}` },
        children: [...build(KIND, LENGTH, SHIFT), multiplier(option.shift, start)],
      };
    case "sackPermitted":
      return {
        ...{ id: "tcp.options.sack_perm", name: "TCP Option - SACK permitted", display: "" },
        children: build(KIND, LENGTH),
      };
    case "sack":
      return {
        ...{ id: "tcp.options.sack", name: "TCP Option - SACK", display: blocksText(option.blocks) },
        children: [...build(KIND, LENGTH), ...blockFields(bytes, start, end)],
      };
    case "timestamps":
      return {
        id: "tcp.options.timestamp",
        name: "TCP Option - Timestamps",
        display: `TSval ${option.tsval}, TSecr ${option.tsecr}`,
        children: build(KIND, LENGTH, ...TIMESTAMPS),
      };
    case "unknown":
      return {
        ...{ id: "tcp.options.unknown", name: "TCP Option - Unknown", display: `${option.type}` },
        children: [...build(KIND, LENGTH), ...unknownPayload(bytes, start, end)],
      };
    case "malformed":
      return { id: "_ws.malformed", name: "Malformed Packet", display: "", children: build(KIND, LENGTH) };
    default:
      return option satisfies never;
  }
}

/** RFC 7323 §2.3: a shift above 14 counts as 14. */
function multiplier(shift: number, start: number): Field {
  const range = [start + TCP_OPTION.shift.at, start + TCP_OPTION.shift.at + 1] as const;
  return derivedField("tcp.options.wscale.multiplier", "Multiplier", 2 ** Math.min(shift, 14), range);
}

function blocksText(blocks: readonly { readonly left: number; readonly right: number }[]): string {
  return blocks.map(({ left, right }) => `${left}-${right}`).join(" ");
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
