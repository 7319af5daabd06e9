import { byteString, compareBytes, containsBytes, utf8Bytes } from "./byte-string.ts";
import type { FrameReading } from "./frame-reading.ts";
import { anyBytes, bytesLiteral, numberLiteral, textLiteral } from "./literal.ts";
import { namesField, type Operand, operandOf, operatorUnsuited } from "./operand.ts";
import { type Pattern, type PatternCost, PatternTooLarge, patternOf } from "./pattern.ts";
import { PatternFault } from "./pattern-parser.ts";
import { FilterFault } from "./problem.ts";
import type { CompareOperator, FilterTree, OperandTree, SearchTree, SetElement, ValueToken } from "./tree.ts";

export type Test = (reading: FrameReading) => boolean;

/** Below 0, 0, above 0, or NaN where it cannot be said. */
type Order<Value> = (a: Value, b: Value) => number;
type Read<Value> = (reading: FrameReading) => readonly Value[];

const compareNumbers: Order<number> = (a, b) => a - b;
const compareTexts: Order<string> = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

/** What the order of two values must be, and whether for one pair of values or for every one (Wireshark 4). */
const OPERATORS: Readonly<Record<CompareOperator, readonly ["any" | "all", (order: number) => boolean]>> = {
  "==": ["any", (order) => order === 0],
  "!=": ["all", (order) => order < 0 || order > 0],
  "===": ["all", (order) => order === 0],
  "!==": ["any", (order) => order < 0 || order > 0],
  ">": ["any", (order) => order > 0],
  "<": ["any", (order) => order < 0],
  ">=": ["any", (order) => order >= 0],
  "<=": ["any", (order) => order <= 0],
};

/** A side without a value lets no comparison hold. */
function comparing<Value>(
  operator: CompareOperator,
  left: Read<Value>,
  right: Read<Value>,
  order: Order<Value>,
): Test {
  const [quantifier, holds] = OPERATORS[operator];
  const isAny = quantifier === "any";
  return (reading) => {
    const lefts = left(reading);
    if (lefts.length === 0) return false;
    const rights = right(reading);
    for (const a of lefts) {
      for (const b of rights) if (holds(order(a, b)) === isAny) return isAny;
    }
    return !isAny && rights.length > 0;
  };
}

function always<Value>(value: Value): Read<Value> {
  const values = [value];
  return () => values;
}

function isPlain(type: Operand["type"]): boolean {
  return type === "bytes" || type === "protocol";
}

/** The other side as an operand of the same family, be it a field or a value. @throws FilterFault */
function comparedWith(left: Operand, leftName: string, right: OperandTree, operator: CompareOperator): Test {
  const other = namesField(right) ? operandOf(right) : null;
  if (other === null && (right.slices.length > 0 || right.mask !== null)) operandOf(right);
  const differ = () => new FilterFault("types_differ", right, { left: leftName, right: right.word.text });
  switch (left.family) {
    case "number": {
      if (other !== null && other.family !== "number") throw differ();
      const read = other?.read ?? always(numberLiteral(right.word, left.field));
      return comparing(operator, left.read, read, compareNumbers);
    }
    case "bytes": {
      const suits = other === null || other.type === left.type || isPlain(other.type) || isPlain(left.type);
      if ((other !== null && other.family !== "bytes") || !suits) throw differ();
      const read = other?.read ?? always(bytesLiteral(right.word, left.type));
      return comparing(operator, left.read, read, compareBytes);
    }
    case "text": {
      if (other !== null && other.family !== "text") throw differ();
      const read = other?.read ?? always(textLiteral(right.word));
      return comparing(operator, left.read, read, compareTexts);
    }
    default:
      return left satisfies never;
  }
}

/** @throws FilterFault */
export function compareTest({ left, operator, right }: Extract<FilterTree, { kind: "compare" }>): Test {
  return comparedWith(operandOf(left), left.word.text, right, operator);
}

/** A field that is there; of a masked one, a bit that is set. @throws FilterFault */
export function presenceTest(tree: OperandTree): Test {
  const operand = operandOf(tree);
  if (tree.mask === null) return (reading) => operand.read(reading).length > 0;
  if (operand.family === "number") return (reading) => operand.read(reading).some((value) => value !== 0);
  if (operand.family === "text") return (reading) => operand.read(reading).length > 0;
  return (reading) => operand.read(reading).some(({ bytes }) => bytes.some((byte) => byte !== 0));
}

function membership<Value>(
  elements: readonly SetElement[],
  read: Read<Value>,
  literal: (token: ValueToken) => Value,
  order: Order<Value>,
): Test {
  const ranges = elements.map((element): readonly [Value, Value] => {
    if (element.kind === "range") return [literal(element.low), literal(element.high)];
    const value = literal(element.value);
    return [value, value];
  });
  return (reading) =>
    read(reading).some((value) =>
      ranges.some(([low, high]) => order(value, low) >= 0 && order(value, high) <= 0),
    );
}

/** @throws FilterFault */
export function setTest({ left, isNegated, elements }: Extract<FilterTree, { kind: "in" }>): Test {
  const operand = operandOf(left);
  const test = memberTest(operand, elements);
  return isNegated ? (reading) => !test(reading) : test;
}

function memberTest(operand: Operand, elements: readonly SetElement[]): Test {
  switch (operand.family) {
    case "number": {
      const literal = (token: ValueToken) => numberLiteral(token, operand.field);
      return membership(elements, operand.read, literal, compareNumbers);
    }
    case "bytes": {
      const literal = (token: ValueToken) => bytesLiteral(token, operand.type);
      return membership(elements, operand.read, literal, compareBytes);
    }
    case "text":
      return membership(elements, operand.read, textLiteral, compareTexts);
    default:
      return operand satisfies never;
  }
}

/** @throws FilterFault */
export function containsTest(tree: SearchTree<"contains">): Test {
  const operand = operandOf(tree.left);
  switch (operand.family) {
    case "number":
      throw operatorUnsuited(tree.operator, tree.operator.text, operand.type);
    case "text": {
      const part = textLiteral(tree.right);
      return (reading) => operand.read(reading).some((text) => text.includes(part));
    }
    case "bytes": {
      if (operand.type === "ipv4" || operand.type === "ipv6") {
        throw operatorUnsuited(tree.operator, tree.operator.text, operand.type);
      }
      const part = anyBytes(tree.right, operand.type);
      return (reading) => operand.search(reading).some((bytes) => containsBytes(bytes, part));
    }
    default:
      return operand satisfies never;
  }
}

/** @throws FilterFault */
function patternIn(token: ValueToken, cost: PatternCost): Pattern {
  try {
    return patternOf(textLiteral(token), cost);
  } catch (error) {
    if (error instanceof PatternTooLarge) throw new FilterFault("patterns_too_large", token);
    if (error instanceof PatternFault) throw new FilterFault("bad_pattern", token, { found: error.message });
    throw error;
  }
}

/**
 * @param cost of all patterns of the filter
 * @throws FilterFault
 */
export function matchesTest({ left, operator, right }: SearchTree<"matches">, cost: PatternCost): Test {
  const operand = operandOf(left);
  const isFound = patternIn(right, cost);
  switch (operand.family) {
    case "number":
      throw operatorUnsuited(operator, operator.text, operand.type);
    case "text":
      return (reading) =>
        operand.read(reading).some((text) => isFound(byteString(Uint8Array.from(utf8Bytes(text)))));
    case "bytes":
      if (operand.type === "ipv4" || operand.type === "ipv6") {
        throw operatorUnsuited(operator, operator.text, operand.type);
      }
      return (reading) => operand.search(reading).some(isFound);
    default:
      return operand satisfies never;
  }
}
