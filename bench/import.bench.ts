import { execFileSync } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CaptureSurvey, ConversationPackets, captureTrace } from "@wirestage/capture";
import { type BorrowedPacket, PacketReader } from "@wirestage/pcapng";
import { composeFrame, ipv4Address, macAddress, SeqNumber, TcpFlag } from "@wirestage/wire";
import { percentile, report } from "./report.ts";

const ROUNDS = 3;
const FILE_BYTES = 100_000_000;
/** tshark needs as long for each packet, so that a tenth of the file tells its rate. */
const SHARE_FOR_TSHARK = 10;
const PIECE_BYTES = 1_048_576;
const MOST_FRAMES = 100_000;

const folder = mkdtempSync(join(tmpdir(), "wirestage-import-"));

function segment(client: number, fromClient: boolean, seq: number, length: number): Uint8Array {
  const [a, b] = [
    { ip: ipv4Address(`10.0.1.${client}`), mac: macAddress("02:00:00:00:00:01"), port: 40_000 },
    { ip: ipv4Address("10.0.0.1"), mac: macAddress("02:00:00:00:00:02"), port: 80 },
  ];
  const [from, to] = fromClient ? [a, b] : [b, a];
  return composeFrame({
    ethernet: { src: from.mac, dst: to.mac },
    ip: { version: 4, src: from.ip, dst: to.ip },
    transport: {
      ...{ kind: "tcp", srcPort: from.port, dstPort: to.port, flags: TcpFlag.ack },
      ...{ seq: SeqNumber.of(seq), ack: SeqNumber.of(seq) },
    },
    payload: new Uint8Array(length),
  });
}

/** Twenty downloads side by side: two full segments, then an acknowledgment; classic pcap with microseconds. */
function writeCapture(path: string, size: number): void {
  const frames = Array.from({ length: 20 }, (_, client) => [
    segment(client + 1, false, 1, 1_448),
    segment(client + 1, false, 1_449, 1_448),
    segment(client + 1, true, 1, 0),
  ]).flat();
  const file = new Uint8Array(size + 2_000);
  const view = new DataView(file.buffer);
  const head = [0xa1b2c3d4, 0x0004_0002, 0, 0, 262_144, 1];
  for (const [index, word] of head.entries()) view.setUint32(index * 4, word, true);
  let at = 24;
  for (let count = 0; at < size; count++) {
    const frame = frames[count % frames.length] ?? new Uint8Array(0);
    const words = [
      1_700_000_000 + Math.floor(count / 10_000),
      (count % 10_000) * 100,
      frame.length,
      frame.length,
    ];
    for (const [index, word] of words.entries()) view.setUint32(at + index * 4, word, true);
    file.set(frame, at + 16);
    at += 16 + frame.length;
  }
  writeFileSync(path, file.subarray(0, at));
}

/** As the page's worker reads a file: piece by piece. */
function read(path: string, take: (packet: BorrowedPacket) => void): void {
  const reader = new PacketReader(take);
  const file = openSync(path, "r");
  for (;;) {
    const piece = new Uint8Array(PIECE_BYTES);
    const length = readSync(file, piece);
    if (length === 0) break;
    reader.push(piece.subarray(0, length));
  }
  reader.finish();
}

/** Who talks to whom, then the trace of the largest conversation: MB/s of the file. */
function importRate(path: string): number {
  const start = performance.now();
  const survey = new CaptureSurvey();
  read(path, (packet) => survey.take(packet));
  const [conversation] = survey.conversations();
  if (conversation === undefined) throw new Error("The capture has no conversation.");
  const kept = new ConversationPackets(conversation, { frames: MOST_FRAMES, headBytes: 256 });
  read(path, (packet) => kept.take(packet));
  const capture = { file: "import.pcap", linkType: 1, packets: survey.packets, origin: 0n };
  let events = 0;
  for (const _ of captureTrace(conversation, kept.packets, capture)) events += 1;
  if (events < kept.packets.length) throw new Error("Frames are missing from the trace.");
  return readFileSync(path).length / 1e3 / (performance.now() - start);
}

function tsharkRate(path: string): number {
  const fields = [
    "frame.time_epoch",
    "ip.src",
    "ip.dst",
    "tcp.seq_raw",
    "tcp.ack_raw",
    "tcp.flags",
    "tcp.len",
  ];
  const start = performance.now();
  execFileSync("tshark", ["-n", "-r", path, "-T", "fields", ...fields.flatMap((field) => ["-e", field])], {
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 28,
  });
  return readFileSync(path).length / 1e3 / (performance.now() - start);
}

try {
  const [whole, part] = [join(folder, "whole.pcap"), join(folder, "part.pcap")];
  writeCapture(whole, FILE_BYTES);
  writeCapture(part, FILE_BYTES / SHARE_FOR_TSHARK);
  const rates = { ours: [] as number[], tshark: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.tshark.push(tsharkRate(part));
    rates.ours.push(importRate(whole));
  }
  report({
    name: `import of a capture of 100 MB, MB a second, median of ${ROUNDS}`,
    value: percentile(rates.ours, 0.5),
    unit: "1/s",
    baseline: { name: "tshark -T fields", value: percentile(rates.tshark, 0.5) },
    aim: { ratioAtLeast: 40 },
  });
} finally {
  rmSync(folder, { recursive: true });
}
