import { describe, expect, it } from "vitest";
import { frameIndex } from "./frame-index.ts";
import {
  ACK,
  CLIENT_ISN,
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

describe("the index of a handshake and one line of data", () => {
  const index = frameIndex(logOf(handshakeFacts()));

  it("names each frame's kind, sender and receiver", () => {
    const seen = [1, 2, 3, 4, 5].map((frame) => index.summary(frame)).map((s) => [s?.kind, s?.from, s?.to]);
    expect(seen).toEqual([
      ["SYN", "client", "server"],
      ["SYN-ACK", "server", "client"],
      ["ACK", "client", "server"],
      ["data", "client", "server"],
      ["ACK", "server", "client"],
    ]);
  });

  it("counts sequence numbers from each side's SYN", () => {
    expect(index.summary(4)?.segment).toMatchObject({ seqBase: CLIENT_ISN, ackBase: SERVER_ISN });
    expect(index.summary(5)?.segment).toMatchObject({ seqBase: SERVER_ISN, ackBase: CLIENT_ISN });
  });

  it("leaves the other side's base open in a SYN, which acknowledges nothing", () => {
    expect(index.summary(1)?.segment).toMatchObject({ ackBase: null, ackOf: null });
  });

  it("finds the frame that each acknowledgment is for, once", () => {
    expect([2, 3, 4, 5].map((frame) => index.summary(frame)?.segment?.ackOf)).toEqual([1, 2, null, 4]);
  });

  it("knows no frame that was not sent", () => {
    expect(index.summary(6)).toBeUndefined();
  });
});

describe("the index of less simple conversations", () => {
  it("marks the second copy of a segment as a repeat of the first", () => {
    const again = segment("client", SYN, 0, 0);
    const index = frameIndex(logOf([LAB_OPENED, sent(1, "client", again), sent(2, "client", again)]));
    expect(index.summary(1)?.segment?.repeatOf).toBeNull();
    expect(index.summary(2)?.segment?.repeatOf).toBe(1);
  });

  it("grows with its log", () => {
    const log = logOf([LAB_OPENED]);
    const index = frameIndex(log);
    expect(index.summary(1)).toBeUndefined();
    const more = logOf(handshakeFacts());
    log.append(more.events);
    expect(index.summary(1)?.kind).toBe("SYN");
  });

  it("starts counting afresh when the ports are used again with new initial numbers", () => {
    const facts = [...handshakeFacts(), sent(6, "client", segment("client", SYN, 77_000, 0))];
    const index = frameIndex(
      logOf([...facts, sent(7, "server", segment("server", SYN | ACK, 88_000, 77_001))]),
    );
    expect(index.summary(6)?.segment?.seqBase).toBe((CLIENT_ISN + 77_000) % 2 ** 32);
    expect(index.summary(7)?.segment).toMatchObject({ seqBase: SERVER_ISN + 88_000, ackOf: 6 });
  });

  it("counts the first byte seen as 1 where the SYN was not seen", () => {
    const log = logOf([LAB_OPENED, sent(1, "client", segment("client", PSH | ACK, 10, 20, "x"))]);
    const context = frameIndex(log).summary(1)?.segment;
    expect(context).toMatchObject({ seqBase: CLIENT_ISN + 9, ackBase: SERVER_ISN + 19 });
  });

  it("finds the SYN that a refusing RST answers", () => {
    const facts = [LAB_OPENED, sent(1, "client", segment("client", SYN, 0, 0))];
    const index = frameIndex(
      logOf([...facts, sent(2, "server", segment("server", RST | ACK, -SERVER_ISN, 1))]),
    );
    expect(index.summary(2)).toMatchObject({ kind: "RST", segment: { ackOf: 1, repeatOf: null } });
  });

  it("finds the FIN that an acknowledgment is for", () => {
    const fin = sent(6, "client", segment("client", FIN | ACK, 6, 1));
    const index = frameIndex(
      logOf([...handshakeFacts(), fin, sent(7, "server", segment("server", ACK, 1, 7))]),
    );
    expect(index.summary(7)?.segment?.ackOf).toBe(6);
  });
});

describe("the index of a capture whose cards all have the address 0, as on a loopback interface", () => {
  const [SYN_SENT, SYN_ANSWERED] = [segment("client", SYN, 0, 0), segment("server", SYN | ACK, 0, 1)];
  const captured = { ...LAB_OPENED, capture: { file: "lo.pcap", linkType: 1, packets: 3, shown: 3 } };
  const withoutCards = (bytes: Uint8Array) => bytes.slice().fill(0, 0, 12);
  const ARP_REQUEST = Uint8Array.of(
    255,
    255,
    255,
    255,
    255,
    255,
    0,
    0,
    0,
    0,
    0,
    0,
    8,
    6,
    ...new Uint8Array(28),
  );

  it("takes the other host for the receiver, and every host only where ARP asks all", () => {
    const index = frameIndex(
      logOf([
        captured,
        sent(1, "client", withoutCards(SYN_SENT)),
        sent(2, "server", withoutCards(SYN_ANSWERED)),
        sent(3, "client", ARP_REQUEST),
      ]),
    );
    expect([1, 2, 3].map((frame) => index.summary(frame)?.to)).toEqual(["server", "client", null]);
  });
});
