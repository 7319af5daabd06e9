import { segmentBytes, tcpEchoRun } from "@wirestage/trace/testing";
import { expect, it } from "vitest";
import { disagreeing } from "./end-storms.ts";

it("both ends of a connection disagree from an injected line on, until a reset is injected", () => {
  const b = tcpEchoRun({ latencyMs: 50 }).run(1000);
  expect(disagreeing(b.log)).toEqual([]);
  b.inject("client", segmentBytes("client", { flags: ["PSH", "ACK"], seq: 6, ack: 6, payload: "forged" }));
  expect(disagreeing(b.log)).toMatchObject([{ from: "client", protocol: "tcp" }]);
  b.inject("client", segmentBytes("client", { flags: ["RST", "ACK"], seq: 12, ack: 6 }));
  expect(disagreeing(b.log)).toEqual([]);
});
