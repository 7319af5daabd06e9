import { SeqNumber, TcpFlag } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { type JudgedSegment, judgeSegment, type ReceiverState } from "./receiver-verdict.ts";

const { ack: ACK, psh: PSH, rst: RST, syn: SYN } = TcpFlag;
const seq = (number: number) => SeqNumber.of(number);

const SERVER: ReceiverState = {
  next: seq(33),
  window: 1000,
  unacknowledged: seq(33),
  sent: seq(40),
  maxSendWindow: 500,
};

function judged(change: Partial<JudgedSegment>, receiver = SERVER) {
  return judgeSegment({ flags: PSH | ACK, seq: seq(33), ack: seq(33), length: 8, ...change }, receiver);
}

describe("a segment put into an open connection", () => {
  it("with the expected number is the peer's", () => {
    expect(judged({})).toBe("next");
    expect(judged({ length: 0 })).toBe("next");
  });

  it("that acknowledges bytes never sent is refused, whatever its number", () => {
    expect(judged({ ack: seq(40) })).toBe("next");
    expect(judged({ ack: seq(41) })).toBe("ackUnsent");
    expect(judged({ seq: seq(32), ack: seq(1_000_033) })).toBe("ackUnsent");
  });

  it("whose acknowledgment is older than the largest window is refused, also where numbers wrap", () => {
    expect(judged({ ack: SeqNumber.add(seq(33), -500) })).toBe("next");
    expect(judged({ ack: SeqNumber.add(seq(33), -501) })).toBe("ackOld");
  });

  it("that begins earlier is taken in part where it reaches past the expected number, else it is a repeat", () => {
    expect(judged({ seq: seq(32), length: 8 })).toBe("partly");
    expect(judged({ seq: seq(32), length: 1 })).toBe("repeat");
    expect(judged({ seq: seq(32), length: 0 })).toBe("repeat");
  });

  it("that begins later is kept within the window and refused beyond it", () => {
    expect(judged({ seq: seq(1032) })).toBe("later");
    expect(judged({ seq: seq(1033) })).toBe("outside");
    expect(judged({ seq: seq(1033), length: 0 })).toBe("later");
    expect(judged({}, { ...SERVER, window: 0 })).toBe("outside");
  });

  it("as a reset is judged by its sequence number alone", () => {
    expect(judged({ flags: RST | ACK, ack: seq(9999) })).toBe("next");
    expect(judged({ flags: RST, seq: seq(34) })).toBe("otherReset");
  });

  it("with SYN, or without ACK, is not taken at all", () => {
    expect(judged({ flags: SYN | ACK })).toBe("syn");
    expect(judged({ flags: PSH })).toBe("noAck");
  });
});
