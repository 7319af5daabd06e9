import { parseScript } from "@wirestage/console";
import fc from "fast-check";
import { expect, it } from "vitest";
import { paintedScript } from "./painted-script.ts";

const HOSTS = [{ name: "client", address: "192.0.2.1", address6: null }];
const painted = (text: string) => paintedScript(text, parseScript(text, HOSTS).problems);

it("tells hosts from statements, and marks what is wrong in its own line", () => {
  const lines = painted("# first\nclient: c = socket()\nclient: c.nope()");
  expect(lines.map(({ host, prefix }) => [host, prefix])).toEqual([
    [null, ""],
    ["client", "client: "],
    ["client", "client: "],
  ]);
  const marked = lines.map(({ parts }) => parts.filter(({ mark }) => mark).map(({ text }) => text));
  expect(marked).toEqual([[], [], ["nope"]]);
});

it("a host that is not there is marked itself, and not its statement", () => {
  const [line] = painted("clent: c = socket()");
  expect(line?.isHostWrong).toBe(true);
  expect(line?.parts.every(({ mark }) => mark === null)).toBe(true);
});

it("the parts of any script, joined, are the script", () => {
  const parts = fc.constantFrom("client: ", "server:", "c = socket()", "\n", " ", "#", "：", '"', "(", "x");
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 25 }), (words) => {
      const text = words.join("");
      const joined = painted(text).map(
        ({ prefix, parts: all }) => prefix + all.map((part) => part.text).join(""),
      );
      expect(joined.join("\n")).toBe(text);
    }),
  );
});
