import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyChecksums } from "./checksum-verdict.ts";
import { type BitFlip, type FlippedFrame, flipBit } from "./flip-bit.ts";
import { decodeFrame } from "./frame.ts";
import { DATA, DATAGRAM, SAMPLE_FRAMES } from "./testing/sample-frames.ts";

const LAST = DATA.length - 1;
const TCP_CHECKSUM = 14 + 20 + 16;
const IP_CHECKSUM = 14 + 10;
const UDP_CHECKSUM = 14 + 20 + 6;

function bytesOf(flipped: FlippedFrame): Uint8Array {
  if (!flipped.ok) throw new Error(`refused: ${flipped.because}`);
  return flipped.bytes;
}

/** Offsets at which two frames of one length differ. */
function differences(a: Uint8Array, b: Uint8Array): number[] {
  return [...a.keys()].filter((at) => a[at] !== b[at]);
}

const verdicts = (bytes: Uint8Array) => verifyChecksums(decodeFrame(bytes));

/** A frame of every kind and a bit of it. */
const anyBit = fc.constantFrom(...Object.values(SAMPLE_FRAMES)).chain((bytes) =>
  fc.record({
    bytes: fc.constant(bytes),
    offset: fc.nat(bytes.length - 1),
    bit: fc.nat(7),
  }),
);

describe("flipping a bit with checksums left", () => {
  it("changes that bit alone, bit 7 being the first of the byte, and not the frame that was given", () => {
    const before = DATA.slice();
    const after = bytesOf(flipBit(DATA, { offset: LAST, bit: 7, checksums: "left" }));
    expect(differences(DATA, after)).toEqual([LAST]);
    expect(after[LAST]).toBe("o".charCodeAt(0) + 0x80);
    expect(DATA).toEqual(before);
    expect(verdicts(after).transport?.status).toBe("bad");
  });

  it("twice gives the frame back", () => {
    fc.assert(
      fc.property(anyBit, ({ bytes, offset, bit }) => {
        const flip: BitFlip = { offset, bit, checksums: "left" };
        expect(bytesOf(flipBit(bytesOf(flipBit(bytes, flip)), flip))).toEqual(bytes);
      }),
    );
  });

  it("does not write to a buffer that Node shares among frames", () => {
    const shared = Buffer.from(DATA);
    for (const checksums of ["left", "mended"] as const) flipBit(shared, { offset: LAST, bit: 0, checksums });
    expect(new Uint8Array(shared)).toEqual(DATA);
  });

  it("is refused beyond the frame's last byte", () => {
    const beyond = { offset: DATA.length, bit: 0, checksums: "left" } as const;
    expect(flipBit(DATA, beyond)).toEqual({ ok: false, because: "beyond" });
  });
});

describe("flipping a bit with checksums mended", () => {
  it("of a payload changes TCP's checksum with it, so that no receiver can tell", () => {
    const after = bytesOf(flipBit(DATA, { offset: LAST, bit: 0, checksums: "mended" }));
    expect(differences(DATA, after)).toEqual([TCP_CHECKSUM, LAST]);
    expect(verdicts(after)).toMatchObject({ ip: { status: "good" }, transport: { status: "good" } });
  });

  it("of an address changes IP's checksum and TCP's, which covers it too", () => {
    const source = 14 + 12;
    const after = bytesOf(flipBit(DATA, { offset: source + 3, bit: 1, checksums: "mended" }));
    expect(differences(DATA, after)).toEqual([IP_CHECKSUM + 1, source + 3, TCP_CHECKSUM + 1]);
  });

  it("leaves no checksum bad that can be computed, and keeps the flipped bit, or is refused", () => {
    fc.assert(
      fc.property(anyBit, ({ bytes, offset, bit }) => {
        const flipped = flipBit(bytes, { offset, bit, checksums: "mended" });
        if (!flipped.ok) return;
        expect(flipped.bytes[offset]).toBe((bytes[offset] ?? 0) ^ (1 << bit));
        const { ip, transport } = verdicts(flipped.bytes);
        expect([ip?.status, transport?.status]).not.toContain("bad");
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["IP's", DATA, IP_CHECKSUM],
    ["TCP's", DATA, TCP_CHECKSUM],
    ["UDP's", DATAGRAM, UDP_CHECKSUM],
  ])("is refused for %s checksum itself, which mending would put back", (_, bytes, offset) => {
    const flip = { offset, bit: 3, checksums: "mended" } as const;
    expect(flipBit(bytes, flip)).toEqual({ ok: false, because: "undone" });
    expect(flipBit(bytes, { ...flip, checksums: "left" }).ok).toBe(true);
  });

  it("repairs a checksum that was damaged before, if the very bit is flipped back", () => {
    const flip = { offset: TCP_CHECKSUM, bit: 0 } as const;
    const damaged = bytesOf(flipBit(DATA, { ...flip, checksums: "left" }));
    expect(bytesOf(flipBit(damaged, { ...flip, checksums: "mended" }))).toEqual(DATA);
  });

  it("is refused for the payload of a fragment, whose checksum covers other frames, and for its addresses; not for the rest of its IP header", () => {
    const first = DATAGRAM.slice();
    first[20] = 0x20;
    const later = SAMPLE_FRAMES["later fragment"] ?? new Uint8Array(0);
    for (const fragment of [first, later]) {
      const payload = { offset: fragment.length - 1, bit: 0, checksums: "mended" } as const;
      expect(flipBit(fragment, payload)).toEqual({ ok: false, because: "incomplete" });
      const address = { offset: 14 + 12, bit: 0, checksums: "mended" } as const;
      expect(flipBit(fragment, address)).toEqual({ ok: false, because: "incomplete" });
      const ttl = bytesOf(flipBit(fragment, { offset: 22, bit: 0, checksums: "mended" }));
      expect(verdicts(ttl).ip?.status).toBe("good");
    }
  });

  it("of padding behind the packet and of Ethernet's header touches nothing else", () => {
    const padded = SAMPLE_FRAMES["padded ACK"] ?? new Uint8Array(0);
    for (const offset of [0, padded.length - 1]) {
      const after = bytesOf(flipBit(padded, { offset, bit: 0, checksums: "mended" }));
      expect(differences(padded, after)).toEqual([offset]);
    }
  });
});
