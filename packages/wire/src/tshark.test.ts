import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { type ChecksumVerdict, verifyChecksums } from "./checksum-verdict.ts";
import { describe as describeFrame } from "./describe/describe.ts";
import type { Field } from "./field-tree/field.ts";
import { fieldTree } from "./field-tree/field-tree.ts";
import { decodeFrame } from "./frame.ts";
import { type Captured, pcapOf } from "./testing/pcap-file.ts";
import { SAMPLE_FRAMES } from "./testing/sample-frames.ts";

const hasTshark = spawnSync("tshark", ["--version"]).status === 0;
const mustRun = process.env["CI"] === "true";

/** Every checksum judged, numbers as they stand in the header, fragments and streams left alone. */
const PREFERENCES = [
  ...["ip.check_checksum:TRUE", "tcp.check_checksum:TRUE", "udp.check_checksum:TRUE"],
  ...["tcp.analyze_sequence_numbers:FALSE", "tcp.relative_sequence_numbers:FALSE", "ip.defragment:FALSE"],
].flatMap((preference) => ["-o", preference]);

function tshark(frames: readonly Captured[], args: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), "wire-"));
  try {
    const file = join(directory, "frames.pcap");
    writeFileSync(file, pcapOf(frames));
    const all = ["-n", ...PREFERENCES, "-r", file, ...args];
    return execFileSync("tshark", all, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 2 ** 26,
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface TsharkField {
  readonly id: string;
  readonly label: string;
  readonly start: number;
  readonly size: number;
  readonly show: string;
}

function attribute(tag: string, name: string): string {
  const text = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  return text.replaceAll(/&(#?\w+);/g, (whole, entity: string) => entities[entity] ?? whole);
}

/** Fields and protocols of each frame, in the order of tshark's PDML. */
function pdmlOf(frames: readonly Captured[]): TsharkField[][] {
  const packets = tshark(frames, ["-T", "pdml"]).split("<packet>").slice(1);
  return packets.map((packet) =>
    [...packet.matchAll(/<(?:field|proto) [^>]*>/g)].map(([tag]) => ({
      id: attribute(tag, "name"),
      label: attribute(tag, "showname"),
      start: Number(attribute(tag, "pos")),
      size: Number(attribute(tag, "size")),
      show: attribute(tag, "show"),
    })),
  );
}

function flatten(field: Field): Field[] {
  return [field, ...field.children.flatMap(flatten)];
}

/** `.1.. .... = Don't fragment: Set` → the bits' place and the label. */
function labelParts(label: string): {
  readonly bits: { from: number; to: number } | null;
  readonly text: string;
} {
  const match = /^([01. ]+) = (.*)$/s.exec(label);
  const pattern = match?.[1]?.replaceAll(" ", "");
  if (pattern === undefined) return { bits: null, text: label };
  const from = pattern.search(/[01]/);
  const width = pattern.replaceAll(".", "").length;
  return { bits: { from, to: from + width }, text: match?.[2] ?? "" };
}

/** Labels that Wireshark writes otherwise in the tree than in its list of fields. */
const TREE_LABELS: Readonly<Record<string, string>> = {
  "tcp.options.sack_le": "left edge",
  "tcp.options.sack_re": "right edge",
  "tcp.payload": "TCP payload",
  "udp.payload": "UDP payload",
};

/** Ours alone: tshark shows the options of IPv4 and IPv6 one by one, or has no single field for the thing. */
const NOT_IN_TSHARK = new Set([
  "frame",
  "ip.options",
  "ipv6.hopopts.data",
  "icmp.checksum_calculated",
  "icmpv6.checksum_calculated",
]);

/** Of a TCP header quoted in an ICMP error, tshark shows ports and sequence number only. */
const NOT_QUOTED = new Set(["tcp.seq_raw", "tcp.ack_raw", "tcp.len", "tcp.nxtseq"]);

/** tshark says them as it likes: statuses as numbers, flags as bits. */
function shownValue(field: Field): string {
  const statuses: Readonly<Record<string, string>> = { bad: "0", good: "1", unverifiable: "2", absent: "3" };
  if (field.id.endsWith(".status")) return statuses[String(field.value)] ?? "?";
  return typeof field.value === "boolean" ? String(Number(field.value)) : String(field.value);
}

function sameValue(ours: Field, theirs: TsharkField): boolean {
  const value = shownValue(ours);
  if (typeof ours.value === "number") return Number(theirs.show) === ours.value;
  return theirs.show === value || theirs.show.replaceAll(":", "") === value;
}

/** Values of containers, which hold no value of their own in one of the two. */
function hasValue(field: Field): boolean {
  return field.value !== "";
}

function expectInTshark(ours: Field, theirs: readonly TsharkField[]): void {
  const candidates = theirs.filter(
    ({ id, start }) => id === ours.id && (ours.derived || start === ours.start),
  );
  const match = hasValue(ours) ? candidates.find((field) => sameValue(ours, field)) : candidates[0];
  expect(
    match,
    `${ours.id} = ${ours.value} at ${ours.start}; tshark: ${JSON.stringify(candidates)}`,
  ).toBeDefined();
  if (match === undefined) return;
  const { bits, text } = labelParts(match.label);
  expect(text.startsWith(TREE_LABELS[ours.id] ?? ours.name), `${ours.id}: ${ours.name} / ${text}`).toBe(true);
  if (ours.derived) return;
  expect([ours.id, ours.end - ours.start]).toEqual([ours.id, match.size]);
  if (ours.bits === undefined || bits === null) return;
  expect([ours.id, ...bitsInFrame(ours, bits)]).toEqual([ours.id, ours.bits.from, ours.bits.to]);
}

/** tshark counts the bits of a control flag from the byte before the one it says the flag stands in. */
function bitsInFrame(ours: Field, bits: { from: number; to: number }): readonly [number, number] {
  const shift = ours.id.startsWith("tcp.flags.") ? (ours.bits?.to ?? 0) - bits.to : 0;
  return [bits.from + shift, bits.to + shift];
}

const names = Object.keys(SAMPLE_FRAMES);
const whole = Object.values(SAMPLE_FRAMES).map((bytes) => ({ bytes, originalLength: bytes.length }));

/** The same frames with the last header byte changed, so that each checksum that covers it is bad. */
function damaged({ bytes }: Captured): Captured {
  const copy = bytes.slice();
  const { ip, transport } = decodeFrame(bytes).layers;
  if (ip?.kind === "ipv4") copy[ip.start + 8] = 63;
  if (transport !== null) copy[transport.start + 1] = (copy[transport.start + 1] ?? 0) ^ 0x11;
  return { bytes: copy, originalLength: copy.length };
}

const STATUS: Readonly<Record<string, ChecksumVerdict["status"]>> = {
  "0": "bad",
  "1": "good",
  "2": "unverifiable",
  "3": "absent",
  // tshark's "illegal": a UDP checksum of 0 over IPv6.
  "4": "bad",
};

function tsharkVerdicts(
  frames: readonly Captured[],
): { ip: string | undefined; transport: string | undefined }[] {
  const ids = ["ip", "icmp", "icmpv6", "tcp", "udp"].flatMap((id) => ["-e", `${id}.checksum.status`]);
  const lines = tshark(frames, ["-T", "fields", "-E", "occurrence=f", ...ids])
    .trimEnd()
    .split("\n");
  return lines.map((line) => {
    const [ip, ...transport] = line.split("\t");
    return { ip: STATUS[ip ?? ""], transport: STATUS[transport.find((status) => status !== "") ?? ""] };
  });
}

function ourVerdicts({ bytes, originalLength }: Captured) {
  const frame = decodeFrame(bytes, originalLength);
  const { ip, transport } = verifyChecksums(frame);
  return { ip: ip?.status, transport: transport?.status };
}

const reason = hasTshark ? "" : " (skipped: tshark is not installed; on Debian: apt-get install tshark)";

describe.skipIf(!hasTshark && !mustRun)(`judged by tshark${reason}`, () => {
  it("tshark is there", () => {
    expect(hasTshark, "CI=true, but tshark cannot be run; install it (Debian: apt-get install tshark)").toBe(
      true,
    );
  });

  describe("every field of our tree has id, label, place, bits and value of tshark's", () => {
    const packets = hasTshark ? pdmlOf(whole) : [];
    it.each(names.map((name, index) => [name, index] as const))("%s", (name, index) => {
      const theirs = packets[index] ?? [];
      const tree = fieldTree(whole[index]?.bytes ?? new Uint8Array(0));
      const isQuote = theirs.some(({ id }) => id === "icmp.unused");
      const isUnknown = name.startsWith("unknown");
      const fields = flatten(tree).filter(({ id }) => {
        if (NOT_IN_TSHARK.has(id)) return false;
        return !(isQuote && NOT_QUOTED.has(id)) && !(isUnknown && id === "data.data");
      });
      expect(fields.length).toBeGreaterThan(10);
      for (const field of fields) expectInTshark(field, theirs);
    });
  });

  it("sees good checksums where we do", () => {
    expect(whole.map(ourVerdicts)).toEqual(tsharkVerdicts(whole));
  });

  it("sees bad checksums where we do, after a byte was changed under them", () => {
    const frames = whole.map(damaged);
    const ours = frames.map(ourVerdicts);
    expect(ours).toEqual(tsharkVerdicts(frames));
    expect(ours.filter(({ transport }) => transport === "bad").length).toBeGreaterThan(15);
  });

  it("cannot verify where we cannot, after the last byte of each packet was cut off", () => {
    const cut = whole.filter(({ bytes }) => decodeFrame(bytes).layers.payload.length > 0);
    const frames = cut.map(({ bytes }) => ({ bytes: bytes.slice(0, -1), originalLength: bytes.length }));
    const ours = frames.map(ourVerdicts);
    expect(ours).toEqual(tsharkVerdicts(frames));
    expect(ours.filter(({ transport }) => transport === "unverifiable").length).toBeGreaterThan(10);
  });

  it("misses a UDP checksum of zero over IPv4 and rejects one over IPv6, as we do", () => {
    const frames = [SAMPLE_FRAMES["datagram"], SAMPLE_FRAMES["datagram over IPv6"]].map((sample) => {
      const bytes = sample?.slice() ?? new Uint8Array(0);
      const start = decodeFrame(bytes).layers.transport?.start ?? 0;
      bytes.fill(0, start + 6, start + 8);
      return { bytes, originalLength: bytes.length };
    });
    expect(frames.map(ourVerdicts)).toEqual(tsharkVerdicts(frames));
    expect(frames.map(ourVerdicts).map(({ transport }) => transport)).toEqual(["absent", "bad"]);
  });

  it("summarises TCP, UDP, ARP and ICMP frames in the words of its info column", () => {
    const known = whole.filter((_, index) => !names[index]?.startsWith("unknown"));
    const lines = tshark(known, ["-T", "fields", "-e", "_ws.col.Info"]).trimEnd().split("\n");
    const withoutFrameNumbers = lines.map((line) => line.replace(/ \(re(quest|ply) in \d+\)$/, ""));
    // tshark has learned the shift from the SYN among the samples.
    const ours = known.map(({ bytes }) => describeFrame(decodeFrame(bytes), { windowShift: 7 }));
    expect(ours).toEqual(withoutFrameNumbers);
  });
});
