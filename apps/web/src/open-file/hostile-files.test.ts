import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { CaptureSurvey, ConversationPackets, captureTrace } from "@wirestage/capture";
import { PacketReader, PcapError, PcapngError, PcapngWriter } from "@wirestage/pcapng";
import { RecordingError, recoverRecording } from "@wirestage/recording";
import { TraceLog } from "@wirestage/trace";
import { decodeFrame, fieldTree, verifyChecksums } from "@wirestage/wire";
import { describe, expect, it } from "vitest";
import { chance, mutated } from "./mutate.fixture.ts";
import { OpenError } from "./problem.ts";
import { CaptureFile } from "./worker/capture-file.ts";
import { filePieces } from "./worker/file-pieces.ts";

/** Damaged files all together, a share of each kind; `WIRESTAGE_FUZZ=1000000` is the full number. */
const MUTATIONS = Number(process.env["WIRESTAGE_FUZZ"] ?? 4_000);

const RECORDING = gunzipSync(readFileSync(new URL("./fixtures/tcp-echo-once.pcapng.gz", import.meta.url)));

interface Taken {
  readonly data: Uint8Array;
  readonly time: number;
}

const PACKETS: Taken[] = [];
new PacketReader(({ bytes, start, end, time }) => PACKETS.push({ data: bytes.slice(start, end), time })).push(
  RECORDING,
);

function pcapng(): Uint8Array {
  const writer = new PcapngWriter();
  writer.writeSection({ userAppl: "somebody" });
  const interfaceId = writer.writeInterface({ linkType: 1, snapLen: 0, name: "eth0" });
  for (const { data, time } of PACKETS) writer.writePacket({ interfaceId, timestamp: BigInt(time), data });
  return writer.takeBytes();
}

function pcap(): Uint8Array {
  const words = (...numbers: number[]) => new Uint8Array(Uint32Array.from(numbers).buffer);
  const head = words(0xa1b23c4d, 0x0004_0002, 0, 0, 262_144, 1);
  const records = PACKETS.flatMap(({ data, time }) => [
    ...words(Math.floor(time / 1e9), time % 1e9, data.length, data.length),
    ...data,
  ]);
  return Uint8Array.of(...head, ...records);
}

/** What the page makes of a capture, as far as it can be read. */
function openCapture(bytes: Uint8Array): void {
  const survey = new CaptureSurvey();
  const reader = new PacketReader((packet) => survey.take(packet));
  try {
    reader.push(bytes.subarray(0, 700));
    reader.push(bytes.subarray(700));
    reader.finish();
  } catch (error) {
    if (!(error instanceof PcapError || error instanceof PcapngError)) throw error;
  }
  for (const conversation of survey.conversations()) {
    const kept = new ConversationPackets(conversation, { frames: 50, headBytes: 256 });
    try {
      new PacketReader((packet) => kept.take(packet)).push(bytes);
    } catch (error) {
      if (!(error instanceof PcapError || error instanceof PcapngError)) throw error;
    }
    const log = new TraceLog();
    log.append([
      ...captureTrace(conversation, kept.packets, { file: "x", linkType: 1, packets: 0, origin: 0n }),
    ]);
    expect(log.frames).toHaveLength(kept.packets.length);
  }
}

function openRecording(bytes: Uint8Array): void {
  try {
    new TraceLog().append(recoverRecording(bytes).events);
  } catch (error) {
    if (error instanceof RecordingError) return;
    // What the schema lets through may still speak of things that were never introduced.
    expect((error as Error).name).toBe("TraceError");
  }
}

function readFrame(bytes: Uint8Array): void {
  const frame = decodeFrame(bytes, bytes.length + 3);
  verifyChecksums(frame);
  fieldTree(bytes, { originalLength: bytes.length + 3 });
}

/** What one damaged input may cost: time in ms, memory in bytes. */
const MOST_MS = 50;
const MOST_BYTES = 64 * 1_048_576;
/** A busy machine or a garbage collection makes one reading slow, not every one. */
const TRIES = 5;

interface Cost {
  readonly ms: number;
  readonly bytes: number;
}

function held(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function costOf(open: () => void): Cost {
  const [before, from] = [held(), performance.now()];
  open();
  return { ms: performance.now() - from, bytes: held() - before };
}

const isCheap = ({ ms, bytes }: Cost) => ms <= MOST_MS && bytes <= MOST_BYTES;

/** The first cost within the bound, else the last of several readings. */
function leastCostOf(open: () => void): Cost {
  let cost = costOf(open);
  for (let tries = 1; tries < TRIES && !isCheap(cost); tries++) cost = costOf(open);
  return cost;
}

describe.each([
  ["pcap file", pcap(), openCapture, 0.3],
  ["pcapng file", pcapng(), openCapture, 0.3],
  ["recording", RECORDING, openRecording, 0.1],
  ["frame", PACKETS[4]?.data ?? new Uint8Array(0), readFrame, 0.3],
] as const)("a damaged %s", (_name, good, open, share) => {
  const times = Math.round(MUTATIONS * share);
  const timeout = 20_000 + times * MOST_MS;
  it(`is read as far as it goes or refused with a reason, quickly and in little memory, ${times} times`, {
    timeout,
  }, () => {
    const random = chance(times);
    for (let count = 0; count < times; count++) {
      const bytes = mutated(good, random);
      const which = `input ${count} of seed ${times}`;
      let cost: Cost | null = null;
      expect(() => {
        cost = leastCostOf(() => open(bytes));
      }, which).not.toThrow();
      expect(cost, which).toSatisfy(isCheap);
    }
  });
});

async function problemOf(...parts: BlobPart[]): Promise<unknown> {
  const file = new File(parts, "hostile.pcap");
  try {
    await new CaptureFile(file).survey(() => {});
    return null;
  } catch (error) {
    return error instanceof OpenError ? error.problem : error;
  }
}

describe("gzip", () => {
  const whole = new Uint8Array(gzipSync(pcap()));

  it("is unpacked", async () => {
    expect(await problemOf(whole)).toBeNull();
  });

  it("that is damaged is refused, or shown up to there, whatever is wrong", async () => {
    const random = chance(105);
    const codes = new Set([
      "gzip_damaged",
      "not_a_capture",
      "unpacked_damaged",
      "capture_version",
      "no_packets",
    ]);
    for (let count = 0; count < Math.min(MUTATIONS, 300); count++) {
      const problem = await problemOf(new Uint8Array(mutated(whole, random)));
      if (problem !== null) expect(codes).toContain((problem as { code?: string }).code);
    }
  });

  it("that unpacks to nothing but zeros is refused at its first bytes", async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * 1_048_576)));
    let pieces = 0;
    const file = new File([bomb], "bomb.gz");
    const error = await new CaptureFile(file)
      .survey(() => {
        pieces += 1;
      })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ problem: { code: "not_a_capture" } });
    expect(pieces).toBe(1);
  });

  it("is unpacked no further than the bound", async () => {
    const bomb = new Blob([new Uint8Array(gzipSync(new Uint8Array(1_048_576)))]);
    let given = 0;
    const all = async () => {
      for await (const piece of filePieces(bomb, () => {}, 200_000)) given += piece.length;
    };
    await expect(all()).rejects.toMatchObject({ problem: { code: "too_large" } });
    expect(given).toBeLessThanOrEqual(200_000);
  });
});

describe("what cannot be shown says why", () => {
  it.each([
    ["nothing at all", new Uint8Array(0), { code: "not_a_capture" }],
    ["a text", new TextEncoder().encode("hello, world"), { code: "not_a_capture" }],
    ["a pcap header alone", pcap().subarray(0, 24), { code: "no_packets" }],
    ["half a packet", pcap().subarray(0, 60), { code: "capture_damaged", facts: { offset: 24 } }],
    ["Linux cooked", cooked(), { code: "link_type", facts: { linkType: 113 } }],
    ["frames of another protocol", foreign(), { code: "no_conversation", facts: { packets: 1 } }],
  ])("%s", async (_name, bytes, problem) => {
    expect(await problemOf(new Uint8Array(bytes))).toMatchObject(problem);
  });
});

function cooked(): Uint8Array {
  const bytes = pcap();
  bytes[20] = 113;
  return bytes;
}

function foreign(): Uint8Array {
  const writer = new PcapngWriter();
  writer.writeSection({});
  const interfaceId = writer.writeInterface({ linkType: 1, snapLen: 0 });
  const data = new Uint8Array(60);
  data.set([0x88, 0xb5], 12);
  writer.writePacket({ interfaceId, timestamp: 0n, data });
  return writer.takeBytes();
}
