import { decodeFrame } from "@wirestage/wire";

/** Enough to know a message by. */
const MOST_CHARACTERS = 12;
const MOST_BYTES = 4;

const UTF8 = new TextDecoder("utf-8");
const LINE_ENDS = /[\r\n\t]+/g;
/** Controls, and what stands for bytes that are no UTF-8. */
const NO_TEXT = /[\p{Cc}\ufffd]/u;

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, MOST_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** The bytes' beginning as a reader knows it: `“hello”`, or in hexadecimal where they are no text. Empty for none. */
export function bytesBeginning(bytes: Uint8Array, length = bytes.length): string {
  if (bytes.length === 0) return "";
  // A snap length, or our own cut, may go through a character.
  const text = UTF8.decode(bytes.subarray(0, 4 * MOST_CHARACTERS + 3)).replace(/\ufffd{1,3}$/, "");
  const shown = text.replace(LINE_ENDS, " ").trimEnd();
  if (shown === "" || NO_TEXT.test(shown)) return `${hex(bytes)}${length > MOST_BYTES ? " …" : ""}`;
  const characters = Array.from(shown);
  const cut = characters.slice(0, MOST_CHARACTERS).join("");
  const isWhole = characters.length <= MOST_CHARACTERS && length <= 4 * MOST_CHARACTERS + 3;
  return `“${cut}${isWhole ? "" : "…"}”`;
}

/** How the payload of a TCP segment or UDP datagram begins. */
export function payloadBeginning(frame: Uint8Array): string {
  const { payload } = decodeFrame(frame).layers;
  return bytesBeginning(payload.bytes, payload.length);
}
