import { hexPair } from "./bytes.ts";
import { WireError } from "./wire-error.ts";

declare const macBrand: unique symbol;

/** Six octets in lower-case hex with colons: `02:00:00:00:00:01`. */
export type MacAddress = string & { readonly [macBrand]: true };

const SHAPE = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

/** @throws WireError `address-malformed` */
export function macAddress(text: string): MacAddress {
  const lower = text.toLowerCase();
  if (!SHAPE.test(lower)) {
    throw new WireError(
      "address-malformed",
      { text },
      `"${text}" is not a MAC address; write six pairs of hex digits, as in 02:00:00:00:00:01.`,
    );
  }
  return lower as MacAddress;
}

export function macFromBytes(bytes: Uint8Array, at: number): MacAddress {
  let text = hexPair(bytes, at);
  for (let i = 1; i < 6; i++) text += `:${hexPair(bytes, at + i)}`;
  return text as MacAddress;
}

export function macToBytes(mac: MacAddress): Uint8Array {
  return Uint8Array.from(mac.split(":"), (pair) => Number.parseInt(pair, 16));
}
