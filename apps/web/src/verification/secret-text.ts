const UTF8 = new TextDecoder("utf-8", { fatal: true });
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A key as the text that it is in UTF-8, or null where it is none that could be read. */
export function secretText(key: Uint8Array): string | null {
  try {
    const text = UTF8.decode(key);
    return text === "" || HIDDEN.test(text) ? null : text;
  } catch {
    return null;
  }
}
