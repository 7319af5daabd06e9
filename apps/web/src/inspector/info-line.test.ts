import { describe, expect, it } from "vitest";
import { frameIndex } from "./frame-index.ts";
import { handshakeFacts, logOf } from "./handshake.fixture.ts";
import { infoLine } from "./info-line.ts";

const log = logOf(handshakeFacts());

function lineOf(frame: number, isRaw: boolean): string {
  const summary = frameIndex(log).summary(frame);
  if (!summary) throw new Error(`no frame ${frame}`);
  return infoLine(summary, summary.bytes.length, isRaw);
}

describe("infoLine", () => {
  it("counts from the initial sequence numbers and puts the ports last", () => {
    expect(lineOf(4, false)).toBe("[PSH, ACK] Seq=1 Ack=1 Win=64240 Len=5 · 40000 → 8888");
  });

  it("shows the numbers as they stand in the bytes when asked to", () => {
    expect(lineOf(4, true)).toContain("Seq=4000000001 Ack=1001");
  });
});
