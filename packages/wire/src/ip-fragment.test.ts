import { expect, it, describe as suite } from "vitest";
import { describe } from "./describe/describe.ts";
import { decodeFrame } from "./frame.ts";
import { ipFragment } from "./ip-fragment.ts";
import { SAMPLE_FRAMES, SYN } from "./testing/sample-frames.ts";

const sample = (name: string) => SAMPLE_FRAMES[name] ?? new Uint8Array(0);

suite("fragments of IP packets", () => {
  it("a later one is named by its place, without a transport header", () => {
    const frame = decodeFrame(sample("later fragment"));
    expect(ipFragment(frame)).toMatchObject({ protocol: 17, offset: 1480, isLast: true });
    expect(describe(frame)).toMatch(/^Fragmented IP protocol \(proto=UDP 17, off=1480, ID=/);
  });

  it("an atomic fragment and any whole packet are none", () => {
    expect(ipFragment(decodeFrame(sample("atomic fragment over IPv6")))).toBeNull();
    expect(ipFragment(decodeFrame(SYN))).toBeNull();
  });

  it("a first one is named as such, not as the datagram that it begins", () => {
    const bytes = sample("datagram behind IPv4 options").slice();
    expect(describe(decodeFrame(bytes))).toContain("→");
    new DataView(bytes.buffer).setUint16(20, 0x2000);
    expect(describe(decodeFrame(bytes))).toMatch(/^Fragmented IP protocol \(proto=UDP 17, off=0, ID=/);
  });
});
