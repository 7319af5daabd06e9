/** `"4500 003c"` → bytes; blanks are for the reader. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replaceAll(/\s/g, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
