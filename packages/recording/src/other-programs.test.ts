import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, stderr } from "node:process";
import { borrowBlocks } from "@wirestage/pcapng";
import { isFrameOrigin, type TraceEvent } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { written } from "./batches.fixture.ts";
import { readRecording } from "./read-recording.ts";
import { APPLICATION, heldSynRun, madeFramesRun, snapped } from "./recorded-run.fixture.ts";
import { writeRecording } from "./write-recording.ts";

const PROGRAMS = ["tshark", "capinfos", "editcap", "mergecap"] as const;
type Program = (typeof PROGRAMS)[number];

const application = APPLICATION;
const missing = PROGRAMS.filter((program) => spawnSync(program, ["--version"]).error !== undefined);
const { CI } = env;

if (CI === "true") {
  test("every program that judges recordings is installed", () => expect(missing).toEqual([]));
} else if (missing.length > 0) {
  const reason = `${missing.join(", ")} not found: install Wireshark's command-line tools`;
  stderr.write(`Skipped what other programs say of recordings: ${reason}\n`);
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "recording-"));
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

const STRICT = ["ip", "tcp", "udp"].flatMap((protocol) => ["-o", `${protocol}.check_checksum:TRUE`]);

/** Every row that Wireshark lists, with nothing filtered away. */
function rows(path: string, ...fields: string[]): string[][] {
  const format = ["-T", "fields", "-E", "separator=/t", "-E", "aggregator=|"];
  const wanted = fields.flatMap((field) => ["-e", field]);
  const output = run("tshark", "-n", "-r", path, ...STRICT, ...format, ...wanted);
  return output
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
}

function framesOf(events: readonly TraceEvent[]) {
  return events.filter(isFrameOrigin);
}

/** The fixture's labs open at 2026-01-01T00:00:00Z. */
function epoch(t: number): string {
  const ns = 1_767_225_600_000_000_000n + BigInt(t);
  return `${ns / 1_000_000_000n}.${(ns % 1_000_000_000n).toString().padStart(9, "0")}`;
}

describe.skipIf(missing.length > 0)("a recording, judged by Wireshark's programs", () => {
  test("capinfos reports two named interfaces, nanoseconds, the kernel and the application", () => {
    const report = run("capinfos", save("held.pcapng", writeRecording(heldSynRun().events, { application })));
    expect(report).toMatch(/File timestamp precision:\s+nanoseconds \(9\)/);
    expect(report).toMatch(/Capture oper-sys:\s+Linux 6\.18\.0/);
    expect(report).toMatch(/Capture application:\s+Wirestage 0\.1\.0/);
    expect(report).toMatch(/Number of interfaces in file:\s+2\n/);
    expect(report).toMatch(
      /#0 info:\n\s+Name = client\n\s+Description = 10\.0\.0\.1, 02:00:00:00:00:01, eth0/,
    );
    expect(report).toMatch(
      /#1 info:\n\s+Name = server\n\s+Description = 10\.0\.0\.2, 02:00:00:00:00:02, eth0/,
    );
    expect(report).toMatch(/Strict time order:\s+True/);
  });

  test.each([
    ["an echo run with odd times", tcpEchoRun({ latencyMs: 12.345679, input: ["hello", "exit"] }).run()],
    ["a run with a held SYN", heldSynRun()],
  ])(
    "tshark lists the frames of %s by our numbers, hosts, times and lengths, and nothing else",
    (name, run) => {
      const { events, frames } = snapped(run.events, 40);
      const path = save(`${name}.pcapng`, writeRecording(events, { application, frames }));
      const listed = rows(
        path,
        "frame.number",
        "frame.interface_name",
        "frame.time_epoch",
        "frame.len",
        "frame.cap_len",
      );
      const expected = framesOf(events).map(({ frame, host, t, length }) => [
        String(frame),
        host,
        epoch(t),
        String(length),
        String(length),
      ]);
      expect(expected.length).toBeGreaterThan(10);
      expect(listed).toEqual(expected);
    },
  );

  test("tshark finds every checksum good and the sequence numbers of the trace's bytes", () => {
    const path = save("checksums.pcapng", writeRecording(heldSynRun().events, { application }));
    const listed = rows(path, "ip.checksum.status", "tcp.checksum.status", "tcp.seq_raw");
    expect(new Set(listed.map(([ip, tcp]) => `${ip} ${tcp}`))).toEqual(new Set(["1 1"]));
    expect(listed[0]?.[2]).toBe(String(0xffff_fffc));
  });

  test("tshark shows what became of each frame, and finds nothing malformed", () => {
    const path = save("comments.pcapng", writeRecording(heldSynRun().events, { application }));
    const [syn, repeat] = rows(path, "frame.comment");
    expect(syn?.[0]).toBe(
      "sent because of call connect() #6|" +
        "held by hand at 50 % for 5.03 s, repeated 3 times by the kernel meanwhile, then released|" +
        "delivered to server after 5.43 s",
    );
    expect(repeat?.[0]).toMatch(/repeat of frame 1, swallowed/);
    expect(run("tshark", "-n", "-r", path, "-Y", "_ws.malformed || _ws.short")).toBe("");
  });

  test("tshark lists copied and injected frames as packets of their own, with our numbers and comments", () => {
    const path = save("made.pcapng", writeRecording(madeFramesRun().events, { application }));
    const fields = [
      "frame.number",
      "frame.interface_name",
      "frame.len",
      "udp.checksum.status",
      "frame.comment",
    ];
    expect(rows(path, ...fields)).toEqual([
      [
        "1",
        "client",
        "300",
        "1",
        "sent by the kernel on its own|" +
          "altered by hand at 40 %: byte 299 from 0x78 to 0x79, checksums mended|" +
          "delivered to server after 100.00 ms",
      ],
      ["2", "client", "300", "1", "copied by hand from frame 1, at 60 %|delivered to server after 40.00 ms"],
      [
        "3",
        "client",
        "48",
        "1",
        "injected by hand at 50 %: no kernel sent it|delivered to server after 50.00 ms",
      ],
    ]);
    expect(run("tshark", "-n", "-r", path, "-Y", "_ws.malformed || _ws.short")).toBe("");
  });

  test("tshark numbers frames as we do where events fill blocks of their own", () => {
    const trace = new TraceBuilder();
    for (let i = 0; i < 50; i++) trace.event({ kind: "note", topic: "x".repeat(60_000), facts: {} });
    trace.segment("client", { flags: ["SYN"], seq: 0 });
    for (let i = 0; i < 50; i++) trace.event({ kind: "note", topic: "x".repeat(60_000), facts: {} });
    const path = save("filled.pcapng", writeRecording(trace.events, { application }));
    expect(rows(path, "frame.number", "frame.len")).toEqual([["1", "54"]]);
  });

  test("a recording that was commented and saved again by Wireshark's library is still whole", () => {
    const { events } = heldSynRun();
    const saved = join(folder, "saved.pcapng");
    run(
      "editcap",
      "-a",
      "2:look here",
      save("original.pcapng", writeRecording(events, { application })),
      saved,
    );
    expect(readRecording(readFileSync(saved))).toEqual(events);
    expect(rows(saved, "frame.comment")[1]?.[0]).toMatch(/look here/);
  });

  test("a recording from which packets were taken out is refused", () => {
    const path = save("whole.pcapng", writeRecording(heldSynRun().events, { application }));
    const cut = join(folder, "cut.pcapng");
    run("editcap", path, cut, "3");
    const refused = expect.objectContaining({ code: "recording_damaged" });
    expect(() => readRecording(readFileSync(cut))).toThrow(refused);
  });
});

describe.skipIf(missing.length > 0)(
  "a recording that is still being written, judged by Wireshark's programs",
  () => {
    const { events, frames } = snapped(heldSynRun().events, 40);
    const { file, moments } = written(events, [9], { application, frames });

    test("capinfos accepts it after every batch, with as many packets as there were frames by then", () => {
      for (const [index, { length, events: count }] of moments.entries()) {
        const report = run("capinfos", "-c", save(`moment-${index}.pcapng`, file.subarray(0, length)));
        const packets = framesOf(events.slice(0, count)).length;
        expect(report).toMatch(new RegExp(`Number of packets:\\s+${packets}\n`));
      }
    });

    test("tshark lists its frames by our numbers, hosts and times", () => {
      const listed = rows(
        save("ongoing.pcapng", file),
        "frame.number",
        "frame.interface_name",
        "frame.time_epoch",
      );
      expect(listed).toEqual(framesOf(events).map(({ frame, host, t }) => [String(frame), host, epoch(t)]));
    });

    test.each([
      ["editcap", ["IN", "OUT"]],
      ["mergecap", ["-w", "OUT", "IN"]],
    ] as const)("saved again by %s, packets and nanoseconds are the same byte for byte", (program, form) => {
      const saved = join(folder, `${program}.pcapng`);
      const path = save(`before-${program}.pcapng`, file);
      run(program, ...form.map((word) => (word === "IN" ? path : word === "OUT" ? saved : word)));
      expect(packetsOf(readFileSync(saved))).toEqual(packetsOf(file));
      expect(packetsOf(file).map(({ data }) => data)).toEqual(
        framesOf(events).map(({ frame }) => frames(frame)),
      );
    });
  },
);

/** What other programs must keep of every packet. */
function packetsOf(bytes: Uint8Array) {
  return [...borrowBlocks(bytes)].flatMap((block) => {
    if (block.kind !== "enhanced-packet") return [];
    const { data, originalLength, timestamp, interfaceId } = block;
    return [{ data: new Uint8Array(data), originalLength, timestamp, interfaceId }];
  });
}
