import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const DIGITS = encodeUtf8("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = 0x3d;

/** RFC 4648 §4, padded: the one spelling that a trace uses for these bytes. */
export function base64OfBytes(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text[to] = DIGITS[word >> 18] ?? 0;
    text[to + 1] = DIGITS[(word >> 12) & 63] ?? 0;
    text[to + 2] = DIGITS[(word >> 6) & 63] ?? 0;
    text[to + 3] = DIGITS[word & 63] ?? 0;
  }
  const rest = bytes.length % 3;
  if (rest > 0) text.fill(PADDING, text.length - (3 - rest));
  return decodeUtf8(text);
}

/** How many bytes a padded base64 text stands for. */
export function base64ByteLength(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}
