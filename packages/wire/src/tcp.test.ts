import { describe, expect, it } from "vitest";
import { SeqNumber } from "./seq-number.ts";
import { decodeTcp, emitTcp, type TcpHeader } from "./tcp.ts";
import { TcpFlag } from "./tcp-flags.ts";
import { decodeTcpOptions, emitTcpOptions, type TcpOption } from "./tcp-options.ts";
import { fromHex } from "./testing/bytes.ts";
import { codecLaws } from "./testing/codec-laws.ts";
import { tcpHeaders } from "./testing/tcp-arbitraries.ts";

/** A Linux SYN. */
const SYN: TcpHeader = {
  srcPort: 49152,
  dstPort: 8888,
  seq: SeqNumber.of(0xdeadbeef),
  ack: SeqNumber.of(0),
  flags: TcpFlag.syn,
  window: 64240,
  checksum: 0x564a,
  urgentPointer: 0,
  options: [
    { kind: "mss", mss: 1460 },
    { kind: "sackPermitted" },
    { kind: "timestamps", tsval: 1, tsecr: 2 },
    { kind: "nop" },
    { kind: "windowScale", shift: 7 },
  ],
};

codecLaws("tcp", {
  decode: decodeTcp,
  emit: emitTcp,
  headers: tcpHeaders,
  known: {
    hex: "c000 22b8 deadbeef 00000000 a002 faf0 564a 0000 020405b4 0402 080a0000000100000002 01 030307",
    header: SYN,
  },
  unknown: {
    hex: "c000 22b8 deadbeef 00000000 8fff faf0 564a 0000 fd06f9890102 22 04 abcd 0000",
    header: {
      ...SYN,
      flags: 0xfff,
      options: [
        { kind: "unknown", type: 253, data: fromHex("f9890102") },
        { kind: "unknown", type: 34, data: fromHex("abcd") },
        { kind: "eol", padding: fromHex("00") },
      ],
    },
  },
  nudge: (bytes) => {
    bytes[12] = 0x50 | ((bytes[12] ?? 0) & 0x3f);
  },
});

describe("tcp options", () => {
  const cases: readonly (readonly [string, string, readonly TcpOption[]])[] = [
    [
      "SACK blocks",
      "0101 0512 00000005 0000000a 0000000f 00000014",
      [
        { kind: "nop" },
        { kind: "nop" },
        {
          kind: "sack",
          blocks: [
            { left: SeqNumber.of(5), right: SeqNumber.of(10) },
            { left: SeqNumber.of(15), right: SeqNumber.of(20) },
          ],
        },
      ],
    ],
    [
      "an MSS of impossible length",
      "0203ff01",
      [{ kind: "unknown", type: 2, data: fromHex("ff") }, { kind: "nop" }],
    ],
    ["a length of zero", "01fd0001", [{ kind: "nop" }, { kind: "malformed", bytes: fromHex("fd0001") }]],
    [
      "a length past the header",
      "01fd0401",
      [{ kind: "nop" }, { kind: "malformed", bytes: fromHex("fd0401") }],
    ],
    [
      "a kind in the last byte",
      "01010102",
      [
        ...([{ kind: "nop" }, { kind: "nop" }, { kind: "nop" }] as const),
        { kind: "malformed", bytes: fromHex("02") },
      ],
    ],
    [
      "bytes after the end of the list",
      "01 00 ffee",
      [{ kind: "nop" }, { kind: "eol", padding: fromHex("ffee") }],
    ],
  ];

  it.each(cases)("%s: read as they are and written back", (_, hex, options) => {
    const bytes = fromHex(hex);
    expect(decodeTcpOptions(bytes, 0, bytes.length)).toEqual(options);
    expect(emitTcpOptions(options)).toEqual(bytes);
  });

  it("options that are no multiple of four bytes are refused with what to do", () => {
    expect(() => emitTcpOptions([{ kind: "sackPermitted" }])).toThrowError(
      expect.objectContaining({
        code: "options-unaligned",
        message: expect.stringContaining("pad them with nop"),
      }),
    );
  });
});

describe("tcp headers that cannot be", () => {
  it("a header shorter than 20 bytes: names field, place, expected and found", () => {
    const bytes = new Uint8Array(20);
    bytes[12] = 0x40;
    expect(decodeTcp(bytes)).toEqual({
      ok: false,
      problem: { reason: "malformed", field: "tcp.hdr_len", offset: 12, expected: ">= 20", found: 16 },
    });
  });

  it("a port that does not fit is refused on emitting, with field and limit", () => {
    expect(() => emitTcp({ ...SYN, dstPort: 65536 })).toThrowError(
      expect.objectContaining({
        code: "field-out-of-range",
        facts: { field: "tcp.dstport", value: 65536, most: 65535 },
      }),
    );
  });
});
