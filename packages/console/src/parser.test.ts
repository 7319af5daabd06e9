import { ConsoleStatement, LIMITS } from "@wirestage/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64OfBytes } from "./bytes.ts";
import { parseStatement } from "./parser.ts";
import { statementOf } from "./statement.ts";
import { mended, told, treeOf } from "./testing.ts";

const understood = (text: string) => {
  const { text: _, ...rest } = statementOf(treeOf(text));
  return rest;
};
const bytes = (...values: number[]) => ({ bytes: base64OfBytes(Uint8Array.from(values)) });
const ascii = (text: string) => bytes(...Array.from(text, (character) => character.charCodeAt(0)));
const argumentOf = (value: string) => understood(`s.send(${value})`).arguments[0];

function problemOf(text: string) {
  const parsed = parseStatement(text);
  if (parsed.kind !== "problem") throw new Error(`${text} has no problem`);
  return parsed.problem;
}
const problemAt = (text: string) => told(problemOf(text), text);

describe("a statement in Python's spelling", () => {
  it.each([
    ["s = socket(AF_INET, SOCK_STREAM)", ["AF_INET", "SOCK_STREAM"]],
    ["s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)", ["AF_INET6", "SOCK_DGRAM"]],
    [">>> s = socket(type=SOCK_DGRAM, family=AF_UNIX)  # a comment", ["AF_UNIX", "SOCK_DGRAM"]],
    ["s = socket(type=SOCK_DGRAM)", ["AF_INET", "SOCK_DGRAM"]],
    ["s = socket()", []],
  ])("%s makes a socket", (text, constants) => {
    expect(understood(text)).toEqual({
      assign: ["s"],
      target: null,
      method: "socket",
      arguments: constants.map((constant) => ({ constant })),
    });
  });

  it.each([
    's.bind(("192.0.2.2", 8888))',
    "s.bind(('192.0.2.2', 8_888,),)",
    "s . bind( ( '192.0' '.2.2', 0x22b8 ) )",
    's.bind((("192.0.2.2"), 8888))',
    's.bind(("192.0.2.2", 8888, 0, 0))',
  ])("%s is a call with an address", (text) => {
    expect(understood(text)).toEqual({
      assign: [],
      target: "s",
      method: "bind",
      arguments: [{ tuple: ["192.0.2.2", 8888] }],
    });
  });

  it("the parts of a pair get two names", () => {
    expect(understood("conn, peer = s.accept()").assign).toEqual(["conn", "peer"]);
    expect(understood("(conn, peer) = s.accept()").assign).toEqual(["conn", "peer"]);
  });

  it("a name may be any that JavaScript knows as well", () => {
    expect(understood("constructor = toString.send(__proto__)")).toEqual({
      assign: ["constructor"],
      target: "toString",
      method: "send",
      arguments: [{ name: "__proto__" }],
    });
  });

  it.each([
    ["1024 * 64", 65_536],
    ["-1", -1],
    [".5", 0.5],
    ["1e-3", 0.001],
    ["0b101", 5],
    ["None", null],
    ["True", true],
    ["data", { name: "data" }],
    ["MSG_PEEK", { constant: "MSG_PEEK" }],
    ["SO_NO_SUCH_THING", { constant: "SO_NO_SUCH_THING" }],
    ["(1, 0)", { tuple: [1, 0] }],
    ["(1,)", { tuple: [1] }],
    ["()", { tuple: [] }],
    ["((1))", 1],
  ])("the value %s", (written, value) => {
    expect(argumentOf(written)).toEqual(value);
  });

  it("flags joined by | are a tuple of constants, and none are nothing", () => {
    expect(understood("s.recv(9, MSG_PEEK | socket.MSG_DONTWAIT)").arguments[1]).toEqual({
      tuple: [{ constant: "MSG_PEEK" }, { constant: "MSG_DONTWAIT" }],
    });
    expect(understood("s.recv(9, 0)").arguments).toEqual([9]);
  });

  it("a file's mode is said in one way, and a switch is True or False", () => {
    expect(understood('s.makefile("rwb")').arguments).toEqual(["rw"]);
    expect(understood('s.makefile(mode="rb")').arguments).toEqual(["r"]);
    expect(understood("s.setblocking(0)").arguments).toEqual([false]);
  });
});

describe("what is to be sent", () => {
  it.each([
    ['b"hi\\r\\n"', ascii("hi\r\n")],
    ["b'\\x00\\377\\''", bytes(0, 255, 39)],
    ['b"\\u0041\\q"', ascii("\\u0041\\q")],
    ['rb"\\n"', ascii("\\n")],
    ['b"a" b"b"', ascii("ab")],
    ['b"ab" * 3', { ...ascii("ab"), times: 3 }],
    ['b"x" * 64 * 1024', { ...ascii("x"), times: 65_536 }],
    ['70000 * b"x"', { ...ascii("x"), times: 70_000 }],
    ['"你" "好".encode() * 2', { ...bytes(0xe4, 0xbd, 0xa0, 0xe5, 0xa5, 0xbd), times: 2 }],
    ['b"x" * 1', ascii("x")],
    ['b"x" * 0', ascii("")],
    ['b"x" * -5', ascii("")],
    ['b"" * 9', ascii("")],
    ['b""', ascii("")],
    ['"""hi""".encode()', ascii("hi")],
    ['"\\x41\\u0042\\U00000043".encode("utf-8")', ascii("ABC")],
    ['"你好".encode()', bytes(0xe4, 0xbd, 0xa0, 0xe5, 0xa5, 0xbd)],
    ['"😀".encode()', bytes(0xf0, 0x9f, 0x98, 0x80)],
  ])("%s", (written, value) => {
    expect(argumentOf(written)).toEqual(value);
  });
});

describe("lines without a statement", () => {
  it.each([
    ["", "blank"],
    ["   # only a comment", "blank"],
    [">>> ", "blank"],
    ["import socket", "import"],
    ["from socket import *", "import"],
  ])("%j", (text, why) => {
    expect(parseStatement(text)).toEqual({ kind: "nothing", why });
  });
});

describe("what cannot be read is marked at its place", () => {
  it.each([
    ["s.bind(192.0.2.2)", 'address_needs_quotes at "192.0.2.2"'],
    ["s.recv(1o24)", 'bad_number at "1o24"'],
    ["s.recv(99999999999999999999)", 'bad_number at "99999999999999999999"'],
    ["s.recv(9**9)", 'expression at "*"'],
    ['s.send(b"你好")', 'bytes_not_ascii at "你"'],
    ['s.send(b"\\你")', 'bytes_not_ascii at "你"'],
    ['s.send(f"hi")', 'format_string at "f\\"hi\\""'],
    ['s.send("\\x4".encode())', 'bad_escape at "\\\\x"'],
    ['s.send("\\N{DIGIT ONE}")', 'bad_escape at "\\\\N"'],
    ['s.send("\\ud800".encode())', 'text_not_encodable at "\\"\\\\ud800\\""'],
    ['s.send("a" b"b")', 'expression at "b\\"b\\""'],
    ["s.send(data.upper())", 'expression at "upper"'],
    ["s.send([1])", 'expression at "["'],
    ["s.send(((1, 2), 3))", 'nested_tuple at "(1, 2)"'],
    ['s.send(b"xy" * 524289)', 'too_much_repeated at "b\\"xy\\" * 524289"'],
    ['s.send(b"x" * 1024 * 1025)', 'too_much_repeated at "b\\"x\\" * 1024 * 1025"'],
    ['s.send("x" * 70000)', 'text_not_bytes at "\\"x\\" * 70000"'],
    ['s.send(b"x" * 1.5)', 'expression at "b\\"x\\" * 1.5"'],
    ['s.send(b"x" * b"y")', 'expression at "b\\"x\\" * b\\"y\\""'],
    ['s.send("x" * 3.encode())', 'bad_number at "3.encode"'],
    ["s", 'not_a_call at "s"'],
    ["s.close", 'call_parentheses at "close"'],
    ["while True:", 'no_statement_word at "while"'],
    ["socket().bind(1)", 'chained_call at "."'],
    ["s.close() s.close()", 'expected at "s"'],
    ["a, b, c = s.accept()", 'too_many_names at "c"'],
    ["AF_INET = socket()", 'reserved_name at "AF_INET"'],
    ["socket = socket()", 'reserved_name at "socket"'],
    ["s = 5", 'not_a_call at "5"'],
    ["s.bind(1 2)", 'expected at "2"'],
    ["s.bind(,)", 'expected at ","'],
    ["§", 'unexpected_character at "§"'],
    ["客户 = socket()", 'unexpected_character at "客户"'],
    [`${"a".repeat(40)} = socket()`, `name_too_long at "${"a".repeat(40)}"`],
    ["s.x(1,2,3,4,5,6,7,8,9)", 'expected at "9"'],
  ])("%s", (text, problem) => {
    expect(problemAt(text)).toBe(problem);
  });

  it("a text that is longer than a statement may be is marked where it is too long", () => {
    const text = `s.send(b"${"x".repeat(LIMITS.statementLength)}")`;
    expect(problemOf(text)).toMatchObject({
      code: "too_long",
      from: LIMITS.statementLength,
      to: text.length,
    });
  });

  it("parentheses without number are no fault of ours", () => {
    expect(problemOf(`s.send(${"(".repeat(4_000)}`).code).toBe("nested_tuple");
  });
});

describe("a problem with a cure", () => {
  it.each([
    ['s.bind(("192.0.2.2", 8888', 's.bind(("192.0.2.2", 8888))'],
    ['s.bind(("192.0.2.2', 's.bind(("192.0.2.2"'],
    ["s.bind((192.0.2.2, 8888))", 's.bind(("192.0.2.2", 8888))'],
    ["s.bind（（“192.0.2.2”，8888））", 's.bind(("192.0.2.2",8888))'],
    ['s.send(b"你好")', 's.send("你好".encode())'],
    ["s.close", "s.close()"],
  ])("%s becomes %s", (text, cured) => {
    expect(mended(text, problemOf(text))).toBe(cured);
  });

  it("full-width characters inside of a string are left alone", () => {
    const text = 's.send（"你好，（世界）".encode()）';
    expect(mended(text, problemOf(text))).toBe('s.send("你好，（世界）".encode())');
  });
});

/** Texts that are nearly statements, so that every branch is met. */
const nearlyStatements = fc
  .array(
    fc.oneof(
      fc.constantFrom("s", "conn", "socket", ".", "bind", "(", ")", ",", "=", "|", "*", "-", " ", "#", "\n"),
      fc.constantFrom('"', "'", 'b"', '"""', "\\", "\\x", "\\u", "你", "（", "“", "0x", "1_0", "192.0.2.2"),
      fc.constantFrom(
        "AF_INET",
        "MSG_PEEK",
        "encode",
        "None",
        "import",
        "while",
        ">>> ",
        "\ud800",
        "[",
        "😀",
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

describe("any text", () => {
  const texts = fc.oneof(nearlyStatements, fc.string({ unit: "binary", maxLength: 200 }));

  it("is a statement that the protocol takes, or nothing, or a problem within the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseStatement(text);
        if (parsed.kind === "statement") {
          expect(ConsoleStatement.safeParse(statementOf(parsed.tree)).success).toBe(true);
        }
        if (parsed.kind === "problem") {
          const { from, to } = parsed.problem;
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("of the greatest length is read in a moment", () => {
    for (const part of ["（", "“", "(", "1.", '"', "\\", "a", "a.", "你", "b'' ", "-", "1*", "|MSG_OOB"]) {
      const text = `s.send(${part.repeat(LIMITS.statementLength)}`.slice(0, LIMITS.statementLength);
      expect(parseStatement(text).kind).toBe("problem");
    }
  }, 2_000);
});
