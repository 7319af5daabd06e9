import { type SegmentFacts, segmentBytes, TraceBuilder } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { takenIn } from "./injected-bytes.ts";

/** A line is injected into a connection; then the server acknowledges `ack`. */
function injectedThen(injected: SegmentFacts, ack: number, own?: SegmentFacts) {
  const b = new TraceBuilder();
  b.segment("client", { flags: ["SYN"], seq: 0 });
  b.run();
  b.segment("server", { flags: ["SYN", "ACK"], seq: 0, ack: 1 });
  b.run();
  const frame = b.inject("client", segmentBytes("client", injected));
  b.run();
  if (own) b.segment("client", own);
  b.run();
  b.segment("server", { flags: ["ACK"], seq: 1, ack });
  b.run();
  return takenIn(b.log, frame);
}

const LINE: SegmentFacts = { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "forged" };

it("an injected line is in the connection once the receiver has acknowledged new bytes of it", () => {
  expect(injectedThen(LINE, 7)).not.toBeNull();
});

it("is not where the receiver repeats what it waits for, as of a wrong acknowledgment", () => {
  expect(injectedThen({ ...LINE, ack: 1_000_001 }, 1)).toBeNull();
});

it("is not where the bytes acknowledged are those of the peer's own kernel", () => {
  expect(injectedThen({ ...LINE, ack: 1_000_001 }, 7, LINE)).toBeNull();
});
