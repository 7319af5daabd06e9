import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./source-tree.mjs";

interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly about: string;
}

test("README: the table of settings says what the server's --help says", { timeout: 30_000 }, () => {
  const help = execFileSync(join(root, "node_modules/.bin/tsx"), ["apps/server/src/main.ts", "--help"], {
    cwd: root,
    encoding: "utf8",
  });
  const wanted = settingsOfHelp(help);
  expect(wanted.length).toBeGreaterThan(0);
  expect(settingsOfReadme(readFileSync(join(root, "README.md"), "utf8"))).toEqual(wanted);
});

function settingsOfHelp(text: string): Setting[] {
  const lines = text.matchAll(/^ {2}(?<name>[A-Z_]+) {2,}(?<about>.*?)(?: \((?<fallback>[^()]*)\))?$/gm);
  return [...lines].map(settingOf);
}

function settingsOfReadme(text: string): Setting[] {
  const rows = text.matchAll(/^\| `(?<name>[A-Z_]+)` \| (?:`(?<fallback>[^`]*)`)? ?\| (?<about>.*) \|$/gm);
  return [...rows].map(settingOf);
}

function settingOf({ groups }: RegExpMatchArray): Setting {
  return {
    name: groups?.["name"] ?? "",
    fallback: groups?.["fallback"] ?? "",
    about: groups?.["about"] ?? "",
  };
}
