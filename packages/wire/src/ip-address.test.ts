import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ipv4Address, ipv4ToBytes, ipv6Address, ipv6ToBytes } from "./ip-address.ts";
import { ipv4s, ipv6s } from "./testing/arbitraries.ts";
import { fromHex } from "./testing/bytes.ts";

describe("IP addresses", () => {
  it("any address read from bytes is text that is taken back and gives the same bytes", () => {
    fc.assert(
      fc.property(ipv4s, ipv6s, (ipv4, ipv6) => {
        expect(ipv4Address(ipv4)).toBe(ipv4);
        expect(ipv6Address(ipv6)).toBe(ipv6);
      }),
    );
    expect(ipv4ToBytes(ipv4Address("10.0.0.255"))).toEqual(fromHex("0a0000ff"));
    expect(ipv6ToBytes(ipv6Address("fe80::1:0"))).toEqual(fromHex("fe80000000000000 0000000000010000"));
  });

  it.each([
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:0DB8::0001", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["0:0:0:0:0:0:0:0", "::"],
    ["0:0:0:0:0:ffff:a00:1", "::ffff:10.0.0.1"],
    ["::ffff:10.0.0.1", "::ffff:10.0.0.1"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ])("%s is written %s (RFC 5952)", (text, canonical) => {
    expect(ipv6Address(text)).toBe(canonical);
  });

  it.each([
    "",
    ":",
    ":::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8::",
    "1::2::3",
    "12345::",
    "::10.0.0.256",
    "1.2.3.4::",
  ])("%j is refused as an IPv6 address", (text) => {
    expect(() => ipv6Address(text)).toThrowError(expect.objectContaining({ code: "address-malformed" }));
  });

  it.each(["", "10.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.1 ", "a.b.c.d"])(
    "%j is refused as an IPv4 address, with an example of one",
    (text) => {
      expect(() => ipv4Address(text)).toThrowError(/10\.0\.0\.1/);
    },
  );
});
