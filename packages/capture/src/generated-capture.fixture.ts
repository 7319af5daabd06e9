import {
  composeFrame,
  ipv4Address,
  ipv6Address,
  macAddress,
  SeqNumber,
  TcpFlag,
  type TransportParts,
} from "@wirestage/wire";

const MACS = [macAddress("02:00:00:00:00:01"), macAddress("02:00:00:00:00:02")] as const;
const IPV4 = [ipv4Address("192.0.2.1"), ipv4Address("192.0.2.2")] as const;
const IPV6 = [ipv6Address("2001:db8::1"), ipv6Address("2001:db8::2")] as const;

/** 2023-11-14 22:13:20 UTC. */
const START_S = 1_700_000_000;

function transportOf(index: number, from: 0 | 1): TransportParts {
  const ports =
    from === 0 ? { srcPort: 40_000 + index, dstPort: 80 } : { srcPort: 80, dstPort: 40_000 + index };
  if (index % 7 === 6) return { kind: "udp", ...ports };
  const flags = index % 5 === 0 ? TcpFlag.syn : TcpFlag.ack | (index % 3 === 0 ? TcpFlag.psh : 0);
  const seq = SeqNumber.of(Math.imul(index, 2_654_435_761));
  return {
    kind: "tcp",
    ...ports,
    flags,
    seq,
    ack: SeqNumber.of(flags & TcpFlag.ack ? seq + 7 : 0),
    window: index * 97,
  };
}

/** Frame `index` of the capture; every eleventh has a byte changed under its checksum. */
function frameOf(index: number): Uint8Array {
  const from = index % 2 === 0 ? 0 : 1;
  const to = from === 0 ? 1 : 0;
  const payload = Uint8Array.from({ length: (index * 37) % 400 }, (_, at) => at + index);
  const addresses = index % 4 === 3 ? IPV6 : IPV4;
  const frame = composeFrame({
    ethernet: { src: MACS[from], dst: MACS[to] },
    ip:
      addresses === IPV6
        ? { version: 6, src: IPV6[from], dst: IPV6[to] }
        : { version: 4, src: IPV4[from], dst: IPV4[to], ttl: 1 + (index % 200) },
    transport: transportOf(index, from),
    payload,
  });
  if (index % 11 === 10) frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) ^ 0x40;
  return frame;
}

/** Sixty frames of TCP and UDP over both versions of IP in a classic pcap file with nanoseconds. */
export function generatedCapture(): Uint8Array<ArrayBuffer> {
  const frames = Array.from({ length: 60 }, (_, index) => frameOf(index));
  const file = new Uint8Array(frames.reduce((sum, { length }) => sum + 16 + length, 24));
  const view = new DataView(file.buffer);
  const put = (at: number, ...words: number[]) => {
    for (const [index, word] of words.entries()) view.setUint32(at + index * 4, word, true);
  };
  put(0, 0xa1b23c4d, 0x0004_0002, 0, 0, 262_144, 1);
  let at = 24;
  for (const [index, frame] of frames.entries()) {
    put(at, START_S + index, 123_456_789 + index, frame.length, frame.length);
    file.set(frame, at + 16);
    at += 16 + frame.length;
  }
  return file;
}
