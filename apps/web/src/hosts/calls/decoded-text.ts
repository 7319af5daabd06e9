import { bytesOfBase64, type CallValue } from "@wirestage/trace";

type Bytes = Extract<CallValue, { type: "bytes" }>;

const ASCII = /^[\0-\x7f]*$/;
/** The ends of lines, which are written as Python does; U+200D joins what is one picture. */
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const NO_TEXT = /[^\P{C}\u200d]/u;

function utf8Of({ base64, length }: Bytes): string | null {
  const bytes = bytesOfBase64(base64);
  const isCut = bytes.length < length;
  try {
    // Where the trace has kept the beginning alone, its last character may be cut; `stream` leaves that out.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
    return isCut ? `${text}…` : text;
  } catch {
    return null;
  }
}

function textOf(value: CallValue): string | null {
  if (typeof value !== "object" || value?.type !== "bytes") return null;
  const text = utf8Of(value);
  if (text === null || ASCII.test(text.replace(/…$/, ""))) return null;
  const shown = text.replaceAll(/[\n\r\t]/g, (end) => ESCAPES[end] ?? end);
  return NO_TEXT.test(shown) ? null : shown;
}

/**
 * What the bytes among `values`, and in their tuples, say in UTF-8 where that is more than ASCII, which Python prints as
 * it is: `你好` of `b'\xe4\xbd\xa0\xe5\xa5\xbd'`. Nothing of bytes that are no UTF-8 (RFC 3629) or no text.
 */
export function decodedTexts(values: readonly CallValue[]): readonly string[] {
  return values
    .flatMap((value) => (typeof value === "object" && value?.type === "tuple" ? [...value.items] : [value]))
    .flatMap((value) => textOf(value) ?? []);
}
