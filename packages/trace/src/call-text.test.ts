import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOfBase64, printCall, printOutcome, printValue } from "./call-text.ts";
import type { CallValue } from "./facts.ts";
import { base64OfBytes } from "./testing/bytes-value.ts";

describe("printValue", () => {
  it.each<[CallValue, string]>([
    [null, "None"],
    [true, "True"],
    [1024, "1024"],
    ["tcp", "'tcp'"],
    [{ type: "address", address: "192.0.2.2", port: 8888 }, "('192.0.2.2', 8888)"],
    [{ type: "constant", name: "AF_INET", value: 2 }, "AF_INET"],
    [{ type: "bytes", base64: "aGkKJw==", length: 4 }, "b'hi\\n\\''"],
    [{ type: "bytes", base64: "AP8=", length: 2 }, "b'\\x00\\xff'"],
    [{ type: "bytes", base64: "aGk=", length: 900 }, "b'hi…'"],
    [{ type: "bytes", base64: "", length: 0 }, "b''"],
    ["/run/o'clock\\s", "'/run/o\\'clock\\\\s'"],
    ["\0abstract", "'\\x00abstract'"],
    [{ type: "file", mode: "rw" }, "<file mode='rw'>"],
    [{ type: "withheld" }, "…"],
    [{ type: "tuple", items: [true, 0] }, "(True, 0)"],
    [{ type: "tuple", items: [{ type: "bytes", base64: "aGk=", length: 2 }, null] }, "(b'hi', None)"],
    [{ type: "tuple", items: [{ type: "socket", socket: 4, fd: 5 }, ""] }, "(<socket fd=5>, '')"],
    [
      { type: "accepted", socket: 4, fd: 5, address: "2001:db8::1", port: 40000 },
      "(<socket fd=5>, ('2001:db8::1', 40000))",
    ],
  ])("prints %j as Python would", (value, text) => {
    expect(printValue(value)).toBe(text);
  });
});

describe("printCall and printOutcome", () => {
  it("read like a line of an interactive session", () => {
    const bind = { name: "bind", arguments: [{ type: "address", address: "0.0.0.0", port: 80 } as const] };
    expect(printCall(bind)).toBe("bind(('0.0.0.0', 80))");
    const path = { name: "bind", arguments: ["/tmp/echo.sock"] };
    expect(printCall(path)).toBe("bind('/tmp/echo.sock')");
    expect(printOutcome({ ok: false, errno: 98, code: "EADDRINUSE" })).toBe("EADDRINUSE");
    expect(printOutcome({ ok: true, value: 5 })).toBe("5");
  });
});

describe("bytesOfBase64", () => {
  it.each([
    ["", []],
    ["Zg==", [0x66]],
    ["Zm8=", [0x66, 0x6f]],
    ["Zm9vYmFy", [0x66, 0x6f, 0x6f, 0x62, 0x61, 0x72]],
    ["+/8", [0xfb, 0xff]],
  ])("reads the vectors of RFC 4648 §10: %j", (text, bytes) => {
    expect(bytesOfBase64(text)).toEqual(Uint8Array.from(bytes));
  });

  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(bytesOfBase64(base64OfBytes(bytes))).toEqual(bytes);
      }),
    );
  });
});
