import type { RuleAction } from "@wirestage/trace";
import { type BitFlip, flipBit } from "@wirestage/wire";
import { type RandomStream, randomStream } from "../random-stream.ts";
import { type Wrapper, wrapper } from "./link.ts";

type Corrupt = Extract<RuleAction, { do: "corrupt" }>;
type Flipped = { readonly flip: BitFlip; readonly bytes: Uint8Array };

const ETHERNET_HEADER = 14;
const BITS_PER_BYTE = 8;
/** A few bytes of a frame belong to checksums and cannot be mended; so many draws in a row do not all find them. */
const DRAWS = 64;

/** A frame that has no such bit, or none that can be mended, goes on as it is. */
export function corrupt(action: Corrupt): Wrapper {
  return wrapper((inner, { cable, by, random }) => (frame) => {
    const flipped = flipOne(action, frame.bytes, random());
    if (flipped) cable.alter(frame, flipped.bytes, flipped.flip, by, frame.place.from);
    inner.carry(frame);
  });
}

/** @param drawn settles which bit, so that a frame takes one number of the rule's stream whatever its bytes are */
function flipOne({ at, checksums }: Corrupt, bytes: Uint8Array, drawn: number): Flipped | null {
  if (at) return flip(bytes, { ...at, checksums });
  const random = randomStream(drawn);
  for (let draw = 0; draw < DRAWS; draw++) {
    const flipped = flip(bytes, { ...anyBit(bytes.length, random), checksums });
    if (flipped) return flipped;
  }
  return null;
}

function anyBit(length: number, random: RandomStream): Pick<BitFlip, "offset" | "bit"> {
  const bits = Math.max(0, length - ETHERNET_HEADER) * BITS_PER_BYTE;
  const at = Math.floor(random() * bits);
  const offset = ETHERNET_HEADER + Math.floor(at / BITS_PER_BYTE);
  return { offset, bit: BITS_PER_BYTE - 1 - (at % BITS_PER_BYTE) };
}

function flip(bytes: Uint8Array, how: BitFlip): Flipped | null {
  const flipped = flipBit(bytes, how);
  return flipped.ok ? { flip: how, bytes: flipped.bytes } : null;
}
