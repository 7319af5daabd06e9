// WHATWG Encoding exists on every platform we run on (browsers, Node, workers) but is not in lib ES2023.
// These are module-local on purpose: a global declaration would clash with DOM's or Node's own in the
// programs that compile this source.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (
  label: "utf-8",
  options: { readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A lone surrogate becomes U+FFFD, so that only valid UTF-8 is written ("Strings"). */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Text up to the first zero octet; invalid UTF-8 becomes U+FFFD ("Options", "Strings"). */
export function decodeUtf8(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return decoder.decode(zero < 0 ? bytes : bytes.subarray(0, zero));
}
