import { describe, expect, it, test } from "vitest";
import { toBigEndian } from "../big-endian.fixture.ts";
import { PcapngError } from "../error.ts";
import { exampleFrame, START, writeSampleCapture } from "../sample-capture.fixture.ts";
import { PcapngWriter } from "../writer.ts";
import { PacketReader } from "./packet-reader.ts";
import { pcapFile } from "./pcap.fixture.ts";
import { PcapError } from "./pcap-error.ts";

interface Read {
  readonly time: bigint | null;
  readonly data: Uint8Array;
  readonly originalLength: number;
  readonly linkType: number;
  readonly offset: number;
}

/** Every packet of a file that is handed over in pieces of `piece` bytes. */
function packetsOf(file: Uint8Array, piece = file.length || 1): { packets: Read[]; error: unknown } {
  const packets: Read[] = [];
  const reader = new PacketReader(({ bytes, start, end, time, ...rest }) => {
    const { originalLength, linkType, offset } = rest;
    const absolute = Number.isNaN(time) ? null : (reader.origin ?? 0n) + BigInt(time);
    packets.push({ time: absolute, data: bytes.slice(start, end), originalLength, linkType, offset });
  });
  try {
    for (let at = 0; at < file.length; at += piece) reader.push(file.subarray(at, at + piece));
    reader.finish();
    return { packets, error: null };
  } catch (error) {
    return { packets, error };
  }
}

const FRAMES = [60, 61, 1_514].map((length, index) => exampleFrame(length, index + 1));
const TIMES = [0n, 1_000_003_000n, 86_400_000_123_000n];

describe.each([
  ["microseconds, least significant byte first", { littleEndian: true, nanoseconds: false }],
  ["microseconds, most significant byte first", { littleEndian: false, nanoseconds: false }],
  ["nanoseconds, least significant byte first", { littleEndian: true, nanoseconds: true }],
  ["nanoseconds, most significant byte first", { littleEndian: false, nanoseconds: true }],
])("a classic pcap file with %s", (_name, form) => {
  const fraction = form.nanoseconds ? 456n : 0n;
  const packets = FRAMES.map((data, index) => ({ data, time: START + (TIMES[index] ?? 0n) + fraction }));
  const file = pcapFile(packets, form);

  it.each([1, 7, 100, 4_096])("gives bytes, times and places, in pieces of %i bytes", (piece) => {
    const read = packetsOf(file, piece);
    expect(read.error).toBeNull();
    expect(read.packets.map(({ time, data, linkType }) => ({ time, data, linkType }))).toEqual(
      packets.map(({ time, data }) => ({ time, data, linkType: 1 })),
    );
    for (const { offset, data } of read.packets) {
      expect(file.slice(offset, offset + data.length)).toEqual(data);
    }
  });
});

describe.each([
  ["least", (file: Uint8Array) => file],
  ["most", toBigEndian],
])("a pcapng file, %s significant byte first", (_order, turned) => {
  const file = turned(writeSampleCapture());

  it.each([1, 5, 64, 4_096])("gives what its packet blocks hold, in pieces of %i bytes", (piece) => {
    const { packets, error } = packetsOf(file, piece);
    expect(error).toBeNull();
    expect(packets.map(({ time, data, originalLength }) => [time, data.length, originalLength])).toEqual([
      [START + 1n, 61, 61],
      [START + 123_456_789n, 60, 1_514],
    ]);
  });
});

test("a packet without a time has none, and the interface's snapshot length cuts it", () => {
  const writer = new PcapngWriter();
  writer.writeSection({});
  writer.writeInterface({ linkType: 113, snapLen: 4 });
  const simple = Uint8Array.of(3, 0, 0, 0, 20, 0, 0, 0, 9, 0, 0, 0, 1, 2, 3, 4, 20, 0, 0, 0);
  const file = Uint8Array.of(...writer.takeBytes(), ...simple);
  expect(packetsOf(file).packets).toMatchObject([
    { time: null, data: Uint8Array.of(1, 2, 3, 4), originalLength: 9, linkType: 113 },
  ]);
});

describe("what is wrong is said, with its place, after the packets before it", () => {
  const good = pcapFile([{ data: exampleFrame(60, 1), time: START }]);

  it("no capture at all", () => {
    const { error } = packetsOf(new TextEncoder().encode("GET / HTTP/1.1\r\n"));
    expect(error).toMatchObject({ code: "not-a-capture", found: "0x47455420", offset: 0 });
  });

  it("nothing", () => {
    expect(packetsOf(new Uint8Array(0)).error).toMatchObject({ code: "not-a-capture", found: "nothing" });
  });

  it("a pcap file that ends inside a packet", () => {
    const { packets, error } = packetsOf(Uint8Array.of(...good, ...good.subarray(24, 70)), 10);
    expect(packets).toHaveLength(1);
    expect(error).toBeInstanceOf(PcapError);
    expect(error).toMatchObject({ code: "truncated", field: "Packet Data", found: "46 bytes", offset: 100 });
  });

  it("a packet longer than any", () => {
    const file = good.slice();
    new DataView(file.buffer).setUint32(32, 0x7fffffff, true);
    expect(packetsOf(file).error).toMatchObject({
      code: "bad-record-length",
      found: "2147483647",
      offset: 32,
    });
  });

  it("a version that nobody has defined", () => {
    const file = good.slice();
    file[4] = 9;
    expect(packetsOf(file).error).toMatchObject({ code: "unknown-version", found: "9.4", offset: 4 });
  });

  it("a block longer than any, without waiting for its bytes", () => {
    const file = writeSampleCapture().slice(0, 12);
    new DataView(file.buffer).setUint32(4, 0x7ffffff0, true);
    const { error } = packetsOf(file);
    expect(error).toBeInstanceOf(PcapngError);
    expect(error).toMatchObject({ code: "bad-block-length", found: String(0x7ffffff0), offset: 4 });
  });

  it("a packet of an interface that was never described", () => {
    const writer = new PcapngWriter();
    writer.writeSection({});
    const id = writer.writeInterface({ linkType: 1, snapLen: 0 });
    writer.writePacket({ interfaceId: id, timestamp: START, data: exampleFrame(60, 1) });
    const file = writer.takeBytes();
    file[file.length - 60 - 4 - 20] = 1;
    expect(packetsOf(file).error).toMatchObject({ code: "unknown-interface", found: "1" });
  });
});
