import { hasFlag, TcpFlag } from "./tcp-flags.ts";

/** What a teacher calls a segment. `other`: flags that no sound TCP sends, as in a port scan. */
export type TcpKind = "SYN" | "SYN-ACK" | "ACK" | "data" | "FIN" | "RST" | "other";

/** A `QuickView` of a TCP frame is one. */
export interface SegmentShape {
  readonly flags: number;
  /** Bytes on the wire. */
  readonly payloadLength: number;
}

/** A segment with payload and FIN is a `FIN`; one with payload and SYN (TCP Fast Open) a `SYN`. */
export function tcpKind({ flags, payloadLength }: SegmentShape): TcpKind {
  const isSyn = hasFlag(flags, TcpFlag.syn);
  const isFin = hasFlag(flags, TcpFlag.fin);
  const isAck = hasFlag(flags, TcpFlag.ack);
  if (hasFlag(flags, TcpFlag.rst)) return "RST";
  if (isSyn && isFin) return "other";
  if (isSyn) return isAck ? "SYN-ACK" : "SYN";
  if (isFin) return "FIN";
  if (payloadLength > 0) return "data";
  return isAck ? "ACK" : "other";
}
