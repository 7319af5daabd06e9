import fc from "fast-check";
import { expect, it, describe as suite } from "vitest";
import { decodeFrame } from "../frame.ts";
import { SeqNumber } from "../seq-number.ts";
import { TcpFlag } from "../tcp-flags.ts";
import { fromHex } from "../testing/bytes.ts";
import { randomCaptures } from "../testing/random-frames.ts";
import { DATA, SAMPLE_FRAMES, SYN, segment } from "../testing/sample-frames.ts";
import { describe } from "./describe.ts";
import { packetdrill } from "./packetdrill.ts";

const relativeTo = { seq: SeqNumber.of(1000), ack: SeqNumber.of(5000) };
const fromServer = { seq: SeqNumber.of(5000), ack: SeqNumber.of(1000) };
const SYN_ACK = SAMPLE_FRAMES["SYN-ACK"] ?? SYN;

suite("describe", () => {
  it("a SYN counted from its own number starts at 0", () => {
    expect(describe(decodeFrame(SYN), { relativeTo })).toBe(
      "49152 → 8888 [SYN] Seq=0 Win=64240 Len=0 MSS=1460 SACK_PERM TSval=1 TSecr=2 WS=128",
    );
  });

  it("data counted from the initial numbers, its window scaled", () => {
    expect(describe(decodeFrame(DATA), { relativeTo, windowShift: 7 })).toBe(
      "49152 → 8888 [PSH, ACK] Seq=1 Ack=1 Win=64256 Len=5 TSval=3 TSecr=4",
    );
  });

  it("relative numbers wrap with the sequence space", () => {
    const wrapped = segment({ seq: SeqNumber.of(4) });
    expect(describe(decodeFrame(wrapped), { relativeTo: { seq: SeqNumber.of(0xffff_fffe) } })).toContain(
      "Seq=6 ",
    );
  });

  it("without bases the numbers are raw; no flag and reserved bits are named", () => {
    expect(describe(decodeFrame(segment({ flags: 0 })))).toBe("49152 → 8888 [<None>] Seq=1001 Win=502 Len=0");
    expect(describe(decodeFrame(segment({ flags: 0x810 })))).toContain("[ACK, Reserved]");
  });

  it("a frame that is cut, one that is malformed and one that is neither IP nor ARP", () => {
    expect(describe(decodeFrame(DATA.subarray(0, 50), DATA.length))).toBe(
      "TCP [Packet size limited during capture: tcp.checksum]",
    );
    const malformed = DATA.slice();
    malformed[46] = 0x40;
    expect(describe(decodeFrame(malformed))).toBe("TCP [Malformed Packet: tcp.hdr_len]");
    expect(describe(decodeFrame(fromHex("0180c200000e 020000000001 88cc 0207")))).toBe(
      "Ethernet type=0x88cc Len=2",
    );
  });

  it("random and damaged frames, cut or not: one line, never an error", () => {
    fc.assert(
      fc.property(randomCaptures, ([bytes, more]) => {
        const frame = decodeFrame(bytes, bytes.length + more);
        expect(describe(frame, { relativeTo, windowShift: 7 })).toMatch(/^[^\n]+$/);
        expect(packetdrill(frame, { relativeTo }) ?? "none").toMatch(/^[^\n]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});

suite("packetdrill", () => {
  it.each([
    ["SYN", SYN, relativeTo, "S 0:0(0) win 64240 <mss 1460,sackOK,TS val 1 ecr 2,nop,wscale 7>"],
    ["SYN-ACK", SYN_ACK, fromServer, "S. 0:0(0) ack 1 win 65160 <mss 1460>"],
    ["data", segment({ flags: TcpFlag.psh | TcpFlag.ack }, "hello"), relativeTo, "P. 1:6(5) ack 1"],
    ["FIN", segment({ flags: TcpFlag.fin | TcpFlag.ack }), relativeTo, "F. 1:1(0) ack 1"],
    ["RST", segment({ flags: TcpFlag.rst }), relativeTo, "R 1:1(0)"],
    [
      "ECN SYN",
      segment({ flags: TcpFlag.syn | TcpFlag.ece | TcpFlag.cwr }),
      relativeTo,
      "SEW 1:1(0) win 502",
    ],
    [
      "SACK blocks, counted from the receiver's initial number",
      SAMPLE_FRAMES["ACK with SACK blocks"] ?? SYN,
      relativeTo,
      ". 1:1(0) ack 1 <nop,nop,sack 5:10 15:20>",
    ],
  ])("%s: as a script has it", (_, bytes, bases, line) => {
    expect(packetdrill(decodeFrame(bytes), { relativeTo: bases })).toBe(line);
  });

  it("every window where it is asked for", () => {
    expect(packetdrill(decodeFrame(segment({})), { relativeTo, window: true })).toBe(
      ". 1:1(0) ack 1 win 502",
    );
  });

  it("a datagram has no such line", () => {
    expect(packetdrill(decodeFrame(SAMPLE_FRAMES["datagram"] ?? SYN))).toBeNull();
  });
});
