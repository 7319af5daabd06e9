/** A small seeded source of chance (mulberry32): the same seed finds the same fault again. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Numbers at which lengths and counts go wrong. */
const EDGES = [0, 1, 3, 4, 0x7f, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffc, 0xffff_ffff];

/** A file that was damaged in one to four places, as a disk, a network or somebody hostile would. */
export function mutated(file: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  let bytes = file.slice();
  for (let count = 1 + below(4); count > 0 && bytes.length > 4; count--) {
    const at = below(bytes.length - 3);
    switch (below(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        bytes[at] = below(256);
        break;
      case 2:
        new DataView(bytes.buffer).setUint32(at & ~3, EDGES[below(EDGES.length)] ?? 0, below(2) === 0);
        break;
      case 3:
        bytes = bytes.slice(0, at);
        break;
      case 4:
        bytes = Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(below(at + 1)));
        break;
      default:
        bytes.copyWithin(at, below(bytes.length), at + below(64));
    }
  }
  return bytes;
}
