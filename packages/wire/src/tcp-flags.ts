/** Control bits as they stand in the 12 bits after the data offset (RFC 9293 §3.1; AE: RFC 9768). */
export const TcpFlag = {
  fin: 0x001,
  syn: 0x002,
  rst: 0x004,
  psh: 0x008,
  ack: 0x010,
  urg: 0x020,
  ece: 0x040,
  cwr: 0x080,
  ae: 0x100,
} as const;

const NAMES = [
  ["FIN", TcpFlag.fin],
  ["SYN", TcpFlag.syn],
  ["RST", TcpFlag.rst],
  ["PSH", TcpFlag.psh],
  ["ACK", TcpFlag.ack],
  ["URG", TcpFlag.urg],
  ["ECE", TcpFlag.ece],
  ["CWR", TcpFlag.cwr],
  ["AE", TcpFlag.ae],
] as const;

export type TcpFlagName = (typeof NAMES)[number][0];

/** `0x012` → `["SYN", "ACK"]`, in Wireshark's order; reserved bits have no name. */
export function tcpFlagNames(flags: number): readonly TcpFlagName[] {
  return NAMES.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name);
}

export function hasFlag(flags: number, bit: number): boolean {
  return (flags & bit) !== 0;
}
