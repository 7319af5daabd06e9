import { datagramBytes, echoRequestBytes, TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { fragmentsOf } from "../inspector/fragments.fixture.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import { frameText } from "./frame-text.ts";
import { WORDS } from "./label-words.fixture.ts";

function told(b: TraceBuilder, frame: number, overtook: number | null = null): string {
  const summary = frameIndex(b.log).summary(frame);
  if (!summary) throw new Error(`frame ${frame} was not sent`);
  const derived = { overtook, altered: false, lostByRule: false, discard: null, part: null };
  const { kind, numbers, note } = frameText(summary, WORDS, derived);
  return [kind, numbers, note].filter((part) => part !== "").join(" | ");
}

describe.each([4, 6] as const)("labels of UDP over IPv%i", (version) => {
  it("a datagram tells its ports, its length and how it begins", () => {
    const b = new TraceBuilder();
    const datagram = b.datagram("client", { payload: "hello", version });
    expect(told(b, datagram)).toBe("UDP 5\u202fB | 40022 → 8888 “hello”");
    expect(told(b, datagram, 7)).toBe("UDP 5\u202fB | 40022 → 8888 “hello” | [overtook #7]");
  });

  it("an empty datagram is called empty", () => {
    const b = new TraceBuilder();
    expect(told(b, b.datagram("client", { payload: "", version }))).toBe("UDP empty | 40022 → 8888");
  });

  it("a port unreachable tells which port, and in brackets which frame it is about", () => {
    const b = new TraceBuilder();
    const about = b.datagram("client", { payload: "hello", dstPort: 9999, version });
    const kind = version === 4 ? "ICMP" : "ICMPv6";
    expect(told(b, b.unreachable(about, version))).toBe(`${kind} | port 9999 unreachable | [about #1]`);
  });
});

describe.each([4, 6] as const)("labels of fragments of IPv%i", (version) => {
  it("tell which part of which packet they are", () => {
    const b = new TraceBuilder();
    const parts = fragmentsOf(datagramBytes("client", { payload: "x".repeat(2000), version }), 1480);
    const [first, rest] = parts.map((part) => told(b, b.frame("client", part)));
    expect(first).toBe("IP fragment | UDP off=0 Len=1480 ID=3f0a");
    expect(rest).toBe("IP fragment | UDP off=1480 Len=528 ID=3f0a");
  });
});

describe("labels of other frames", () => {
  it("a segment over IPv6 has relative numbers as one over IPv4 has", () => {
    const b = new TraceBuilder();
    const shape = { flags: ["SYN"], seq: 0, version: 6 } as const;
    b.segment("client", shape);
    const answer = b.segment("server", { ...shape, flags: ["SYN", "ACK"], ack: 1 });
    expect(told(b, answer)).toBe("SYN-ACK | Seq=0 Ack=1");
  });

  it("a repeated segment names the first one", () => {
    const b = tcpEchoRun().run(545);
    b.lose(1);
    const again = b.segment("client", { flags: ["SYN"], seq: 0 });
    expect(told(b, again)).toBe("SYN | Seq=0 | [retransmission of #1]");
  });

  it("other messages of ICMP are told as Wireshark tells them, as far as there is room", () => {
    const b = new TraceBuilder();
    const echo = b.frame("client", echoRequestBytes("client", 1));
    expect(told(b, echo)).toBe("ICMP | Echo (ping) request id=0x0007, seq…");
  });
});
