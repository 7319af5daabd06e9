import { hasFlag, type QuickView, SeqNumber, TcpFlag } from "@wirestage/wire";

/** What the rules ask of a TCP segment. */
export interface Segment {
  readonly frame: number;
  readonly kind: "SYN" | "SYN-ACK" | "RST" | "other";
  readonly hasFin: boolean;
  readonly seq: SeqNumber;
  /** After the last sequence number that it uses. */
  readonly end: SeqNumber;
  /** Null without the ACK flag. */
  readonly ack: SeqNumber | null;
}

function kindOf(flags: number): Segment["kind"] {
  if (hasFlag(flags, TcpFlag.rst)) return "RST";
  if (!hasFlag(flags, TcpFlag.syn)) return "other";
  return hasFlag(flags, TcpFlag.ack) ? "SYN-ACK" : "SYN";
}

export function segmentOf(frame: number, view: QuickView): Segment {
  const { flags, seq, ack, sequenceLength } = view;
  return {
    frame,
    kind: kindOf(flags),
    hasFin: hasFlag(flags, TcpFlag.fin),
    seq,
    end: SeqNumber.add(seq, sequenceLength),
    ack: hasFlag(flags, TcpFlag.ack) ? ack : null,
  };
}

/** Whether an acknowledgment covers what `needed` acknowledges; none does not. */
export function covers(ack: SeqNumber | null, needed: SeqNumber): boolean {
  return ack !== null && !SeqNumber.before(ack, needed);
}
