import { type BorrowedPacket, LINKTYPE_ETHERNET } from "@wirestage/pcapng";
import { composeFrame, ipv4Address, macAddress } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { CaptureSurvey } from "./survey.ts";

const PLAIN = composeFrame({
  ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("02:00:00:00:00:02") },
  ip: { version: 4, src: ipv4Address("192.0.2.1"), dst: ipv4Address("192.0.2.2") },
  transport: { kind: "udp", srcPort: 40_000, dstPort: 53 },
  payload: Uint8Array.of(1, 2, 3),
});

/** The plain frame with tags behind its addresses, each an EtherType and VLAN 7. */
function tagged(...etherTypes: readonly number[]): Uint8Array {
  const tags = etherTypes.flatMap((type) => [type >> 8, type & 0xff, 0, 7]);
  return Uint8Array.of(...PLAIN.subarray(0, 12), ...tags, ...PLAIN.subarray(12));
}

/** Behind bytes of another packet, as in a piece of a file. */
function packetOf(frame: Uint8Array, linkType = LINKTYPE_ETHERNET): BorrowedPacket {
  const before = tagged(0x8100);
  const bytes = Uint8Array.of(...before, ...frame, ...before);
  const start = before.length;
  const place = { bytes, start, end: start + frame.length, offset: start };
  return { ...place, originalLength: frame.length, linkType, time: 0 };
}

function surveyOf(...packets: readonly BorrowedPacket[]): CaptureSurvey {
  const survey = new CaptureSurvey();
  for (const packet of packets) survey.take(packet);
  return survey;
}

describe("packets that no conversation takes in", () => {
  it.each([
    ["802.1Q", tagged(0x8100)],
    ["802.1ad", tagged(0x88a8, 0x8100)],
  ])("with a tag of %s are counted as such", (_, frame) => {
    const survey = surveyOf(packetOf(PLAIN), packetOf(frame), packetOf(frame));
    expect(survey.leftOut).toEqual({ otherLinks: 0, otherProtocols: 2, vlanTagged: 2, otherPairs: 0 });
    expect(survey.conversations()).toMatchObject([{ client: "192.0.2.1", frames: 1 }]);
  });

  it("of another protocol, or cut before it, have no tag", () => {
    const lldp = Uint8Array.of(...PLAIN.subarray(0, 12), 0x88, 0xcc, 0, 0);
    const survey = surveyOf(packetOf(lldp), packetOf(PLAIN.subarray(0, 20)), packetOf(PLAIN.subarray(0, 12)));
    expect(survey.leftOut).toMatchObject({ otherProtocols: 3, vlanTagged: 0 });
  });

  it("on another link are not asked for a tag", () => {
    const survey = surveyOf(packetOf(tagged(0x8100), 113));
    expect(survey.leftOut).toMatchObject({ otherLinks: 1, otherProtocols: 0, vlanTagged: 0 });
  });
});
