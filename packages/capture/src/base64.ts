const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Two digits for every 12 bits: looked up, for every frame of a capture is written so. */
const PAIRS = Array.from(
  { length: 4_096 },
  (_, word) => (DIGITS[word >> 6] ?? "") + (DIGITS[word & 63] ?? ""),
);

/** RFC 4648 §4, padded: the spelling that a trace uses for bytes. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += (PAIRS[word >> 12] ?? "") + (PAIRS[word & 4_095] ?? "");
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return missing === 0 ? text : text.slice(0, -missing) + "=".repeat(missing);
}
