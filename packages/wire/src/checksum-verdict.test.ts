import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyChecksums, withGoodChecksums } from "./checksum-verdict.ts";
import { decodeFrame } from "./frame.ts";
import { fromHex } from "./testing/bytes.ts";
import { DATA, DATAGRAM, SAMPLE_FRAMES, SYN } from "./testing/sample-frames.ts";

const UDP_CHECKSUM = 14 + 20 + 6;

describe("checksum verdicts", () => {
  it("an IPv4 header from RFC 1071's kind of example is good, by a sum made by hand", () => {
    // 4500+0073+0000+4000+4011+c0a8+0001+c0a8+00c7 = 2479c; 479c+2 = 479e; its complement is b861.
    const packet = fromHex("4500 0073 0000 4000 4011 b861 c0a80001 c0a800c7");
    const bytes = new Uint8Array([...fromHex("020000000002 020000000001 0800"), ...packet]);
    expect(verifyChecksums(decodeFrame(bytes, 14 + 0x73)).ip).toEqual({ status: "good", found: 0xb861 });
  });

  it("a flipped payload bit makes the transport's bad, says what it should be, and leaves IP's good", () => {
    const bytes = DATA.slice();
    const was = verifyChecksums(decodeFrame(DATA)).transport;
    bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 0x01;
    const { ip, transport } = verifyChecksums(decodeFrame(bytes));
    expect(ip?.status).toBe("good");
    expect(transport).toMatchObject({ status: "bad", found: was?.status === "good" ? was.found : null });
  });

  it("any single flipped bit behind the Ethernet addresses of a whole SYN is noticed or unreadable", () => {
    fc.assert(
      fc.property(fc.integer({ min: 14, max: SYN.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const bytes = SYN.slice();
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const frame = decodeFrame(bytes);
        const { ip, transport } = verifyChecksums(frame);
        const isNoticed = ip?.status !== "good" || transport?.status !== "good";
        expect(isNoticed || frame.problem !== null).toBe(true);
      }),
    );
  });

  it("a UDP checksum of 0 is absent over IPv4", () => {
    const bytes = DATAGRAM.slice();
    bytes.fill(0, UDP_CHECKSUM, UDP_CHECKSUM + 2);
    expect(verifyChecksums(decodeFrame(bytes)).transport).toEqual({ status: "absent" });
  });

  it("a frame cut to a snap length cannot be verified, but its IP header can", () => {
    expect(verifyChecksums(decodeFrame(DATA.subarray(0, DATA.length - 1), DATA.length))).toMatchObject({
      ip: { status: "good" },
      transport: { status: "unverifiable", because: "cut" },
    });
  });

  it("a first fragment cannot be verified, for the rest is elsewhere", () => {
    const bytes = DATAGRAM.slice();
    bytes[20] = 0x20;
    const repaired = withGoodChecksums(decodeFrame(bytes));
    expect(verifyChecksums(decodeFrame(repaired))).toMatchObject({
      ip: { status: "good" },
      transport: { status: "unverifiable", because: "fragment" },
    });
  });

  it("0x0000 and 0xffff are the same number, so both are good (RFC 1624)", () => {
    const bytes = SYN.slice();
    bytes.fill(0, 24, 26);
    const first = verifyChecksums(decodeFrame(bytes)).ip;
    const needed = first?.status === "bad" ? first.expected : 0;
    // Adding the checksum that is needed to the identification makes 0 the right one.
    const identification = ((bytes[18] ?? 0) << 8) + (bytes[19] ?? 0) + needed;
    const folded = (identification & 0xffff) + (identification >>> 16);
    bytes.set([folded >>> 8, folded & 0xff], 18);
    for (const checksum of [0x00, 0xff]) {
      bytes.fill(checksum, 24, 26);
      expect(verifyChecksums(decodeFrame(bytes)).ip?.status).toBe("good");
    }
  });

  it("neither ARP nor an unknown protocol has a checksum to judge", () => {
    const arp = SAMPLE_FRAMES["ARP request"] ?? new Uint8Array(0);
    expect(verifyChecksums(decodeFrame(arp))).toEqual({ ip: null, transport: null });
  });
});

describe("putting checksums right", () => {
  it.each(Object.entries(SAMPLE_FRAMES))(
    "%s: zeroed TTL gives good checksums again, and changes no frame that is good",
    (_, sample) => {
      expect(withGoodChecksums(decodeFrame(sample))).toEqual(sample);
      const bytes = sample.slice();
      const { ip } = decodeFrame(bytes).layers;
      if (ip?.kind !== "ipv4") return;
      bytes[ip.start + 8] = 0;
      expect(verifyChecksums(decodeFrame(bytes)).ip?.status).toBe("bad");
      expect(verifyChecksums(decodeFrame(withGoodChecksums(decodeFrame(bytes)))).ip?.status).toBe("good");
    },
  );
});
