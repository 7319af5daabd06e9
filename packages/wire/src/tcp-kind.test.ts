import { expect, it } from "vitest";
import { TcpFlag } from "./tcp-flags.ts";
import { tcpKind } from "./tcp-kind.ts";

const { syn, ack, fin, rst, psh, urg } = TcpFlag;

it.each([
  ["SYN", syn, 0, "SYN"],
  ["SYN with data (TCP Fast Open)", syn, 10, "SYN"],
  ["SYN and ACK", syn | ack, 0, "SYN-ACK"],
  ["ACK alone", ack, 0, "ACK"],
  ["ACK and PSH with data", ack | psh, 5, "data"],
  ["ACK and URG with data", ack | urg, 1, "data"],
  ["FIN and ACK", fin | ack, 0, "FIN"],
  ["FIN with data", fin | ack | psh, 5, "FIN"],
  ["RST", rst, 0, "RST"],
  ["RST and ACK", rst | ack, 0, "RST"],
  ["SYN and FIN, which no sound TCP sends", syn | fin, 0, "other"],
  ["no flag at all", 0, 0, "other"],
] as const)("%s: is called by its name", (_, flags, payloadLength, kind) => {
  expect(tcpKind({ flags, payloadLength })).toBe(kind);
});
