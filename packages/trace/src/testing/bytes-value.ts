import type { CallValue } from "../facts.ts";
import { asciiBytes } from "./frame-bytes.ts";

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648 §4. */
export function base64OfBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += BASE64.charAt(word >> 18) + BASE64.charAt((word >> 12) & 63);
    text += b === undefined ? "=" : BASE64.charAt((word >> 6) & 63);
    text += c === undefined ? "=" : BASE64.charAt(word & 63);
  }
  return text;
}

/** ASCII only. */
export function bytesValue(text: string): Extract<CallValue, { type: "bytes" }> {
  const bytes = asciiBytes(text);
  return { type: "bytes", base64: base64OfBytes(bytes), length: bytes.length };
}
