/** Bytes of a frame, or of a filter. */
export interface ByteString {
  /** Those that are here: fewer than `length` where the frame was cut to a snap length. */
  readonly bytes: Uint8Array;
  readonly length: number;
  /** How many leading bits count, of an address with a prefix; all where it is missing. */
  readonly bits?: number;
}

export function byteString(bytes: Uint8Array): ByteString {
  return { bytes, length: bytes.length };
}

function isWhole({ bytes, length }: ByteString): boolean {
  return bytes.length === length;
}

function maskAt(bits: number, index: number): number {
  const left = bits - 8 * index;
  if (left >= 8) return 0xff;
  return left <= 0 ? 0 : (0xff << (8 - left)) & 0xff;
}

function orderOfShared(a: ByteString, b: ByteString): number {
  const bits = Math.min(a.bits ?? Number.POSITIVE_INFINITY, b.bits ?? Number.POSITIVE_INFINITY);
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const mask = maskAt(bits, index);
    const difference = ((a.bytes[index] ?? 0) & mask) - ((b.bytes[index] ?? 0) & mask);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** By length, then byte by byte; below 0, 0, above 0, or NaN where bytes are missing and it cannot be said. */
export function compareBytes(a: ByteString, b: ByteString): number {
  if (!isWhole(a) || !isWhole(b)) return Number.NaN;
  return a.length - b.length || orderOfShared(a, b);
}

/** Whether `part` stands somewhere in those bytes of `whole` that are here. */
export function containsBytes(whole: ByteString, part: ByteString): boolean {
  const last = whole.bytes.length - part.bytes.length;
  for (let at = 0; at <= last; at++) {
    let matched = 0;
    while (matched < part.bytes.length && whole.bytes[at + matched] === part.bytes[matched]) matched++;
    if (matched === part.bytes.length) return true;
  }
  return false;
}

/** Bit by bit, as far as both reach; null where bytes are missing. */
export function maskBytes(value: ByteString, mask: ByteString): ByteString | null {
  if (value.bytes.length < Math.min(value.length, mask.length)) return null;
  const shared = value.bytes.subarray(0, mask.length);
  return byteString(shared.map((byte, index) => byte & (mask.bytes[index] ?? 0)));
}

function pushCodePoint(code: number, into: number[]): void {
  if (code < 0x80) into.push(code);
  else if (code < 0x800) into.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  else if (code < 0x10000) into.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  else {
    const tail = [0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
    into.push(0xf0 | (code >> 18), ...tail);
  }
}

/** In UTF-8; half a surrogate pair becomes U+FFFD. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    pushCodePoint(code >= 0xd800 && code <= 0xdfff ? 0xfffd : code, bytes);
  }
  return bytes;
}
