/**
 * Rewrites a little-endian capture as a big-endian machine would have written it. It walks the file on its
 * own, without this package's reader, so that the two can be compared.
 */
export function toBigEndian(littleEndian: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Swapper(littleEndian);
  let at = 0;
  while (at < littleEndian.length) at = swapBlock(file, at);
  return file.bytes;
}

class Swapper {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;

  constructor(source: Uint8Array) {
    this.bytes = new Uint8Array(source);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Reverses fields of the given widths one after the other; returns the first field's old value. */
  swap(at: number, ...widths: number[]): number {
    const first = widths[0] === 2 ? this.view.getUint16(at, true) : this.view.getUint32(at, true);
    let position = at;
    for (const width of widths) {
      this.bytes.subarray(position, position + width).reverse();
      position += width;
    }
    return first;
  }
}

/** Widths of the fields before the options, and of the numbers in options, by block type. */
const FIXED: Record<number, number[]> = {
  168627466: [4, 2, 2, 8],
  1: [2, 2, 4],
  4: [],
  5: [4, 4, 4],
  6: [4, 4, 4, 4, 4],
};
const NUMBERS: Record<number, Record<number, number[]>> = {
  1: { 14: [8] },
  5: { 2: [4, 4], 3: [4, 4], 4: [8], 5: [8], 6: [8], 7: [8], 8: [8] },
  6: { 2: [4] },
};

function swapBlock(file: Swapper, start: number): number {
  const type = file.swap(start, 4);
  const capturedLength = type === 6 ? file.view.getUint32(start + 20, true) : 0;
  const length = file.swap(start + 4, 4);
  const end = start + length - 4;
  file.swap(end, 4);
  if (type === 0xbad || type === 0x40000bad) file.swap(start + 8, 4);
  const fixed = FIXED[type];
  if (fixed === undefined) return end + 4;
  let at = start + 8 + fixed.reduce((sum, width) => sum + width, 0);
  file.swap(start + 8, ...fixed);
  if (type === 6) at += Math.ceil(capturedLength / 4) * 4;
  if (type === 4) at = swapList(file, at, end, {});
  swapList(file, at, end, NUMBERS[type] ?? {});
  return end + 4;
}

function swapList(file: Swapper, start: number, end: number, numbers: Record<number, number[]>): number {
  let at = start;
  while (at < end) {
    const code = file.swap(at, 2);
    const length = file.swap(at + 2, 2);
    at += 4;
    if (code === 0) break;
    file.swap(at, ...(numbers[code] ?? []));
    at += Math.ceil(length / 4) * 4;
  }
  return at;
}
