import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { macAddress, macToBytes } from "./mac-address.ts";
import { macs } from "./testing/arbitraries.ts";
import { fromHex } from "./testing/bytes.ts";

describe("MAC addresses", () => {
  it("any address read from bytes is text that is taken back, in lower case", () => {
    fc.assert(
      fc.property(macs, (mac) => {
        expect(macAddress(mac.toUpperCase())).toBe(mac);
      }),
    );
    expect(macToBytes(macAddress("02:00:00:00:00:FF"))).toEqual(fromHex("0200000000ff"));
  });

  it.each(["", "02:00:00:00:00", "02-00-00-00-00-01", "02:00:00:00:00:0g"])(
    "%j is refused as a MAC",
    (text) => {
      expect(() => macAddress(text)).toThrowError(expect.objectContaining({ code: "address-malformed" }));
    },
  );
});
