import { type TraceBuilder, tcpEchoRun, udpEchoRun } from "@wirestage/trace/testing";
import { TcpFlag } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { flowsOf, reversed } from "./flows.ts";
import {
  composeDraft,
  draftNumbers,
  FIRST_DRAFT,
  firstDirection,
  PRESETS,
  presetOf,
} from "./inject-draft.ts";

function first({ log }: TraceBuilder, frame: number | null = null) {
  const selection = frame === null ? null : ({ kind: "frame", frame } as const);
  const direction = firstDirection(log, selection, flowsOf(log));
  if (!direction) throw new Error("no flow");
  return direction;
}

function line(b: TraceBuilder, change: Partial<typeof FIRST_DRAFT> = {}): string {
  const composed = composeDraft(b.log, first(b), { ...FIRST_DRAFT, ...change });
  return composed.ok ? composed.line : composed.because;
}

describe("the form for a frame that no kernel sends", () => {
  const b = tcpEchoRun({ latencyMs: 50 }).run(1000);

  it("begins as a reset in the client's name that the server takes", () => {
    expect(first(b).from).toBe("client");
    expect(line(b)).toMatch(/^40022 → 8888 \[RST, ACK\] Seq=6 Ack=6 .*Len=0/);
  });

  it("speaks in the name of the host whose frame is selected", () => {
    expect([first(b, 2).from, first(b, 4).from]).toEqual(["server", "client"]);
  });

  it("carries the text where it is no reset", () => {
    expect(line(b, { flags: PRESETS.data, payload: "你好" })).toMatch(/\[PSH, ACK\] Seq=6 Ack=6 .*Len=6/);
  });

  it("takes other numbers, relative to the initial ones, and tells what would come next", () => {
    expect(line(b, { seq: 99, ack: 1 })).toMatch(/Seq=99 Ack=1 /);
    expect(draftNumbers(b.log, first(b), { ...FIRST_DRAFT, seq: 99 })).toEqual({
      seq: 99,
      ack: 6,
      next: { seq: 6, ack: 6 },
    });
  });

  it("refuses what is longer than a frame may be", () => {
    expect(line(b, { flags: PRESETS.data, payload: "x".repeat(1460) })).toMatch(/Len=1460/);
    expect(line(b, { flags: PRESETS.data, payload: "x".repeat(1461) })).toBe("long");
  });

  it("of a datagram asks for nothing but its text", () => {
    const udp = udpEchoRun({ input: ["hello"] }).run();
    expect(line(udp, { payload: "spoofed" })).toMatch(/^40022 → 8888 Len=7$/);
    const back = reversed(first(udp), udp.log);
    expect(back).toMatchObject({ from: "server", src: { port: 8888 } });
  });

  it("knows its own presets again, and no others", () => {
    expect(presetOf(TcpFlag.rst | TcpFlag.ack)).toBe("rst");
    expect(presetOf(TcpFlag.syn)).toBeNull();
  });
});
