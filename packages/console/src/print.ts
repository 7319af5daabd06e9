import type { ConsoleStatement, ConsoleValue } from "@wirestage/protocol";
import { bytesOfBase64 } from "@wirestage/trace";
import { utf8Decoded } from "./bytes.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
/** What has no picture of its own: controls, spaces other than U+0020, halves of surrogate pairs, unassigned points. */
const UNSEEN = /[\p{C}\p{Z}]/u;

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}

function escapedPoint(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x100) return `\\x${hex(point, 2)}`;
  return point < 0x10000 ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`;
}

function printedCharacter(character: string): string {
  const escaped = ESCAPES[character];
  if (escaped !== undefined) return escaped;
  return character !== " " && UNSEEN.test(character) ? escapedPoint(character) : character;
}

/** A string literal in double quotes. */
function printText(text: string): string {
  return `"${Array.from(text, printedCharacter).join("")}"`;
}

function printedByte(byte: number): string {
  const character = String.fromCharCode(byte);
  const isAscii = byte >= 0x20 && byte < 0x7f;
  return ESCAPES[character] ?? (isAscii ? character : `\\x${hex(byte, 2)}`);
}

/** A bytes literal or, where the bytes are text that ASCII cannot hold, the text with `.encode()`. */
function printBytes(bytes: Uint8Array): string {
  const text = bytes.some((byte) => byte > 0x7f) ? utf8Decoded(bytes) : null;
  if (text !== null && !/\p{C}/u.test(text.replaceAll(/[\n\r\t]/g, ""))) return `${printText(text)}.encode()`;
  return `b"${Array.from(bytes, printedByte).join("")}"`;
}

function printedNumber(value: number): string {
  return String(value).replace("e+", "e");
}

type ConsoleAtom = Exclude<ConsoleValue, { tuple: unknown }>;

function printedAtom(value: ConsoleAtom): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return printedNumber(value);
  if (typeof value === "string") return printText(value);
  if ("bytes" in value) {
    const once = printBytes(bytesOfBase64(value.bytes));
    return value.times === undefined ? once : `${once} * ${value.times}`;
  }
  return "constant" in value ? value.constant : value.name;
}

function isConstant(value: ConsoleAtom): boolean {
  return typeof value === "object" && value !== null && "constant" in value;
}

/** A value as one would type it. */
export function printConsoleValue(value: ConsoleValue): string {
  if (value === null || typeof value !== "object" || !("tuple" in value)) return printedAtom(value);
  const items = value.tuple.map(printedAtom);
  if (items.length > 1 && value.tuple.every(isConstant)) return items.join(" | ");
  return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
}

/** A statement as one would type it; what `parseStatement` reads of it is the same statement again. */
export function printStatement({
  assign,
  target,
  method,
  arguments: values,
}: Omit<ConsoleStatement, "text">): string {
  const names = assign.length === 0 ? "" : `${assign.join(", ")} = `;
  const callee = target === null ? method : `${target}.${method}`;
  return `${names}${callee}(${values.map(printConsoleValue).join(", ")})`;
}
