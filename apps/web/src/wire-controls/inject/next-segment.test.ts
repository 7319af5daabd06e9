import { type SegmentFacts, TraceBuilder, tcpEchoRun, udpEchoRun } from "@wirestage/trace/testing";
import { composeFrame, decodeFrame, describe as inWords, quickView, TcpFlag } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { frameIndex } from "../../inspector/frame-index.ts";
import { directionOfFrame, flowsOf, reversed } from "./flows.ts";
import { nextDatagram, nextSegment, receiverState, type SegmentWish } from "./next-segment.ts";

const { ack: ACK, psh: PSH, rst: RST } = TcpFlag;
const NOTHING = new Uint8Array(0);
const line = (text: string): SegmentWish => ({ flags: PSH | ACK, payload: new TextEncoder().encode(text) });

/** The next segment of the client or server in the only connection there is, numbers relative to both SYNs. */
function next(b: TraceBuilder, host: "client" | "server", wish: SegmentWish): string {
  const direction = directionFrom(b, host);
  const parts = nextSegment(b.log, direction, wish);
  if (!parts) throw new Error("no segment came");
  const bytes = composeFrame(parts);
  const [own, other] = ["client", "server"].map((from) => {
    const first = b.log.frames.find(({ sent }) => sent.host === from);
    return first ? (frameIndex(b.log).summary(first.frame)?.segment?.seqBase ?? 0) : 0;
  });
  const view = quickView(bytes);
  const [seqBase, ackBase] = host === "client" ? [own, other] : [other, own];
  const relative = (number: number, base = 0) => (number - base) >>> 0;
  const said = [`Seq=${relative(view?.seq ?? 0, seqBase)}`, `Ack=${relative(view?.ack ?? 0, ackBase)}`];
  return [...said, `Len=${view?.payloadLength}`].join(" ");
}

function directionFrom(b: TraceBuilder, host: "client" | "server") {
  const [flow] = flowsOf(b.log);
  const direction = flow?.first.from === host ? flow.first : flow && reversed(flow.first, b.log);
  if (!direction) throw new Error("no flow");
  return direction;
}

/** After a handshake, with initial numbers 5000 and 9000. */
function opened(): TraceBuilder {
  const b = new TraceBuilder();
  b.segment("client", { flags: ["SYN"], seq: 5000 });
  b.run();
  b.segment("server", { flags: ["SYN", "ACK"], seq: 9000, ack: 5001 });
  b.run();
  b.segment("client", { flags: ["ACK"], seq: 5001, ack: 9001 });
  return b.run();
}

function bytesOfFrame({ log }: TraceBuilder, frame: number): Uint8Array {
  return frameIndex(log).summary(frame)?.bytes ?? NOTHING;
}

describe("the next segment of a connection", () => {
  const echo = (ms: number) => tcpEchoRun({ latencyMs: 50 }).run(ms);

  it("in the client's name follows what the server has received, and acknowledges what the client has", () => {
    expect(next(echo(720), "client", line("bye"))).toBe("Seq=1 Ack=1 Len=3");
    expect(next(echo(1000), "client", line("bye"))).toBe("Seq=6 Ack=6 Len=3");
  });

  it("in the server's name too, as a reset without payload", () => {
    expect(next(echo(1000), "server", { flags: RST | ACK, payload: NOTHING })).toBe("Seq=6 Ack=6 Len=0");
  });

  it("takes the place of a line that is still on the wire, held or flying", () => {
    const b = echo(745);
    b.hold(4);
    expect(next(b.run(2000), "client", line("spoof"))).toBe("Seq=1 Ack=1 Len=5");
  });

  it("does not follow a line with a wrong checksum", () => {
    const wrong = new TraceBuilder();
    wrong.segment("client", { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "hello" });
    wrong.alter(1, { offset: 58, checksums: "left" });
    expect(next(wrong.run(), "client", line("x"))).toMatch(/^Seq=1 /);
  });

  it("follows an injected line only once the receiver has acknowledged it: it may have been refused", () => {
    const b = opened();
    const parts = nextSegment(b.log, directionFrom(b, "client"), line("spoof"));
    if (parts) b.inject("client", composeFrame(parts));
    b.run();
    expect(next(b, "client", line("more"))).toBe("Seq=1 Ack=1 Len=4");
    b.segment("server", { flags: ["ACK"], seq: 9001, ack: 5006 });
    expect(next(b.run(), "client", line("more"))).toBe("Seq=6 Ack=1 Len=4");
  });

  it("is judged by what the receiver has sent, what of it was acknowledged, and its window", () => {
    const b = opened();
    b.segment("server", { flags: ["PSH", "ACK"], seq: 9001, ack: 5001, payload: "hello" });
    const receiver = receiverState(b.run().log, directionFrom(b, "client"));
    expect(receiver && receiver.sent - receiver.unacknowledged).toBe("hello".length);
    expect(receiver?.next).toBe(quickView(bytesOfFrame(b, 3))?.seq);
  });

  it("is not judged before the receiver has acknowledged anything", () => {
    const b = new TraceBuilder();
    b.segment("client", { flags: ["SYN"], seq: 5000 });
    expect(receiverState(b.run().log, directionFrom(b, "client"))).toBeNull();
  });

  it("to a client whose SYN nobody has answered is a refusal: it acknowledges the SYN", () => {
    const b = echo(580);
    const back = directionFrom(b, "server");
    const parts = nextSegment(b.log, back, { flags: RST | ACK, payload: NOTHING });
    const view = parts && quickView(composeFrame(parts));
    const syn = frameIndex(b.log).summary(1)?.view;
    expect(view?.ack).toBe(syn && (syn.seq + 1) >>> 0);
  });

  it("has the addresses of the way's own frames, over IPv4 and IPv6", () => {
    for (const version of [4, 6] as const) {
      const b = new TraceBuilder();
      const syn: SegmentFacts = { flags: ["SYN"], seq: 0, version };
      b.segment("client", syn);
      b.run();
      const direction = directionOfFrame(b.log, 1);
      const parts = direction && nextSegment(b.log, direction, line("x"));
      const seen = parts ? decodeFrame(composeFrame(parts)).layers : null;
      const own = decodeFrame(frameIndex(b.log).summary(1)?.bytes ?? NOTHING).layers;
      expect(seen?.ethernet?.header).toEqual(own.ethernet?.header);
      expect([seen?.ip?.header.src, seen?.ip?.header.dst]).toEqual([own.ip?.header.src, own.ip?.header.dst]);
    }
  });

  it("belongs to the connection that was opened last between the same ports", () => {
    const b = echo(1400);
    b.segment("client", { flags: ["SYN"], seq: 5000 });
    b.segment("server", { flags: ["SYN", "ACK"], seq: 9000, ack: 5001 });
    b.run(1500);
    const parts = nextSegment(b.log, directionFrom(b, "client"), line("x"));
    const syn = frameIndex(b.log).summary(b.log.frames.length - 1)?.view;
    expect(parts?.transport).toMatchObject({ seq: syn && (syn.seq + 1) >>> 0 });
  });
});

describe("the next datagram", () => {
  it("goes between the ports that the flow has", () => {
    const b = udpEchoRun({ input: ["hello"] }).run();
    const direction = directionFrom(b, "server");
    const parts = nextDatagram(b.log, direction, new TextEncoder().encode("FAKE"));
    const bytes = parts ? composeFrame(parts) : NOTHING;
    expect(inWords(decodeFrame(bytes))).toMatch(/^8888 → 40022 .*Len=4$/);
  });
});
