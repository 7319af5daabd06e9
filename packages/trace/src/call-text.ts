import type { CallOutcome, CallValue } from "./facts.ts";

const PRINTABLE = /^[\x20-\x7e]$/;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** By character code: looked up, for the bytes of every frame are read so. */
const SEXTETS = new Uint8Array(128);
for (const [sextet, digit] of [...ALPHABET].entries()) SEXTETS[digit.charCodeAt(0)] = sextet;

/** RFC 4648 §4, tolerant of missing padding; the schema has already checked the alphabet. */
export function bytesOfBase64(text: string): Uint8Array {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const digits = text.length - padding;
  const bytes = new Uint8Array(Math.floor((digits * 6) / 8));
  const sextet = (at: number) => SEXTETS[text.charCodeAt(at)] ?? 0;
  for (let from = 0, to = 0; from < digits; from += 4, to += 3) {
    const word = (sextet(from) << 18) | (sextet(from + 1) << 12) | (sextet(from + 2) << 6) | sextet(from + 3);
    bytes[to] = word >> 16;
    bytes[to + 1] = word >> 8;
    bytes[to + 2] = word;
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
