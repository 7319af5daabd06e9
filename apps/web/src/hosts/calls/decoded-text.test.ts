import type { CallValue } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { decodedTexts } from "./decoded-text.ts";

function bytes(octets: readonly number[], length = octets.length): Extract<CallValue, { type: "bytes" }> {
  return { type: "bytes", base64: btoa(String.fromCharCode(...octets)), length };
}
const utf8 = (text: string) => [...new TextEncoder().encode(text)];

describe("bytes that are text beyond ASCII", () => {
  it.each([
    ["Chinese", bytes(utf8("你好")), "你好"],
    ["a line", bytes(utf8("é\r\n")), "é\\r\\n"],
    ["one picture of several characters", bytes(utf8("👩‍💻")), "👩‍💻"],
    [
      "of which the trace has the beginning, cut through a character",
      bytes([...utf8("你"), 0xe5, 0xa5], 90),
      "你…",
    ],
  ])("%s", (_, value, text) => {
    expect(decodedTexts([value])).toEqual([text]);
  });

  it("are found among the arguments, and in what recvfrom answers", () => {
    const address: CallValue = { type: "address", address: "192.0.2.1", port: 9 };
    expect(decodedTexts([7, bytes(utf8("你好")), address, null, "路径"])).toEqual(["你好"]);
    expect(decodedTexts([{ type: "tuple", items: [bytes(utf8("好")), null] }])).toEqual(["好"]);
  });
});

describe("nothing is said of bytes that", () => {
  it.each([
    ["are ASCII", bytes(utf8("hello"))],
    ["are ASCII as far as the trace has them", bytes(utf8("hello"), 90)],
    ["are no UTF-8", bytes([0xff, 0xfe])],
    ["end in the middle of a character", bytes([...utf8("你"), 0xe5, 0xa5])],
    ["are no UTF-8 in the part that the trace has", bytes([...utf8("你"), 0xff, 0x41], 90)],
    ["hold what is no text", bytes([0xc2, 0x80, ...utf8("你")])],
    ["are none", bytes([])],
  ])("%s", (_, value) => {
    expect(decodedTexts([value])).toEqual([]);
  });
});
