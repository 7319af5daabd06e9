import { OwnerKey } from "@wirestage/protocol";
import { remember, remembered } from "../app/remembered.ts";

const NAME = "owner";
const KEY_BYTES = 24;

let key: string | null = null;

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  // base64url (RFC 4648 §5); 24 bytes need no padding.
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

/**
 * The key of this browser's recordings: made once, kept by the browser. Where that is forbidden it holds until the page
 * is left.
 */
export function ownerKey(): string {
  key ??= OwnerKey.safeParse(remembered(NAME)).data ?? null;
  if (key === null) {
    key = newKey();
    remember(NAME, key);
  }
  return key;
}
