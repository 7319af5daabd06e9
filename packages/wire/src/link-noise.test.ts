import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeFrame } from "./compose-frame.ts";
import { decodeFrame } from "./frame.ts";
import { isLinkNoise } from "./link-noise.ts";
import { fromHex } from "./testing/bytes.ts";
import { randomFrames } from "./testing/random-frames.ts";
import { DATAGRAM, ETHERNET, IP6, SAMPLE_FRAMES, SYN, segment } from "./testing/sample-frames.ts";

function icmpv6(type: number): Uint8Array {
  const header = { kind: "unknown", type, code: 0 } as const;
  return composeFrame({
    ethernet: ETHERNET,
    ip: IP6,
    transport: { kind: "icmpv6", header },
    payload: fromHex("00000000"),
  });
}

/** As Linux sends it on joining ff02::1:ff00:1: a router alert option (RFC 2711) stands before the report. */
const MLD_REPORT = fromHex(
  "333300000016 020000000001 86dd" +
    "60000000 0024 00 01 fe800000000000000000000000000001 ff020000000000000000000000000016" +
    "3a00 05020000 0100" +
    "8f00 0000 0000 0001 04000000 ff0200000000000000000001ff000001",
);
/** RFC 3376 §4.2, to 224.0.0.22 with the router alert option of RFC 2113. */
const IGMP_REPORT = fromHex(
  "01005e000016 020000000001 0800" +
    "46c00028 00004000 01020000 c0000201 e0000016 94040000" +
    "22000000 00000001 04000000 e00000fb",
);

describe("link noise", () => {
  it.each([
    ["MLD query", icmpv6(130)],
    ["MLD report", icmpv6(131)],
    ["MLD done", icmpv6(132)],
    ["router solicitation", icmpv6(133)],
    ["router advertisement", icmpv6(134)],
    ["redirect", icmpv6(137)],
    ["MLD report behind a hop-by-hop header", MLD_REPORT],
    ["neighbour solicitation", SAMPLE_FRAMES["neighbour solicitation"]],
    ["neighbour advertisement", SAMPLE_FRAMES["neighbour advertisement"]],
    ["IGMP report", IGMP_REPORT],
  ])("a %s is noise", (_, bytes) => {
    expect(isLinkNoise(bytes ?? new Uint8Array())).toBe(true);
  });

  it.each([
    ["SYN", SYN],
    ["segment over IPv6", segment({}, "hello", IP6)],
    ["datagram", DATAGRAM],
    ["ARP request", SAMPLE_FRAMES["ARP request"]],
    ["port unreachable", SAMPLE_FRAMES["port unreachable"]],
    ["port unreachable over IPv6", SAMPLE_FRAMES["port unreachable over IPv6"]],
    ["echo request over IPv6", SAMPLE_FRAMES["echo request over IPv6"]],
    ["packet too big", SAMPLE_FRAMES["packet too big"]],
    ["report cut before its type", MLD_REPORT.subarray(0, 62)],
  ])("a %s is not", (_, bytes) => {
    expect(isLinkNoise(bytes ?? MLD_REPORT)).toBe(false);
  });

  it("no segment and no datagram is noise, however damaged", () => {
    fc.assert(
      fc.property(randomFrames, (bytes) => {
        const { kind } = decodeFrame(bytes).layers.transport ?? { kind: "none" };
        if (kind === "tcp" || kind === "udp") expect(isLinkNoise(bytes)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
