import { type ByteString, maskBytes } from "./byte-string.ts";
import type { ByteType, Field, FieldType, NumberField } from "./field.ts";
import { FIELDS, fieldNamed, insteadOf } from "./fields.ts";
import type { FrameReading } from "./frame-reading.ts";
import { anyBytes, numberLiteral } from "./literal.ts";
import { nearestName } from "./nearest.ts";
import { FilterFault } from "./problem.ts";
import { slicer } from "./slice.ts";
import type { OperandTree, SliceToken, ValueToken } from "./tree.ts";

/** What a comparison compares: every value that a frame has of it. */
export type Operand =
  | {
      readonly family: "number";
      readonly type: FieldType;
      readonly field: NumberField;
      readonly read: (reading: FrameReading) => readonly number[];
    }
  | {
      readonly family: "bytes";
      readonly type: ByteType;
      readonly read: (reading: FrameReading) => readonly ByteString[];
      /** Where `contains` and `matches` look. */
      readonly search: (reading: FrameReading) => readonly ByteString[];
    }
  | {
      readonly family: "text";
      readonly type: "text";
      readonly read: (reading: FrameReading) => readonly string[];
    };

const NAMES = FIELDS.map(({ name }) => name);

/** Begins like a number or an address, not like the name of a field. */
const LITERAL = /^[\d:-]/;

/** @throws FilterFault */
function fieldOf(word: ValueToken): Field {
  if (word.kind === "string" || LITERAL.test(word.text)) {
    throw new FilterFault("field_expected", word, { found: word.text });
  }
  const name = word.text;
  const field = fieldNamed(name);
  if (field !== null) return field;
  const instead = insteadOf(name);
  if (instead !== null) throw new FilterFault("field_of_conversation", word, { name, instead });
  throw new FilterFault("unknown_field", word, { name, nearest: nearestName(name, NAMES) ?? "" });
}

export function operatorUnsuited(at: { from: number; to: number }, operator: string, type: FieldType) {
  return new FilterFault("operator_unsuited", at, { operator, type });
}

function operandOfField(field: Field): Operand {
  switch (field.type) {
    case "unsigned":
    case "boolean":
    case "duration":
      return { family: "number", type: field.type, field, read: field.read };
    case "text":
      return { family: "text", type: field.type, read: field.read };
    case "bytes":
    case "mac":
    case "ipv4":
    case "ipv6":
    case "protocol":
      return { family: "bytes", type: field.type, read: field.read, search: field.search ?? field.read };
    default:
      return field satisfies never;
  }
}

function mapped<From, To>(
  read: (reading: FrameReading) => readonly From[],
  change: (value: From) => To | null,
): (reading: FrameReading) => readonly To[] {
  return (reading) => {
    const values: To[] = [];
    for (const value of read(reading)) {
      const changed = change(value);
      if (changed !== null) values.push(changed);
    }
    return values;
  };
}

function bytesOperand(read: (reading: FrameReading) => readonly ByteString[]): Operand {
  return { family: "bytes", type: "bytes", read, search: read };
}

function sliced(operand: Operand, token: SliceToken): Operand {
  if (operand.family !== "bytes") throw operatorUnsuited(token, "[ ]", operand.type);
  return bytesOperand(mapped(operand.read, slicer(token)));
}

function masked(operand: Operand, mask: ValueToken): Operand {
  if (operand.family === "number" && operand.type === "unsigned") {
    const bits = numberLiteral(mask, operand.field);
    return { ...operand, read: mapped(operand.read, (value) => (value & bits) >>> 0) };
  }
  if (operand.family === "bytes" && operand.type === "bytes") {
    const bits = anyBytes(mask, "bytes");
    return bytesOperand(mapped(operand.read, (value) => maskBytes(value, bits)));
  }
  throw operatorUnsuited(mask, "&", operand.type);
}

/** @throws FilterFault */
export function operandOf({ word, slices, mask }: OperandTree): Operand {
  const whole = slices.reduce(sliced, operandOfField(fieldOf(word)));
  return mask === null ? whole : masked(whole, mask);
}

/** Whether a word to the right of an operator is a field, not a value. */
export function namesField({ word }: OperandTree): boolean {
  return word.kind === "word" && fieldNamed(word.text) !== null;
}
