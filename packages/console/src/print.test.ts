import { ConsoleStatement, type ConsoleValue, LIMITS } from "@wirestage/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64OfBytes, utf8Decoded, utf8Encoded } from "./bytes.ts";
import { CONSTANTS } from "./constants.ts";
import { METHODS } from "./methods.ts";
import { parseStatement } from "./parser.ts";
import { printConsoleValue, printStatement } from "./print.ts";
import { statementOf } from "./statement.ts";
import { treeOf } from "./testing.ts";
import { MAX_DATA_BYTES } from "./value-parser.ts";

const bytes = (text: string) => ({ bytes: base64OfBytes(utf8Encoded(text) ?? new Uint8Array(0)) });

describe("a value as one would type it", () => {
  it.each<[ConsoleValue, string]>([
    [null, "None"],
    [true, "True"],
    [0.5, "0.5"],
    ['a"b\\\n', '"a\\"b\\\\\\n"'],
    [bytes("hi\r\n"), 'b"hi\\r\\n"'],
    [bytes("你好\n"), '"你好\\n".encode()'],
    [{ bytes: base64OfBytes(Uint8Array.of(0, 255)) }, 'b"\\x00\\xff"'],
    [{ ...bytes("x"), times: 70_000 }, 'b"x" * 70000'],
    [{ ...bytes("你"), times: 3 }, '"你".encode() * 3'],
    [{ tuple: ["192.0.2.2", 8888] }, '("192.0.2.2", 8888)'],
    [{ tuple: [1] }, "(1,)"],
    [{ tuple: [{ constant: "MSG_PEEK" }, { constant: "MSG_OOB" }] }, "MSG_PEEK | MSG_OOB"],
    [{ name: "data" }, "data"],
  ])("%j", (value, printed) => {
    expect(printConsoleValue(value)).toBe(printed);
  });
});

const names = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/).filter((name) => treeIsReadable(name));

function treeIsReadable(name: string): boolean {
  try {
    return treeOf(`${name} = ${name}.close()`).target?.text === name;
  } catch {
    return false;
  }
}

const constants = fc.constantFrom(...CONSTANTS).map(({ name }) => ({ constant: name }));
const data = fc.uint8Array({ maxLength: 40 }).map((array) => ({ bytes: base64OfBytes(array) }));
const wellFormed = fc.string({ unit: "grapheme", maxLength: 20 });
const atoms = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((each) => !Number.isInteger(each)),
  fc.string({ unit: "binary", maxLength: 20 }),
  wellFormed.map(bytes),
  data,
  fc.record({
    bytes: data.map((each) => each.bytes).filter((each) => each !== ""),
    times: fc.integer({ min: 2, max: 1_000 }),
  }),
  constants,
  names.map((name) => ({ name })),
);
const tuples = fc
  .oneof(fc.array(atoms, { maxLength: 4 }), fc.array(constants, { minLength: 2, maxLength: 3 }))
  .filter((items) => items.length !== 1 || !items.some(isConstant))
  .map((tuple) => ({ tuple }));

function isConstant(value: unknown): boolean {
  return typeof value === "object" && value !== null && "constant" in value;
}

const statements = fc.record({
  assign: fc.array(names, { maxLength: 2 }),
  target: names,
  // Its arguments may be anything as far as reading goes.
  method: fc.constant("whatever"),
  arguments: fc.array(fc.oneof(atoms, tuples), { maxLength: 8 }),
});

describe("printed and read again", () => {
  it("any statement is the same", () => {
    fc.assert(
      fc.property(statements, (statement) => {
        const text = printStatement(statement);
        expect(statementOf(treeOf(text))).toEqual({ ...statement, text });
        expect(ConsoleStatement.parse({ ...statement, text })).toEqual({ ...statement, text });
      }),
      { numRuns: 1_000 },
    );
  });

  it("every method with its usual arguments is the same text", () => {
    for (const { of: owner, name, parameters } of METHODS) {
      const usual = parameters.map(
        (parameter) => parameter.usual || parameter.absent || '("192.0.2.2", 8888)',
      );
      const text = `${owner === "module" ? "" : "s."}${name}(${usual.join(", ")})`;
      const statement = statementOf(treeOf(text), owner === "file" ? "file" : "socket");
      expect(printStatement(statement)).toBe(text.replace(", 0)", ")"));
    }
  });
});

describe("UTF-8", () => {
  it("what is encoded decodes to the same, and halves of surrogate pairs are not encoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const encoded = utf8Encoded(text);
        expect(encoded === null).toBe(/\p{Surrogate}/u.test(text));
        if (encoded) expect(utf8Decoded(encoded)).toBe(text);
      }),
    );
  });

  it.each([
    ["too long a form", [0xc0, 0x80]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["cut short", [0xe4, 0xbd]],
    ["a lonely continuation", [0x80]],
  ])("%s is none", (_, octets) => {
    expect(utf8Decoded(Uint8Array.from(octets))).toBeNull();
  });

  it("bytes up to the limit of a statement fit into one", () => {
    const fits = "你".repeat(Math.floor(MAX_DATA_BYTES / 3));
    const statement = JSON.stringify(statementOf(treeOf(`s.send("${fits}".encode())`)));
    expect(utf8Encoded(statement)?.length).toBeLessThan(LIMITS.messageBytes - 1_024);
    expect(parseStatement(`s.send("${fits}你".encode())`)).toMatchObject({
      problem: { code: "too_much_data" },
    });
  });

  it("bytes that are repeated make no longer a statement, however many they are", () => {
    const statement = statementOf(treeOf(`s.send(b"x" * ${LIMITS.statementBytes})`));
    expect(JSON.stringify(ConsoleStatement.parse(statement)).length).toBeLessThan(200);
  });
});
