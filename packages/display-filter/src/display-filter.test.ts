import { randomCaptures, SAMPLE_FRAMES } from "@wirestage/wire/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter } from "./display-filter.ts";
import type { FilteredFrame } from "./frame-reading.ts";
import { SHARED_FILTERS, SHARED_MISTAKES } from "./tshark-filters.fixture.ts";

function frameOf(bytes: Uint8Array, more: Partial<FilteredFrame> = {}): FilteredFrame {
  return { number: 1, host: "client", t: 0, bytes, length: bytes.length, ...more };
}

function sample(name: string): Uint8Array {
  return SAMPLE_FRAMES[name] ?? new Uint8Array(0);
}

function judged(text: string, frame: FilteredFrame): boolean | string {
  const compiled = compileFilter(text);
  return compiled.ok ? compiled.filter.matches(frame) : compiled.problem.code;
}

const PIECES = [
  ...[
    "tcp",
    "udp.port",
    "ip.src",
    "tcp.payload",
    "frame.time_relative",
    "tcp.flags.syn",
    "eth.addr",
    "frame.interface_name",
  ],
  ...[
    "==",
    "!=",
    "===",
    "in",
    "contains",
    "matches",
    "~",
    "&",
    "&&",
    "||",
    "^^",
    "not",
    "!",
    "(",
    ")",
    "{",
    "}",
    ",",
    "..",
  ],
  ...[
    "[0:4]",
    "[",
    "]",
    "[-1]",
    '"',
    "'",
    '"a\\x62"',
    'r"[a',
    "1",
    "0x",
    "10.0.0.0/8",
    "::1",
    "02:00:00:00:00:01",
    "68:65",
  ],
  ...["and", "（", "“", "é", "\ud83d", " "],
];

/** Texts that are nearly filters, filters that were damaged, and any text at all. */
const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(" ")),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join("")),
  fc
    .tuple(
      fc.constantFrom(...SHARED_FILTERS, ...SHARED_MISTAKES),
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.string({ maxLength: 3 }),
    )
    .map(([text, at, size, put]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + put + text.slice(from + size);
    }),
  fc.string({ unit: "binary", maxLength: 600 }),
);

describe("any text", () => {
  it("becomes a filter or a problem with a place in the text; neither that nor judging a frame throws", () => {
    fc.assert(
      fc.property(texts, randomCaptures, (text, [bytes, more]) => {
        const compiled = compileFilter(text);
        if (!compiled.ok) {
          const { from, to } = compiled.problem;
          expect([0 <= from, from <= to, to <= text.length]).toEqual([true, true, true]);
          return;
        }
        const frame = frameOf(bytes, { length: Math.max(bytes.length, more) });
        expect(typeof compiled.filter.matches(frame)).toBe("boolean");
      }),
      { numRuns: 3_000 },
    );
  });

  it("costs no more than 400 steps of patterns for each byte of the frame, however many patterns are in it", () => {
    const pieces = ["(.?){99}", "(a|.?)*", ".{0,90}", "[^a]+", "x", "$"];
    const pattern = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 })
      .map((each) => each.join(""));
    const many = fc
      .array(fc.tuple(fc.constantFrom("frame", "tcp", "eth"), pattern), { minLength: 1, maxLength: 22 })
      .map((terms) => terms.map(([field, text]) => `${field}~"${text}"`).join("||"));
    fc.assert(
      fc.property(many, (text) => {
        const compiled = compileFilter(text);
        if (!compiled.ok) {
          expect(["patterns_too_large", "bad_pattern", "too_long"]).toContain(compiled.problem.code);
          return;
        }
        const frame = frameOf(sample("data"));
        compiled.filter.matches(frame);
        expect(compiled.filter.patternSteps()).toBeLessThanOrEqual(400 * (frame.length + 1));
      }),
    );
  });

  it("22 patterns that each would be small enough are too large together, told at the first too many", () => {
    const text = Array.from({ length: 22 }, () => 'frame~"(.?){99}\\xfe"').join("||");
    expect(text.length).toBeLessThanOrEqual(512);
    const second = text.lastIndexOf('"', text.indexOf("||") + 9);
    expect(compileFilter(text)).toMatchObject({
      ok: false,
      problem: { code: "patterns_too_large", from: second },
    });
  });

  it("of blanks lets every frame through", () => {
    expect(judged("", frameOf(new Uint8Array(0)))).toBe(true);
    expect(judged("  \t", frameOf(sample("SYN")))).toBe(true);
  });
});

describe("laws", () => {
  const frames = fc.constantFrom(...Object.values(SAMPLE_FRAMES)).map((bytes) => frameOf(bytes));
  const filters = fc.constantFrom(...SHARED_FILTERS.filter((text) => text !== ""));

  it("not, and, or, xor are those of logic", () => {
    fc.assert(
      fc.property(frames, filters, filters, (frame, a, b) => {
        const [left, right] = [judged(a, frame), judged(b, frame)];
        expect(judged(`not (${a})`, frame)).toBe(!left);
        expect(judged(`(${a}) && (${b})`, frame)).toBe(left && right);
        expect(judged(`(${a}) or (${b})`, frame)).toBe(left || right);
        expect(judged(`(${a}) xor (${b})`, frame)).toBe(left !== right);
      }),
    );
  });

  it("xor binds looser than and, tighter than or", () => {
    expect(judged("tcp xor tcp and udp", frameOf(sample("SYN")))).toBe(true);
    expect(judged("tcp or tcp xor tcp", frameOf(sample("SYN")))).toBe(true);
  });
});

describe("what is wrong, and where", () => {
  it.each([
    ["tcp.prot == 80", "unknown_field", "tcp.prot", { nearest: "tcp.port" }],
    ["SYN == 1", "unknown_field", "SYN", { nearest: "tcp.flags.syn" }],
    ["udp && xyzzy", "unknown_field", "xyzzy", { nearest: "" }],
    ["tcp.seq == 1", "field_of_conversation", "tcp.seq", { instead: "tcp.seq_raw" }],
    [
      "tcp.analysis.retransmission",
      "field_of_conversation",
      "tcp.analysis.retransmission",
      { instead: "tcp" },
    ],
    ["80 == tcp.port", "field_expected", "80", {}],
    ["tcp.port = 80", "operator_spelling", "=", { instead: "==" }],
    ["tcp.port == 80 | udp", "operator_spelling", "|", { instead: "||" }],
    ["（tcp)", "operator_spelling", "（", { instead: "(" }],
    ["tcp.port == 70000", "number_too_big", "70000", { most: 65_535 }],
    ["tcp.port == eighty", "wrong_value", "eighty", { type: "unsigned" }],
    ['ip.src == "10.0.0.1"', "wrong_value", '"10.0.0.1"', { type: "ipv4" }],
    ["ip.src == 10.0.0.0/33", "bad_prefix", "10.0.0.0/33", { most: 32 }],
    ["ip.src == tcp.port", "types_differ", "tcp.port", { left: "ip.src" }],
    ["tcp.port contains 80", "operator_unsuited", "contains", { type: "unsigned" }],
    ["tcp.port[0:1] == 22", "operator_unsuited", "[0:1]", { type: "unsigned" }],
    ["tcp & udp", "operator_unsuited", "udp", { operator: "&", type: "protocol" }],
    ["tcp.payload[0:0] == 22", "bad_slice", "[0:0]", {}],
    ["tcp.payload[0:2 == 22", "slice_not_closed", "[0:2 == 22", {}],
    ['frame contains "a', "string_not_closed", '"a', {}],
    ['frame matches "(a"', "bad_pattern", '"(a"', { found: "(" }],
    ['frame matches "(?=a)b"', "bad_pattern", '"(?=a)b"', {}],
    ["0 < tcp.len", "field_expected", "0", {}],
    ["tcp.len > 1 > 0", "chained_comparison", ">", {}],
    ["tcp tcp", "unexpected", "tcp", {}],
    ["tcp)", "unexpected", ")", {}],
    ["(tcp", "unexpected_end", "", {}],
    ["tcp.port ==", "unexpected_end", "", {}],
    ["tcp.port in {80 443}", "unexpected", "443", {}],
  ])("%s: %s at %j", (text, code, place, facts) => {
    const compiled = compileFilter(text);
    if (compiled.ok) throw new Error(`"${text}" is taken for a filter.`);
    const { problem } = compiled;
    expect([problem.code, text.slice(problem.from, problem.to)]).toEqual([code, place]);
    expect(problem.facts).toMatchObject(facts);
  });

  it("a text of more than 512 characters: told from the first that is too many", () => {
    const text = `${"tcp or ".repeat(80)}tcp`;
    const compiled = compileFilter(text);
    expect(compiled).toMatchObject({ ok: false, problem: { code: "too_long", from: 512, to: text.length } });
  });

  it("64 parentheses in each other are a filter, 65 are too deep", () => {
    const nested = (depth: number) => `${"(".repeat(depth)}tcp${")".repeat(depth)}`;
    expect(judged(nested(64), frameOf(sample("SYN")))).toBe(true);
    expect(compileFilter(nested(65))).toMatchObject({
      ok: false,
      problem: { code: "too_deep", from: 64, to: 65 },
    });
  });
});

describe("what is easily meant otherwise", () => {
  it.each([
    ["tcp.flags.syn", ["tcp.flags.syn"]],
    ["tcp && !(tcp.flags.syn || ip.flags.df)", ["tcp.flags.syn", "ip.flags.df"]],
    ["tcp.flags.syn == 1", []],
    ["tcp.len && tcp.flags & 2", []],
    ["tcp.checksum.status == Good", ["tcp.checksum.status"]],
    ["udp or ip.checksum.status in {Bad, 2}", ["ip.checksum.status"]],
    ["icmp.checksum.status == Good || tcp.checksum.status", []],
  ])("%s: remarks on %j", (text, expected) => {
    const compiled = compileFilter(text);
    if (!compiled.ok) throw new Error(`"${text}" is no filter.`);
    expect(compiled.remarks.map(({ from, to }) => text.slice(from, to))).toEqual(expected);
  });
});

describe("facts of the frame that stand in none of its bytes", () => {
  const frame = frameOf(sample("SYN"), { number: 12, host: "server", t: 1_500_000_000 });

  it.each([
    ['frame.interface_name == "server"', true],
    ['frame.interface_name != "client"', true],
    ['frame.interface_name contains "erv"', true],
    ['frame.interface_name matches "^s.*r$"', true],
    ['frame.interface_name in {"client", "other"}', false],
    ["frame.number == 12", true],
    ["frame.time_relative == 1.5", true],
    ["frame.time_relative > 1.500000001", false],
  ])("%s: %s", (text, expected) => {
    expect(judged(text, frame)).toBe(expected);
  });
});

describe("a frame cut to its first bytes", () => {
  const bytes = sample("data");
  const cut = frameOf(bytes.slice(0, bytes.length - 3), { length: bytes.length });

  it.each([
    // "he" is here, "llo" is not.
    ["tcp.len == 5", true],
    [`frame.len == ${bytes.length}`, true],
    ['tcp.payload[0:2] == "he"', true],
    ['tcp.payload contains "he"', true],
    ['tcp.payload matches "^he"', true],
    ["tcp.payload", true],
    ['tcp.payload == "he"', false],
    ['tcp.payload != "he"', false],
    ['tcp.payload == "hello"', false],
    ['tcp.payload[0:3] == "hel"', false],
    ['tcp.payload[-1:] == "o"', false],
    ["tcp.payload[2:]", false],
    ['tcp.payload contains "lo"', false],
    ['tcp.payload matches "he$"', false],
    ["tcp.checksum.status == 2", true],
  ])("%s: %s", (text, expected) => {
    expect(judged(text, cut)).toBe(expected);
  });

  it("256 bytes hold every header: the filters of a rule judge it like the whole", () => {
    const long = frameOf(sample("data"));
    const rules = [
      "tcp.flags.syn == 1",
      "tcp.len > 0",
      "ip.src == 10.0.0.1",
      "tcp.options.timestamp",
      "frame.len > 60",
    ];
    for (const rule of rules)
      expect(judged(rule, frameOf(long.bytes.slice(0, 68), { length: long.length }))).toBe(
        judged(rule, long),
      );
  });
});

describe("frames that are not sound", () => {
  it("a data offset that cannot be: the fixed fields are there, a length of the segment is not", () => {
    const bytes = sample("data").slice();
    bytes[46] = 0x10;
    const frame = frameOf(bytes);
    expect([judged("tcp.dstport == 8888", frame), judged("tcp", frame)]).toEqual([true, true]);
    expect([judged("tcp.len", frame), judged("tcp.payload", frame)]).toEqual([false, false]);
  });

  it("a wrong checksum is found by its status", () => {
    const bytes = sample("data").slice();
    bytes[bytes.length - 1] = 0;
    expect(judged("tcp.checksum.status == Bad", frameOf(bytes))).toBe(true);
    expect(judged("tcp.checksum.status == Bad", frameOf(sample("data")))).toBe(false);
  });
});
