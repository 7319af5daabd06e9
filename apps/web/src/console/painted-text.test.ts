import { parseStatement } from "@wirestage/console";
import fc from "fast-check";
import { expect, it } from "vitest";
import { paintedParts } from "./painted-text.ts";

function problemsOf(text: string) {
  const parsed = parseStatement(text);
  return parsed.kind === "problem" ? [parsed.problem] : [];
}

it("tells the parts of a statement", () => {
  const parts = paintedParts("conn = s.recv(1024, MSG_PEEK)  # look", null);
  expect(parts.filter(({ paint }) => paint !== "plain").map(({ paint, text }) => `${paint} ${text}`)).toEqual(
    ["name conn", "name s", "method recv", "number 1024", "constant MSG_PEEK", "comment # look"],
  );
});

it("marks what is wrong at its place, and what is missing at the last character before it", () => {
  const marked = (text: string) =>
    paintedParts(text, null, problemsOf(text)).flatMap(({ text: part, mark }) => (mark ? [part] : []));
  expect(marked("s.recv(1o24)")).toEqual(["1o24"]);
  expect(marked("s.recv(1024")).toEqual(["4"]);
});

it("the parts of any text, joined, are the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const parts = paintedParts(text, null, problemsOf(text));
      expect(parts.map((part) => part.text).join("")).toBe(text);
    }),
  );
});
