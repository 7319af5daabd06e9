import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INET_DIAG_REQUEST_SIZE, readDiagSocket, writeInetDiagRequest } from "./inet-diag.ts";
import { InvalidAddressError } from "./socket-address.ts";
import { AF_INET, IPPROTO_TCP } from "./socket-constants.ts";

/** One TIME_WAIT socket, as a kernel would answer it, with a shutdown attribute of both directions. */
const TIME_WAIT = [
  "02 06 03 00",
  "9c40 1b58 0a000001 000000000000000000000000 0a000002 000000000000000000000000 00000000 05000000 01000000",
  "60ea0000 00000000 00000000 e8030000 00000000",
  "0500 0800 03 000000",
].join(" ");

function bytesOf(hex: string): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));
  return { bytes, view: new DataView(bytes.buffer) };
}

describe("inet_diag messages", () => {
  it("a TIME_WAIT socket: addresses, cookie, timer of 60 s, no descriptor, no info", () => {
    const { bytes, view } = bytesOf(TIME_WAIT);
    expect(readDiagSocket(bytes, view, 0, bytes.length)).toEqual({
      cookie: String(2 ** 32 + 5),
      family: "AF_INET",
      state: "TIME_WAIT",
      local: { address: "10.0.0.1", port: 40000 },
      remote: { address: "10.0.0.2", port: 7000 },
      recvQueue: 0,
      sendQueue: 0,
      timer: { kind: "time-wait", remainingMs: 60_000, retries: 0 },
      uid: 1000,
      inode: 0,
      shutdown: { receive: true, send: true },
      info: null,
      memory: null,
      congestionControl: null,
    });
  });

  it("a message cut short is refused, not read as something else", () => {
    const { bytes, view } = bytesOf(TIME_WAIT);
    expect(() => readDiagSocket(bytes, view, 0, 71)).toThrow("inet_diag_msg of 71 octets");
  });

  it("random octets never give anything but a socket or a RangeError", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 512 }), (bytes) => {
        try {
          readDiagSocket(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  it("a request holds the 4-tuple in network order and asks for no particular cookie", () => {
    const bytes = new Uint8Array(INET_DIAG_REQUEST_SIZE);
    writeInetDiagRequest(bytes, new DataView(bytes.buffer), {
      family: AF_INET,
      protocol: IPPROTO_TCP,
      states: 0xfff,
      detailed: true,
      local: { address: "10.0.0.1", port: 40000 },
      remote: { address: "10.0.0.2", port: 7000 },
    });
    expect(Buffer.from(bytes.subarray(16)).toString("hex")).toBe(
      bytesOf(
        "02 06 4a 00 ff0f0000 9c40 1b58 0a000001 000000000000000000000000 0a000002 000000000000000000000000 " +
          "00000000 ffffffff ffffffff",
      ).bytes.reduce((hex, octet) => hex + octet.toString(16).padStart(2, "0"), ""),
    );
  });

  it("a request for an address of the other family is refused", () => {
    const bytes = new Uint8Array(INET_DIAG_REQUEST_SIZE);
    const request = { family: AF_INET, protocol: IPPROTO_TCP, states: 1, detailed: false } as const;
    expect(() =>
      writeInetDiagRequest(bytes, new DataView(bytes.buffer), {
        ...request,
        local: { address: "::1", port: 1 },
      }),
    ).toThrow(InvalidAddressError);
  });
});
