import { echoRequestBytes, routerSolicitationBytes, TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { frameIndex } from "./frame-index.ts";
import { purposeOf } from "./frame-purpose.ts";
import {
  ACK,
  FIN,
  handshakeFacts,
  LAB_OPENED,
  logOf,
  PSH,
  RST,
  SERVER_ISN,
  SYN,
  segment,
  sent,
} from "./handshake.fixture.ts";

function purposesOf(log: ReturnType<typeof logOf>): readonly string[] {
  const index = frameIndex(log);
  return log.frames.map(({ frame }) => {
    const summary = index.summary(frame);
    const ackOf = summary?.segment?.ackOf ?? null;
    return summary ? purposeOf(summary, ackOf === null ? undefined : index.summary(ackOf)) : "none";
  });
}

describe("what a frame is for", () => {
  it("tells the ACKs of a handshake, of data and of a FIN apart", () => {
    const log = logOf([
      ...handshakeFacts(),
      sent(6, "client", segment("client", FIN | ACK, 6, 1)),
      sent(7, "server", segment("server", ACK, 1, 7)),
      sent(8, "server", segment("server", ACK, 1, 7)),
    ]);
    expect(purposesOf(log)).toEqual([
      "syn",
      "synAck",
      "ackOfSyn",
      "data",
      "ackOfData",
      "fin",
      "ackOfFin",
      "ack",
    ]);
  });

  it("knows a FIN that brings the last bytes", () => {
    const log = logOf([
      ...handshakeFacts(),
      sent(6, "client", segment("client", FIN | PSH | ACK, 6, 1, "bye")),
    ]);
    expect(purposesOf(log).at(-1)).toBe("finWithData");
  });

  it("takes an RST for a refusal only where it answers a SYN", () => {
    const syn = sent(1, "client", segment("client", SYN, 0, 0));
    const refusal = sent(2, "server", segment("server", RST | ACK, -SERVER_ISN, 1));
    expect(purposesOf(logOf([LAB_OPENED, syn, refusal]))).toEqual(["syn", "rstRefusal"]);
    const abort = sent(6, "client", segment("client", RST | ACK, 6, 1));
    expect(purposesOf(logOf([...handshakeFacts(), abort])).at(-1)).toBe("rst");
  });

  it("tells datagrams, empty ones, and what the messages about them are", () => {
    const b = new TraceBuilder();
    const about = b.datagram("client", { payload: "hello" });
    b.datagram("client", { payload: "" });
    b.unreachable(about);
    b.frame("client", echoRequestBytes("client", 1));
    b.frame("client", routerSolicitationBytes("client"));
    expect(purposesOf(b.log)).toEqual(["udp", "udpEmpty", "portUnreachable", "echo", "linkNoise"]);
  });
});
