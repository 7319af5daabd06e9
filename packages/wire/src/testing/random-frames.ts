import fc from "fast-check";
import { SAMPLE_FRAMES } from "./sample-frames.ts";

interface Change {
  readonly at: number;
  readonly byte: number;
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({ at: fc.nat({ max: 90 }), byte: fc.integer({ min: 0, max: 255 }) }),
  { maxLength: 4 },
);

/** A sound frame with some bytes changed and perhaps its end cut off. */
const damagedFrames = fc
  .tuple(fc.constantFrom(...Object.values(SAMPLE_FRAMES)), changes, fc.nat({ max: 120 }))
  .map(([sample, list, length]) => {
    const bytes = sample.slice(0, length < 20 ? sample.length : length);
    for (const { at, byte } of list) if (at < bytes.length) bytes[at] = byte;
    return bytes;
  });

/** Bytes of any kind, most of them near enough to a frame to be read far. */
export const randomFrames: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: damagedFrames },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
);

/** Bytes with a length on the wire that is the same or more. */
export const randomCaptures = fc.tuple(
  randomFrames,
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3000 })),
);
