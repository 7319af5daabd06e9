import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeSocketAddress,
  encodeSocketAddress,
  InvalidAddressError,
  SOCKADDR_STORAGE_SIZE,
  type SocketAddress,
} from "./socket-address.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

function encoded(address: SocketAddress): Uint8Array {
  const bytes = new Uint8Array(SOCKADDR_STORAGE_SIZE).fill(0xff);
  return bytes.slice(0, encodeSocketAddress(address, bytes));
}

const port = fc.nat(0xffff);
const anyAddress: fc.Arbitrary<SocketAddress> = fc.oneof(
  fc.record({ family: fc.constant("AF_INET" as const), address: fc.ipV4(), port }),
  fc.record({ family: fc.constant("AF_UNIX" as const), path: fc.stringMatching(/^[a-z/]{0,107}$/) }),
);

describe("socket addresses", () => {
  it("sockaddr_in: family in host order, port and address in network order, zeros to 16 octets", () => {
    const bytes = encoded({ family: "AF_INET", address: "10.0.0.2", port: 7000 });
    expect(hex(bytes)).toBe(`0200${"1b58"}0a000002${"00".repeat(8)}`);
  });

  it("sockaddr_in6: flow label 0, address, scope", () => {
    const bytes = encoded({ family: "AF_INET6", address: "fe80::1", port: 53, scopeId: 3 });
    expect(hex(bytes)).toBe(`0a00003500000000fe80${"00".repeat(13)}0103000000`);
  });

  it("sockaddr_un: a path ends in NUL, an abstract name does not, an unnamed socket has neither", () => {
    expect(hex(encoded({ family: "AF_UNIX", path: "/a" }))).toBe("01002f6100");
    expect(hex(encoded({ family: "AF_UNIX", path: "\0a" }))).toBe("01000061");
    expect(hex(encoded({ family: "AF_UNIX", path: "" }))).toBe("0100");
  });

  it("decoding undoes encoding", () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const bytes = encoded(address);
        expect(decodeSocketAddress(bytes, bytes.length)).toEqual(address);
      }),
    );
  });

  it.each([
    ["::", "::"],
    ["::1", "::1"],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["fe80::0:0:5", "fe80::5"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"],
    ["::ffff:c000:0201", "::ffff:192.0.2.1"],
    ["::fffe:c000:0201", "::fffe:c000:201"],
  ])("IPv6 %s is read back in the form of RFC 5952: %s", (given, canonical) => {
    const bytes = encoded({ family: "AF_INET6", address: given, port: 1, scopeId: 0 });
    expect(decodeSocketAddress(bytes, bytes.length)).toMatchObject({ address: canonical });
  });

  it("no octets are no address", () => {
    expect(decodeSocketAddress(new Uint8Array(16), 0)).toBeNull();
  });

  it.each(["", "10.0.0", "10.0.0.256", "010.0.0.1", "host", "::1"])('"%s" is no IPv4 address', (address) => {
    expect(() => encoded({ family: "AF_INET", address, port: 1 })).toThrow(InvalidAddressError);
  });

  it.each(["", ":::", "10.0.0.1", "1:2:3", "fe80::1%lo"])('"%s" is no IPv6 address', (address) => {
    expect(() => encoded({ family: "AF_INET6", address, port: 1, scopeId: 0 })).toThrow(InvalidAddressError);
  });

  it("a path longer than sun_path, and a port that is none, are refused", () => {
    expect(() => encoded({ family: "AF_UNIX", path: "a".repeat(108) })).toThrow(InvalidAddressError);
    for (const bad of [-1, 65536, 1.5, Number.NaN]) {
      expect(() => encoded({ family: "AF_INET", address: "10.0.0.1", port: bad })).toThrow(RangeError);
    }
  });
});
