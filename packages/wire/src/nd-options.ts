import { u8 } from "./bytes.ts";
import { type MacAddress, macFromBytes } from "./mac-address.ts";
import { slot } from "./slot.ts";

/** Neighbour discovery option (RFC 4861 §4.6); the length counts units of eight bytes. */
export const ND_OPTION = {
  type: slot("icmpv6.opt.type", 0, 1),
  length: slot("icmpv6.opt.length", 1, 1),
  linkLayerAddress: slot("icmpv6.opt.linkaddr", 2, 6),
} as const;

/** Option types that hold a link-layer address. */
export const NdOptionType = { sourceLinkLayer: 1, targetLinkLayer: 2 } as const;

export interface PlacedNdOption {
  readonly type: number;
  readonly start: number;
  readonly end: number;
  /** Null in options of other types. */
  readonly linkLayerAddress: MacAddress | null;
}

/** Stops at the first option whose length is zero or runs past the end. */
export function placeNdOptions(bytes: Uint8Array, start: number, end: number): PlacedNdOption[] {
  const placed: PlacedNdOption[] = [];
  let at = start;
  while (at + 2 <= end) {
    const type = u8(bytes, at);
    const length = 8 * u8(bytes, at + 1);
    if (length === 0 || at + length > end) break;
    const hasAddress = type === NdOptionType.sourceLinkLayer || type === NdOptionType.targetLinkLayer;
    const linkLayerAddress = hasAddress ? macFromBytes(bytes, at + ND_OPTION.linkLayerAddress.at) : null;
    placed.push({ type, start: at, end: at + length, linkLayerAddress });
    at += length;
  }
  return placed;
}
