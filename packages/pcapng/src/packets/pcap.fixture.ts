export interface PcapPacket {
  readonly data: Uint8Array;
  /** Nanoseconds since 1970 UTC. */
  readonly time: bigint;
  readonly originalLength?: number;
}

export interface PcapForm {
  readonly littleEndian?: boolean;
  readonly nanoseconds?: boolean;
  readonly linkType?: number;
}

/** A classic pcap file as draft-ietf-opsawg-pcap draws it. */
export function pcapFile(packets: readonly PcapPacket[], form: PcapForm = {}): Uint8Array<ArrayBuffer> {
  const { littleEndian = true, nanoseconds = false, linkType = 1 } = form;
  const file = new Uint8Array(packets.reduce((sum, { data }) => sum + 16 + data.length, 24));
  const view = new DataView(file.buffer);
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, littleEndian);
  view.setUint16(4, 2, littleEndian);
  view.setUint16(6, 4, littleEndian);
  view.setUint32(16, 262_144, littleEndian);
  view.setUint32(20, linkType, littleEndian);
  let at = 24;
  for (const { data, time, originalLength = data.length } of packets) {
    const fraction = (time % 1_000_000_000n) / (nanoseconds ? 1n : 1_000n);
    view.setUint32(at, Number(time / 1_000_000_000n), littleEndian);
    view.setUint32(at + 4, Number(fraction), littleEndian);
    view.setUint32(at + 8, data.length, littleEndian);
    view.setUint32(at + 12, originalLength, littleEndian);
    file.set(data, at + 16);
    at += 16 + data.length;
  }
  return file;
}
