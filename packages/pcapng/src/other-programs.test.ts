import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, stderr } from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toBigEndian } from "./big-endian.fixture.ts";
import { borrowBlocks } from "./borrow-blocks.ts";
import type { EnhancedPacketBlock, InterfaceDescriptionBlock } from "./parsed-block.ts";
import {
  EXAMPLE_ENTERPRISE_NUMBER,
  exampleFrame,
  START,
  writeSampleCapture,
} from "./sample-capture.fixture.ts";
import { PcapngWriter } from "./writer.ts";

type Program = "tshark" | "capinfos" | "editcap" | "mergecap";

const PROGRAMS: readonly Program[] = ["tshark", "capinfos", "editcap", "mergecap"];
const missing = PROGRAMS.filter((program) => spawnSync(program, ["--version"]).error !== undefined);
const reason = `${missing.join(", ")} not found: install Wireshark's command-line tools`;
const { CI } = env;

if (CI === "true") {
  test("every program that judges our files is installed", () => expect(missing).toEqual([]));
} else if (missing.length > 0) {
  stderr.write(`Skipped what other programs say of our files: ${reason}\n`);
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pcapng-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function run(program: Program, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** One line for each packet; custom blocks, which tshark lists as well, have no time. */
function fieldsOf(path: string, ...fields: string[]): string[][] {
  const format = ["-T", "fields", "-E", "separator=/t", "-E", "aggregator=|"];
  const wanted = fields.flatMap((field) => ["-e", field]);
  const output = run("tshark", "-n", "-r", path, "-Y", "frame.time_epoch", ...format, ...wanted);
  return output
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
}

interface PacketFacts {
  readonly time: bigint;
  readonly interfaceName: string | undefined;
  readonly data: string;
  readonly originalLength: number;
  readonly direction: string | undefined;
  readonly comments: readonly string[];
}

/** What a user sees of each packet, whatever numbers a rewriting program gave to the interfaces. */
function packetsOf(file: Uint8Array): PacketFacts[] {
  const interfaces: InterfaceDescriptionBlock[] = [];
  const packets: PacketFacts[] = [];
  for (const block of borrowBlocks(file)) {
    if (block.kind === "interface-description") interfaces.push(block);
    if (block.kind === "enhanced-packet") packets.push(factsOf(block, interfaces));
  }
  return packets;
}

function factsOf(packet: EnhancedPacketBlock, interfaces: InterfaceDescriptionBlock[]): PacketFacts {
  const { timestamp: time, originalLength, direction, comments } = packet;
  const interfaceName = interfaces[packet.interfaceId]?.name;
  return { time, interfaceName, data: hex(packet.data), originalLength, direction, comments };
}

function hex(data: Uint8Array): string {
  return Array.from(data, (octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Sixty packets, alternately of two named interfaces, each a prime number of nanoseconds after the last. */
function writeConversation(part: "all" | "even" | "odd"): Uint8Array<ArrayBuffer> {
  const writer = new PcapngWriter();
  writer.writeSection({ userAppl: "Wirestage" });
  writer.writeInterface({ linkType: 1, snapLen: 100, name: "client", description: "link of client" });
  writer.writeInterface({ linkType: 1, snapLen: 100, name: "server", description: "link of server" });
  for (let i = 0; i < 60; i++) {
    const parity = i % 2 === 0 ? "even" : "odd";
    if (part !== "all" && part !== parity) continue;
    writer.writePacket({
      interfaceId: i % 2,
      timestamp: START + BigInt(i) * 1_000_003n,
      data: exampleFrame(41 + i, i),
      originalLength: 41 + i * 2,
      direction: parity === "even" ? "outbound" : "inbound",
      comments: i % 3 === 0 ? [`packet ${i}`, "第二条"] : [],
    });
  }
  return writer.takeBytes();
}

function secondsOf(nanoseconds: bigint): string {
  return `${nanoseconds / 1_000_000_000n}.${(nanoseconds % 1_000_000_000n).toString().padStart(9, "0")}`;
}

describe.skipIf(missing.length > 0)("our file, judged by Wireshark's programs", () => {
  test("capinfos reports both interfaces by name, nanoseconds, the system and the comments of the section", () => {
    const report = run("capinfos", save("sample.pcapng", writeSampleCapture()));
    expect(report).toMatch(/File type:\s+Wireshark\/\.\.\. - pcapng/);
    expect(report).toMatch(/File timestamp precision:\s+nanoseconds \(9\)/);
    expect(report).toMatch(/Number of packets:\s+2\n/);
    expect(report).toMatch(/Number of interfaces in file:\s+2\n/);
    expect(report).toMatch(/Interface #0 info:\n\s+Name = client\n\s+Description = left/);
    expect(report).toMatch(/Interface #1 info:\n\s+Name = server/);
    expect(report).toMatch(/Capture hardware:\s+loom/);
    expect(report).toMatch(/Capture oper-sys:\s+Linux 6\.18/);
    expect(report).toMatch(/Capture application:\s+Wirestage/);
    expect(report).toMatch(/Capture comment:\s+eins\nCapture comment:\s+二/);
    expect(report).toMatch(/Number of stat entries = 1/);
  });

  test.each([
    { order: "little-endian", write: () => writeConversation("all") },
    { order: "big-endian", write: () => toBigEndian(writeConversation("all")) },
  ])(
    "tshark reads from the $order file every time, name, length, direction and comment",
    ({ order, write }) => {
      const file = write();
      const fields = ["frame.time_epoch", "frame.interface_name", "frame.cap_len", "frame.len"];
      const path = save(`${order}.pcapng`, file);
      const rows = fieldsOf(path, ...fields, "frame.packet_flags_direction", "frame.comment");
      const expected = packetsOf(file).map((packet) => [
        secondsOf(packet.time),
        packet.interfaceName,
        String(packet.data.length / 2),
        String(packet.originalLength),
        packet.direction === "inbound" ? "0x00000001" : "0x00000002",
        packet.comments.join("|"),
      ]);
      expect(rows).toEqual(expected);
      expect(rows).toHaveLength(60);
    },
  );

  test("tshark reads the captured bytes as they were written", () => {
    const file = writeConversation("all");
    const path = save("bytes.pcapng", file);
    const dumps = run("tshark", "-n", "-r", path, "-T", "jsonraw", "-j", "frame").matchAll(
      /"frame_raw": \[\s*"([0-9a-f]*)"/g,
    );
    expect(Array.from(dumps, (match) => match[1])).toEqual(packetsOf(file).map((packet) => packet.data));
  });

  test("tshark resolves an address by the names in the file", () => {
    const writer = new PcapngWriter();
    writer.writeSection({});
    writer.writeNames({
      records: [{ kind: "ipv4", address: Uint8Array.of(10, 0, 0, 1), names: ["client.lab"] }],
    });
    writer.writeInterface({ linkType: 1, snapLen: 0 });
    const hosts = run("tshark", "-r", save("names.pcapng", writer.takeBytes()), "-q", "-z", "hosts");
    expect(hosts).toMatch(/10\.0\.0\.1\s+client\.lab/);
  });

  test("editcap rewrites the file, and our reader finds the same packets in it", () => {
    const file = writeConversation("all");
    const rewritten = join(folder, "rewritten.pcapng");
    run("editcap", save("original.pcapng", file), rewritten);
    expect(packetsOf(readFileSync(rewritten))).toEqual(packetsOf(file));
  });

  test("editcap copies the custom block that may be copied and leaves out the other", () => {
    const rewritten = join(folder, "rewritten-custom.pcapng");
    run("editcap", save("custom.pcapng", writeSampleCapture()), rewritten);
    const customs = [...borrowBlocks(readFileSync(rewritten))].filter((block) => block.kind === "custom");
    expect(customs).toMatchObject([{ enterpriseNumber: EXAMPLE_ENTERPRISE_NUMBER, copyable: true }]);
    expect(hex(customs[0]?.body ?? new Uint8Array(0))).toMatch(/^0102030405000000/);
  });

  test("mergecap merges two of our files by time, and our reader finds the packets of both", () => {
    const merged = join(folder, "merged.pcapng");
    const even = save("even.pcapng", writeConversation("even"));
    const odd = save("odd.pcapng", writeConversation("odd"));
    run("mergecap", "-w", merged, even, odd);
    expect(packetsOf(readFileSync(merged))).toEqual(packetsOf(writeConversation("all")));
  });
});
