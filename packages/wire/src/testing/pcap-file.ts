export interface Captured {
  readonly bytes: Uint8Array;
  readonly originalLength: number;
  /** When it was captured, in whole seconds; 0 where it is missing. */
  readonly second?: number;
}

const FILE_HEADER = 24;
const PACKET_HEADER = 16;

function write(into: DataView, at: number, words: readonly number[]): void {
  for (const [index, word] of words.entries()) into.setUint32(at + 4 * index, word, true);
}

/** Classic pcap: magic, version 2.4, snap length, link type 1 (Ethernet); then 16 bytes before each frame. */
export function pcapOf(frames: readonly Captured[]): Uint8Array {
  const size = frames.reduce((sum, { bytes }) => sum + PACKET_HEADER + bytes.length, FILE_HEADER);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  write(view, 0, [0xa1b2c3d4, 0x0004_0002, 0, 0, 65535, 1]);
  let at = FILE_HEADER;
  for (const { bytes, originalLength, second = 0 } of frames) {
    write(view, at, [second, 0, bytes.length, originalLength]);
    file.set(bytes, at + PACKET_HEADER);
    at += PACKET_HEADER + bytes.length;
  }
  return file;
}
