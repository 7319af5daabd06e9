import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SeqNumber } from "../seq-number.ts";
import { randomCaptures } from "../testing/random-frames.ts";
import { DATA, PORT_UNREACHABLE, SAMPLE_FRAMES, SYN } from "../testing/sample-frames.ts";
import type { Field } from "./field.ts";
import { fieldPathsAt } from "./field-paths.ts";
import { fieldTree } from "./field-tree.ts";

function flatten(field: Field): Field[] {
  return [field, ...field.children.flatMap(flatten)];
}

function find(root: Field, id: string): Field | undefined {
  return flatten(root).find((field) => field.id === id);
}

function idsAt(root: Field, offset: number): string[] {
  return fieldPathsAt(root, offset).map((path) => path.map(({ id }) => id).join(" > "));
}

describe("fieldTree", () => {
  it("a SYN: fields with value, display and place", () => {
    const tree = fieldTree(SYN);
    expect(find(tree, "tcp.dstport")).toMatchObject({
      name: "Destination Port",
      value: 8888,
      start: 36,
      end: 38,
    });
    expect(find(tree, "tcp.flags.syn")).toMatchObject({
      value: true,
      start: 47,
      end: 48,
      bits: { from: 6, to: 7 },
    });
    expect(find(tree, "tcp.flags")).toMatchObject({ display: "0x002 (SYN)" });
    expect(find(tree, "ip.proto")).toMatchObject({ value: 6, display: "6 (TCP)" });
  });

  it("the verdict on a checksum is derived, lies on the checksum's bytes and follows the bytes", () => {
    const bytes = DATA.slice();
    expect(find(fieldTree(bytes), "tcp.checksum.status")).toMatchObject({
      value: "good",
      derived: true,
      start: 50,
      end: 52,
    });
    bytes[70] = 0;
    expect(find(fieldTree(bytes), "tcp.checksum.status")?.value).toBe("bad");
    const right = find(fieldTree(DATA), "tcp.checksum_calculated")?.value;
    expect(find(fieldTree(bytes), "tcp.checksum_calculated")?.value).not.toBe(right);
  });

  it("relative numbers stand beside the raw ones, only if their bases are given", () => {
    const relativeTo = { seq: SeqNumber.of(1000), ack: SeqNumber.of(5000) };
    const tree = fieldTree(DATA, { relativeTo });
    expect(find(tree, "tcp.seq")).toMatchObject({ value: 1, derived: true, start: 38, end: 42 });
    expect(find(tree, "tcp.seq_raw")?.value).toBe(1001);
    expect(find(tree, "tcp.nxtseq")?.value).toBe(6);
    expect(find(fieldTree(DATA), "tcp.seq")).toBeUndefined();
  });

  it("a frame cut in its TCP header: the fields that are there, and why there are no more", () => {
    const tree = fieldTree(DATA.subarray(0, 50), { originalLength: DATA.length });
    expect(find(tree, "tcp.window_size_value")?.value).toBe(502);
    expect(find(tree, "tcp.checksum")).toBeUndefined();
    expect(find(tree, "_ws.short")).toMatchObject({
      value: "cut",
      display: "tcp.checksum: 0 (2)",
      derived: true,
    });
    expect(find(tree, "frame.len")?.value).toBe(DATA.length);
  });

  it("an impossible header length: the fixed fields, and what is wrong where", () => {
    const bytes = DATA.slice();
    bytes[46] = 0x40;
    const tree = fieldTree(bytes);
    expect(find(tree, "tcp.srcport")?.value).toBe(49152);
    expect(find(tree, "_ws.malformed")).toMatchObject({ display: "tcp.hdr_len: 16 (>= 20)", start: 46 });
  });

  it("an ICMP error holds the packet it is about", () => {
    const icmp = fieldTree(PORT_UNREACHABLE).children.find(({ id }) => id === "icmp");
    expect(icmp === undefined ? undefined : find(icmp, "udp.dstport")).toMatchObject({
      value: 6000,
      start: 64,
    });
  });

  it("a quote that says it is longer than the message: ends with the message, whatever follows in the frame", () => {
    const bytes = new Uint8Array([...PORT_UNREACHABLE, 1, 2, 3, 4]);
    bytes[PORT_UNREACHABLE.length - 27] = 34;
    bytes[PORT_UNREACHABLE.length - 5] = 14;
    const tree = fieldTree(bytes);
    expect(find(tree, "udp.payload")).toMatchObject({ value: "6869", end: PORT_UNREACHABLE.length });
    expect(find(tree, "udp.checksum.status")?.value).toBe("unverifiable");
    expect(find(tree, "eth.trailer")?.value).toBe("01020304");
  });

  it("errors quoted in errors, as deep as a frame allows: shown one deep, without running out of stack", () => {
    const error = PORT_UNREACHABLE.slice(14, 14 + 28);
    const bytes = new Uint8Array(65_000);
    bytes.set(PORT_UNREACHABLE.subarray(0, 14));
    for (let at = 14; at + 28 <= bytes.length; at += 28) {
      bytes.set(error, at);
      bytes.set([(bytes.length - at) >>> 8, (bytes.length - at) & 0xff], at + 2);
    }
    expect(flatten(fieldTree(bytes)).filter(({ id }) => id === "icmp")).toHaveLength(2);
  });

  it("random and damaged frames, cut or not: never throws, children lie inside their parent", () => {
    fc.assert(
      fc.property(randomCaptures, ([bytes, more]) => {
        const tree = fieldTree(bytes, { originalLength: bytes.length + more });
        const strays = flatten(tree).flatMap((parent) =>
          parent.children.filter(
            ({ start, end, derived }) =>
              derived !== true && (start < parent.start || end > parent.end || start > end),
          ),
        );
        expect(strays).toEqual([]);
        expect(tree.end).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("fieldPathsAt", () => {
  const tree = fieldTree(SYN);

  it("a byte of one field leads to that field", () => {
    expect(idsAt(tree, 22)).toEqual(["frame > ip > ip.ttl"]);
    expect(idsAt(tree, 56)).toEqual(["frame > tcp > tcp.options > tcp.options.mss > tcp.options.mss_val"]);
  });

  it("a byte that fields share leads to each", () => {
    expect(idsAt(tree, 14)).toEqual(["frame > ip > ip.version", "frame > ip > ip.hdr_len"]);
    expect(idsAt(tree, 46)).toEqual([
      "frame > tcp > tcp.hdr_len",
      "frame > tcp > tcp.flags > tcp.flags.res",
      "frame > tcp > tcp.flags > tcp.flags.ae",
    ]);
  });

  it("where children name only some bits, the parent comes first", () => {
    expect(idsAt(tree, 0)).toEqual([
      "frame > eth > eth.dst",
      "frame > eth > eth.dst > eth.dst.lg",
      "frame > eth > eth.dst > eth.dst.ig",
    ]);
    expect(idsAt(tree, 1)).toEqual(["frame > eth > eth.dst"]);
  });

  it("every byte of every sample leads somewhere below the root, and none beyond", () => {
    for (const bytes of Object.values(SAMPLE_FRAMES)) {
      const root = fieldTree(bytes);
      const lost = [...bytes.keys()].filter((at) => {
        const paths = fieldPathsAt(root, at);
        return paths.length === 0 || paths.some((path) => path.length < 2);
      });
      expect(lost).toEqual([]);
      expect(fieldPathsAt(root, bytes.length)).toEqual([]);
    }
  });
});
