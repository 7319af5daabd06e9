import { LIMITS } from "@wirestage/protocol";
import { type BitFlip, flipBit } from "@wirestage/wire";
import { LabError } from "../lab-error.ts";

const ETHERNET_HEADER = 14;

/** @throws LabError `bad_frame` where a network card would not take it */
export function injectedBytes(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, "base64");
  const { length } = bytes;
  if (length >= ETHERNET_HEADER && length <= LIMITS.frameBytes) return bytes;
  const message = `A frame has ${ETHERNET_HEADER} to ${LIMITS.frameBytes} bytes, and this one has ${length}. Change its length.`;
  throw new LabError("bad_frame", message, { length, least: ETHERNET_HEADER, most: LIMITS.frameBytes });
}

/**
 * A copy of the frame's bytes with one bit flipped.
 * @throws LabError `offset_beyond_frame`, `mending_undoes` or `mending_incomplete`
 */
export function flippedFrame(frame: number, bytes: Uint8Array, flip: BitFlip): Uint8Array {
  const flipped = flipBit(bytes, flip);
  if (flipped.ok) return flipped.bytes;
  const { offset } = flip;
  switch (flipped.because) {
    case "beyond": {
      const { length } = bytes;
      const message = `Frame ${frame} has ${length} bytes, and none at offset ${offset}. Choose a smaller one.`;
      throw new LabError("offset_beyond_frame", message, { frame, offset, length });
    }
    case "undone": {
      const message = `Byte ${offset} belongs to a checksum: mending would undo the flip. Leave the checksums.`;
      throw new LabError("mending_undoes", message, { frame, offset });
    }
    case "incomplete": {
      const message = `The checksum over byte ${offset} also covers bytes of other frames. Leave the checksums.`;
      throw new LabError("mending_incomplete", message, { frame, offset });
    }
    default:
      return flipped.because satisfies never;
  }
}
