const IP = 14;
const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const IDENTIFICATION = 0x3f0a;

/**
 * Cuts a frame of IP in two as a kernel does whose link is too short for it; checksums stay as they were.
 * @param at bytes of the packet's payload in the first part, a multiple of 8
 */
export function fragmentsOf(frame: Uint8Array, at: number): readonly [Uint8Array, Uint8Array] {
  const isIpv4 = (frame[IP] ?? 0) >>> 4 === 4;
  const start = IP + (isIpv4 ? IPV4_HEADER : IPV6_HEADER);
  const [head, first, rest] = [
    frame.subarray(0, start),
    frame.subarray(start, start + at),
    frame.subarray(start + at),
  ];
  const part = isIpv4 ? ipv4Part : ipv6Part;
  return [part(head, first, 0, true), part(head, rest, at / 8, false)];
}

function ipv4Part(head: Uint8Array, data: Uint8Array, offset: number, more: boolean): Uint8Array {
  const bytes = Uint8Array.of(...head, ...data);
  const header = new DataView(bytes.buffer, IP);
  header.setUint16(2, IPV4_HEADER + data.length);
  header.setUint16(4, IDENTIFICATION);
  header.setUint16(6, (more ? 0x2000 : 0) | offset);
  return bytes;
}

/** With a fragment header of 8 bytes (RFC 8200 §4.5). */
function ipv6Part(head: Uint8Array, data: Uint8Array, offset: number, more: boolean): Uint8Array {
  const nextHeader = head[IP + 6] ?? 0;
  const extension = new DataView(new ArrayBuffer(8));
  extension.setUint8(0, nextHeader);
  extension.setUint16(2, (offset << 3) | (more ? 1 : 0));
  extension.setUint32(4, IDENTIFICATION);
  const bytes = Uint8Array.of(...head, ...new Uint8Array(extension.buffer), ...data);
  const header = new DataView(bytes.buffer, IP);
  header.setUint16(4, 8 + data.length);
  header.setUint8(6, 44);
  return bytes;
}
