const DIGITS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

function digit(word: number, shift: number): string {
  return DIGITS[(word >> shift) & 63] ?? "";
}

/** RFC 4648 §4, padded: the one spelling that a trace uses for these bytes. */
export function base64OfBytes(bytes: Uint8Array): string {
  const quanta: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const word = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    const c = second === undefined ? "=" : digit(word, 6);
    const d = third === undefined ? "=" : digit(word, 0);
    quanta.push(digit(word, 18) + digit(word, 12) + c + d);
  }
  return quanta.join("");
}

/** How many bytes a padded base64 text stands for. */
export function base64ByteLength(text: string): number {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}
