import { hasFlag, SeqNumber, TcpFlag } from "@wirestage/wire";

/** Where the receiver of a segment stands in an open connection, as far as the wire tells (RFC 9293 §3.3.1). */
export interface ReceiverState {
  /** RCV.NXT: what it waits for. */
  readonly next: SeqNumber;
  /** RCV.WND, in bytes. */
  readonly window: number;
  /** SND.UNA and SND.NXT: what it sent is acknowledged up to here, and was sent up to there. */
  readonly unacknowledged: SeqNumber;
  readonly sent: SeqNumber;
  /** MAX.SND.WND of RFC 5961 §5: the largest window that it was ever offered, in bytes. */
  readonly maxSendWindow: number;
}

export interface JudgedSegment {
  readonly flags: number;
  readonly seq: SeqNumber;
  readonly ack: SeqNumber;
  /** Sequence numbers that it takes: its bytes, and one for a FIN. */
  readonly length: number;
}

/**
 * What becomes of a segment. `partly`: it begins earlier and reaches past the expected number, so that its new part is
 * taken. `later`: it is kept until the gap closes. `outside`: beyond the window.
 */
export type ReceiverVerdict =
  | "next"
  | "partly"
  | "repeat"
  | "later"
  | "outside"
  | "otherReset"
  | "syn"
  | "noAck"
  | "ackUnsent"
  | "ackOld";

function judgeSequence({ seq, length }: JudgedSegment, { next, window }: ReceiverState): ReceiverVerdict {
  const ahead = SeqNumber.distance(next, seq);
  if (length === 0 ? ahead > window : ahead >= window) return "outside";
  if (ahead > 0) return "later";
  if (ahead === 0) return "next";
  return ahead + length > 0 ? "partly" : "repeat";
}

/** SND.UNA − MAX.SND.WND ≤ SEG.ACK ≤ SND.NXT is to be taken, nothing else (RFC 5961 §5.2). */
function judgeAck({ ack }: JudgedSegment, receiver: ReceiverState): "ackUnsent" | "ackOld" | null {
  if (SeqNumber.after(ack, receiver.sent)) return "ackUnsent";
  const oldest = SeqNumber.add(receiver.unacknowledged, -receiver.maxSendWindow);
  return SeqNumber.before(ack, oldest) ? "ackOld" : null;
}

/** By the flags, the sequence number and the acknowledgment (RFC 9293 §3.10.7.4, RFC 5961 §3.2, §4.2 and §5.2). */
export function judgeSegment(segment: JudgedSegment, receiver: ReceiverState): ReceiverVerdict {
  const { flags, seq } = segment;
  if (hasFlag(flags, TcpFlag.rst)) return seq === receiver.next ? "next" : "otherReset";
  if (hasFlag(flags, TcpFlag.syn)) return "syn";
  if (!hasFlag(flags, TcpFlag.ack)) return "noAck";
  const bySequence = judgeSequence(segment, receiver);
  if (bySequence === "repeat" || bySequence === "outside") return bySequence;
  return judgeAck(segment, receiver) ?? bySequence;
}
