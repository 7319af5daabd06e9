import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, stderr } from "node:process";
import { PacketReader } from "@wirestage/pcapng";
import { decodeFrame, verifyChecksums } from "@wirestage/wire";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { generatedCapture } from "./generated-capture.fixture.ts";

const PROGRAMS = ["tshark", "editcap", "mergecap"] as const;
const missing = PROGRAMS.filter((program) => spawnSync(program, ["--version"]).error !== undefined);

if (env["CI"] === "true") {
  test("every program that writes captures for us is installed", () => expect(missing).toEqual([]));
} else if (missing.length > 0) {
  stderr.write(`Skipped captures of other programs: ${missing.join(", ")} not found\n`);
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "capture-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);

function run(program: (typeof PROGRAMS)[number], ...args: string[]): string {
  return execFileSync(program, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 26,
  });
}

interface Packet {
  readonly time: bigint;
  readonly data: Uint8Array;
  readonly length: number;
}

function packetsOf(file: Uint8Array): Packet[] {
  const packets: Packet[] = [];
  const reader = new PacketReader(({ bytes, start, end, time, originalLength: length }) => {
    packets.push({ time: (reader.origin ?? 0n) + BigInt(time), data: bytes.slice(start, end), length });
  });
  reader.push(file);
  reader.finish();
  return packets;
}

const OURS = packetsOf(generatedCapture());

function saveOurs(): string {
  const at = path("ours.pcap");
  writeFileSync(at, generatedCapture());
  return at;
}

describe.skipIf(missing.length > 0)("the same packets, as Wireshark's programs write them", () => {
  it.each([
    ["pcap", 1_000n],
    ["nsecpcap", 1n],
    ["pcapng", 1n],
  ])("editcap -F %s", (format, resolution) => {
    run("editcap", "-F", format, saveOurs(), path(format));
    const cut = OURS.map((packet) => ({ ...packet, time: packet.time - (packet.time % resolution) }));
    expect(packetsOf(readFileSync(path(format)))).toEqual(cut);
  });

  it("editcap cuts them to a snapshot length", () => {
    run("editcap", "-s", "60", saveOurs(), path("cut"));
    const cut = OURS.map(({ data, ...rest }) => ({ ...rest, data: data.slice(0, 60) }));
    expect(packetsOf(readFileSync(path("cut")))).toEqual(cut);
  });

  it("mergecap joins them in order of time", () => {
    run("editcap", "-r", saveOurs(), path("first"), "1-20");
    run("editcap", saveOurs(), path("rest"), "1-20");
    run("mergecap", "-w", path("merged"), path("rest"), path("first"));
    expect(packetsOf(readFileSync(path("merged")))).toEqual(OURS);
  });

  it("tshark saves those that a display filter lets through", () => {
    run("tshark", "-n", "-r", saveOurs(), "-Y", "tcp.flags.syn == 1", "-w", path("syns"));
    const found = packetsOf(readFileSync(path("syns")));
    expect(found.length).toBeGreaterThan(5);
    expect(OURS).toEqual(expect.arrayContaining(found));
  });
});

const FIELDS = [
  ...["frame.len", "eth.src", "ip.src", "ip.dst", "ip.proto", "ip.ttl", "ip.checksum.status"],
  ...["ipv6.src", "ipv6.dst", "tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.ack_raw", "tcp.flags"],
  ...[
    "tcp.window_size_value",
    "tcp.len",
    "tcp.checksum.status",
    "udp.srcport",
    "udp.length",
    "udp.checksum.status",
  ],
];
const PREFERENCES = ["ip", "tcp", "udp"].map((protocol) => `${protocol}.check_checksum:TRUE`);
const STATUS = { bad: "0", good: "1", unverifiable: "2", absent: "3" } as const;

/** What our decoder says of a packet, in the words of `tshark -T fields`. */
function fieldsOf({ data, length }: Packet): string[] {
  const frame = decodeFrame(data, length);
  const { ethernet, ip, transport } = frame.layers;
  const verdicts = verifyChecksums(frame);
  const v4 = ip?.kind === "ipv4" ? ip.header : null;
  const v6 = ip?.kind === "ipv6" ? ip.header : null;
  const tcp = transport?.kind === "tcp" ? transport.header : null;
  const udp = transport?.kind === "udp" ? transport.header : null;
  const verdict = verdicts.transport === null ? "" : STATUS[verdicts.transport.status];
  return [
    ...[length, ethernet?.header.src, v4?.src, v4?.dst, v4?.protocol, v4?.ttl],
    ...[verdicts.ip === null ? "" : STATUS[verdicts.ip.status], v6?.src, v6?.dst],
    ...[
      tcp?.srcPort,
      tcp?.dstPort,
      tcp?.seq,
      tcp?.ack,
      tcp && `0x${tcp.flags.toString(16).padStart(4, "0")}`,
    ],
    ...[tcp?.window, tcp && frame.layers.payload.length, tcp && verdict],
    ...[udp?.srcPort, udp?.length, udp && verdict],
  ].map((value) => (value === undefined || value === null ? "" : String(value)));
}

it.skipIf(missing.length > 0)(
  "tshark reads from every packet the fields and checksum verdicts that we read",
  () => {
    const preferences = [...PREFERENCES, "tcp.analyze_sequence_numbers:FALSE"].flatMap((each) => [
      "-o",
      each,
    ]);
    const wanted = FIELDS.flatMap((field) => ["-e", field]);
    const format = ["-T", "fields", "-E", "occurrence=f", "-E", "separator=/t"];
    const lines = run("tshark", "-n", ...preferences, "-r", saveOurs(), ...format, ...wanted).replace(
      /\n$/,
      "",
    );
    expect(OURS.map(fieldsOf)).toEqual(lines.split("\n").map((line) => line.split("\t")));
  },
);
