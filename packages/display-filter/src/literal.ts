import { ipv4Address, ipv4ToBytes, ipv6Address, ipv6ToBytes, WireError } from "@wirestage/wire";
import { type ByteString, byteString } from "./byte-string.ts";
import type { ByteType, FieldType, NumberField } from "./field.ts";
import { FilterFault } from "./problem.ts";
import type { ValueToken } from "./tree.ts";

function wrongValue(token: ValueToken, type: FieldType): FilterFault {
  return new FilterFault("wrong_value", token, { found: token.text, type });
}

function radixOf(text: string): number {
  if (/^0x/i.test(text)) return 16;
  if (/^0b/i.test(text)) return 2;
  return /^0\d/.test(text) ? 8 : 10;
}

const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^0b[01]+$/i,
  8: /^0[0-7]+$/,
  10: /^\d+$/,
  16: /^0x[0-9a-f]+$/i,
};

/** Decimal, `0x`, `0b`, or octal after a zero, as in C; null if it is none of them. */
function wholeNumber(text: string): number | null {
  const radix = radixOf(text);
  if (DIGITS[radix]?.test(text) !== true) return null;
  return Number.parseInt(radix === 16 || radix === 2 ? text.slice(2) : text, radix);
}

const SECONDS = /^(\d{1,9})(?:\.(\d{1,9}))?$/;

function nanoseconds(text: string): number | null {
  const [, whole, fraction = ""] = SECONDS.exec(text) ?? [];
  return whole === undefined ? null : Number(whole) * 1_000_000_000 + Number(fraction.padEnd(9, "0"));
}

const BOOLEANS: ReadonlyMap<string, number> = new Map([
  ["true", 1],
  ["false", 0],
  ["set", 1],
  ["not set", 0],
]);

function namedNumber(text: string, { type, names }: NumberField): number | null {
  if (type === "boolean") return BOOLEANS.get(text.toLowerCase()) ?? null;
  const name = Object.keys(names).find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  return name === undefined ? null : (names[name] ?? null);
}

/** @throws FilterFault */
export function numberLiteral(token: ValueToken, field: NumberField): number {
  const named = namedNumber(token.kind === "string" ? token.value : token.text, field);
  if (named !== null) return named;
  const value =
    token.kind === "string"
      ? null
      : field.type === "duration"
        ? nanoseconds(token.text)
        : wholeNumber(token.text);
  if (value === null) throw wrongValue(token, field.type);
  if (field.type === "boolean") return Math.min(value, 1);
  if (value > field.most)
    throw new FilterFault("number_too_big", token, { found: token.text, most: field.most });
  return value;
}

const PAIRS = /^[0-9a-f]{2}(?:([:.-]?)[0-9a-f]{2})(?:\1[0-9a-f]{2})*$/i;
const ONE_BYTE = /^(?:0x)?[0-9a-f]{1,2}$/i;

/** `68:65`, `68-65`, `68.65`, `6865`, `0x68`. */
function hexBytes(text: string): Uint8Array | null {
  if (ONE_BYTE.test(text)) return Uint8Array.of(Number.parseInt(text.replace(/^0x/i, ""), 16));
  if (!PAIRS.test(text)) return null;
  const digits = text.replaceAll(/[:.-]/g, "").match(/../g) ?? [];
  return Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16));
}

/** Six pairs of hex digits, or three groups of four with dots. */
function macBytes(text: string): Uint8Array | null {
  const plain = /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/i.test(text) ? text.replaceAll(".", "") : text;
  const bytes = hexBytes(plain);
  return bytes?.length === 6 ? bytes : null;
}

function ipBytes(text: string, type: "ipv4" | "ipv6"): Uint8Array | null {
  try {
    return type === "ipv4" ? ipv4ToBytes(ipv4Address(text)) : ipv6ToBytes(ipv6Address(text));
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

/** An address, or all that begin like it: `10.0.0.0/24`. */
function ipLiteral(token: ValueToken, type: "ipv4" | "ipv6"): ByteString {
  const [address = "", prefix, ...more] = token.text.split("/");
  const bytes = ipBytes(address, type);
  if (bytes === null || more.length > 0) throw wrongValue(token, type);
  if (prefix === undefined) return byteString(bytes);
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  const most = 8 * bytes.length;
  if (!(bits <= most)) throw new FilterFault("bad_prefix", token, { found: prefix, most });
  return { ...byteString(bytes), bits };
}

/** @throws FilterFault */
export function bytesLiteral(token: ValueToken, type: ByteType): ByteString {
  switch (type) {
    case "ipv4":
    case "ipv6":
      return ipLiteral(token, type);
    case "mac": {
      const bytes = token.kind === "string" ? null : macBytes(token.text);
      if (bytes === null) throw wrongValue(token, type);
      return byteString(bytes);
    }
    case "bytes":
    case "protocol":
      return anyBytes(token, type);
    default:
      return type satisfies never;
  }
}

/** @throws FilterFault */
export function anyBytes(token: ValueToken, type: ByteType): ByteString {
  const bytes = token.kind === "string" ? Uint8Array.from(token.bytes) : hexBytes(token.text);
  if (bytes === null) throw wrongValue(token, type === "protocol" ? "bytes" : type);
  return byteString(bytes);
}

export function textLiteral(token: ValueToken): string {
  return token.kind === "string" ? token.value : token.text;
}
