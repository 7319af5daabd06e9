const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648 §4. */
export function base64OfBytes(bytes: Uint8Array): string {
  const digits: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    digits.push(ALPHABET.charAt(word >> 18), ALPHABET.charAt((word >> 12) & 63));
    digits.push(b === undefined ? "=" : ALPHABET.charAt((word >> 6) & 63));
    digits.push(c === undefined ? "=" : ALPHABET.charAt(word & 63));
  }
  return digits.join("");
}

/** How many bytes follow, and the bits of the first, by how long a character is (RFC 3629 §3). */
function encodedPoint(point: number): number[] {
  const tail = (shift: number) => 0x80 | ((point >> shift) & 0x3f);
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
  if (point < 0x10000) return [0xe0 | (point >> 12), tail(6), tail(0)];
  return [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
}

/** Null where `text` holds half of a surrogate pair, which no encoding takes. */
export function utf8Encoded(text: string): Uint8Array | null {
  if (/\p{Surrogate}/u.test(text)) return null;
  return Uint8Array.from([...text].flatMap((character) => encodedPoint(character.codePointAt(0) ?? 0)));
}

interface Decoded {
  readonly point: number;
  readonly length: number;
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

function lengthOf(first: number): 1 | 2 | 3 | 4 | null {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : null;
}

function decodedPoint(bytes: Uint8Array, at: number): Decoded | null {
  const first = bytes[at] ?? 0;
  const length = lengthOf(first);
  if (length === null || at + length > bytes.length) return null;
  if (length === 1) return { point: first, length };
  let point = first & (0x7f >> length);
  for (const byte of bytes.subarray(at + 1, at + length)) {
    if ((byte & 0xc0) !== 0x80) return null;
    point = (point << 6) | (byte & 0x3f);
  }
  const isSurrogate = point >= 0xd800 && point < 0xe000;
  return point < SMALLEST[length] || isSurrogate || point > 0x10ffff ? null : { point, length };
}

/** Null where `bytes` are not UTF-8 (RFC 3629). */
export function utf8Decoded(bytes: Uint8Array): string | null {
  const points: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const decoded = decodedPoint(bytes, at);
    if (!decoded) return null;
    points.push(String.fromCodePoint(decoded.point));
    at += decoded.length;
  }
  return points.join("");
}
