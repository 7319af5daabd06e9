import { datagramBytes } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { bytesBeginning, payloadBeginning } from "./payload-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

describe("how a payload begins", () => {
  it.each([
    ["", ""],
    ["hello", "“hello”"],
    ["hello\r\n", "“hello”"],
    ["two\nlines", "“two lines”"],
    ["你好", "“你好”"],
    ["a message of many words", "“a message of…”"],
    ["你".repeat(60), `“${"你".repeat(12)}…”`],
  ])("text is shown as text: %j", (text, shown) => {
    expect(bytesBeginning(utf8(text))).toBe(shown);
  });

  it.each([
    [[0x00, 0x01], "00 01"],
    [[0x8f, 0x3a, 0x91, 0xc0, 0x77], "8f 3a 91 c0 …"],
    [[0x0a], "0a"],
  ])("bytes that are no text are shown as bytes: %j", (bytes, shown) => {
    expect(bytesBeginning(Uint8Array.from(bytes))).toBe(shown);
  });

  it("a snap length that goes through a character costs that character only", () => {
    expect(bytesBeginning(utf8("你好").subarray(0, 5), 6)).toBe("“你”");
  });

  it("is found behind the headers, in IPv4 and IPv6", () => {
    expect(payloadBeginning(datagramBytes("client", { payload: "hello" }))).toBe("“hello”");
    expect(payloadBeginning(datagramBytes("client", { payload: "hello", version: 6 }))).toBe("“hello”");
    expect(payloadBeginning(datagramBytes("client", { payload: "" }))).toBe("");
  });
});
