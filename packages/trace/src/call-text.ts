import type { CallOutcome, CallValue } from "./facts.ts";

const PRINTABLE = /^[\x20-\x7e]$/;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648 §4, tolerant of missing padding; the schema has already checked the alphabet. */
export function bytesOfBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const digit of digits) {
    buffer = ((buffer << 6) | ALPHABET.indexOf(digit)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (buffer >> bits) & 0xff;
  }
  return bytes;
}

function quoted(byte: number): string {
  const character = String.fromCharCode(byte);
  if (byte === 0x0a) return "\\n";
  if (byte === 0x0d) return "\\r";
  if (byte === 0x09) return "\\t";
  if (character === "'" || character === "\\") return `\\${character}`;
  return PRINTABLE.test(character) ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
}

function printedBytes(value: { base64: string; length: number }): string {
  const bytes = bytesOfBase64(value.base64);
  const shown = Array.from(bytes, quoted).join("");
  return `b'${shown}${bytes.length < value.length ? "…" : ""}'`;
}

/** As Python's `repr`, as far as a path or a mode needs it; NUL begins an abstract name (unix(7)). */
function printString(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\0", "\\x00");
  return `'${escaped}'`;
}

/** A value as Python's interactive prompt would print it. */
export function printValue(value: CallValue): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return printString(value);
  switch (value.type) {
    case "bytes":
      return printedBytes(value);
    case "address":
      return `('${value.address}', ${value.port})`;
    case "constant":
      return value.name;
    case "socket":
      return `<socket fd=${value.fd}>`;
    case "file":
      return `<file mode=${printString(value.mode)}>`;
    case "withheld":
      return "…";
    case "tuple":
      return `(${value.items.map(printValue).join(", ")})`;
    case "accepted":
      return `(<socket fd=${value.fd}>, ('${value.address}', ${value.port}))`;
    default:
      return value satisfies never;
  }
}

/** `recv(1024)`, `bind(('192.0.2.2', 8888))`. */
export function printCall(call: { name: string; arguments: readonly CallValue[] }): string {
  return `${call.name}(${call.arguments.map(printValue).join(", ")})`;
}

/** What came back: the value, or the errno's name. */
export function printOutcome(outcome: CallOutcome): string {
  return outcome.ok ? printValue(outcome.value) : outcome.code;
}
