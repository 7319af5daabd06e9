import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decoded } from "../decoded.ts";
import { fromHex } from "./bytes.ts";

export interface Codec<Header> {
  readonly decode: (bytes: Uint8Array) => Decoded<Header>;
  readonly emit: (header: Header) => Uint8Array;
  readonly headers: fc.Arbitrary<Header>;
  /** Bytes written by hand from the RFC, with what they say. */
  readonly known: { readonly hex: string; readonly header: Header };
  /** Bytes that hold values no table of ours names. */
  readonly unknown: { readonly hex: string; readonly header: Header };
  /** Makes random bytes likely to pass for a header. */
  readonly nudge?: (bytes: Uint8Array) => void;
}

/** The five tests that every codec passes. */
export function codecLaws<Header>(name: string, codec: Codec<Header>): void {
  const { decode, emit, known, unknown } = codec;

  describe(name, () => {
    it("gives back any header that was emitted", () => {
      fc.assert(
        fc.property(codec.headers, (header) => {
          const bytes = emit(header);
          expect(decode(bytes)).toEqual({ ok: true, header, end: bytes.length });
        }),
      );
    });

    it("reads and writes bytes made by hand", () => {
      const bytes = fromHex(known.hex);
      expect(decode(bytes)).toEqual({ ok: true, header: known.header, end: bytes.length });
      expect(emit(known.header)).toEqual(bytes);
    });

    it("names the missing field for bytes that end too early, at every length", () => {
      const bytes = fromHex(known.hex);
      for (let length = 0; length < bytes.length; length++) {
        const result = decode(bytes.subarray(0, length));
        expect(result).toMatchObject({ ok: false, problem: { reason: "truncated" } });
        if (result.ok) continue;
        const { offset, found, expected } = result.problem;
        expect(offset + found).toBe(length);
        expect(found).toBeLessThan(Number(expected));
      }
    });

    it("keeps values it does not know", () => {
      const bytes = fromHex(unknown.hex);
      expect(decode(bytes)).toMatchObject({ ok: true, header: unknown.header });
      expect(emit(unknown.header)).toEqual(bytes);
    });

    it("takes random bytes without throwing, and writes back those it could read", () => {
      let read = 0;
      const randomBytes = fc.uint8Array({ minLength: 0, maxLength: 120, size: "max" });
      fc.assert(
        fc.property(randomBytes, (bytes) => {
          codec.nudge?.(bytes);
          const result = decode(bytes);
          if (!result.ok) return;
          read += 1;
          expect(emit(result.header)).toEqual(bytes.slice(0, result.end));
        }),
        { numRuns: 500 },
      );
      expect(read).toBeGreaterThan(50);
    });
  });
}
