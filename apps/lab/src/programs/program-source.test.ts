import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProgram, constantsOf, loadSource, runningLine } from "./program-source.ts";

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "wirestage-programs-"));
  mkdirSync(join(directory, "tcp-echo"));
});

afterAll(() => rmSync(directory, { recursive: true }));

function write(lines: readonly string[]): void {
  writeFileSync(join(directory, "tcp-echo", "client.ts"), lines.join("\n"));
}

const loaded = (values = {}) =>
  loadSource(directory, { folder: "tcp-echo", role: "client", language: "ts" }, values);

describe("loadSource", () => {
  it("runs the values of the run, on the lines on which the file has its constants", () => {
    write(['const ADDRESS = "192.0.2.2";', "const PORT = 8888;", "export function main() {}"]);
    const { file, text } = loaded({ PORT: 9999, BACKLOG: 5 });
    expect(file).toBe("tcp-echo/client.ts");
    expect(text.split("\n").slice(0, 2)).toEqual(['const ADDRESS = "192.0.2.2";', "const PORT = 9999;"]);
    expect(constantsOf(text, "ts")).toEqual({ ADDRESS: "192.0.2.2", PORT: 9999 });
  });

  it("refuses a text that would end the constant and begin a program of its own", () => {
    write(['const ADDRESS = "192.0.2.2";', "export function main() {}"]);
    expect(() => loaded({ ADDRESS: '"; process.exit(); "' })).toThrow(RangeError);
  });
});

describe("compileProgram", () => {
  it("makes a program's throw before its first wait a failure of the program, not of whoever starts it", async () => {
    write(["export function main() {", '  throw new Error("at once");', "}"]);
    const main = compileProgram(loaded());
    await expect(Reflect.apply(main, null, [])).rejects.toThrow("at once");
  });

  it("keeps every line where the file has it, types and all", async () => {
    write([
      'import type { Host } from "../src/interface.ts";',
      "interface Counted {",
      "  count: number;",
      "}",
      "export async function main(host: Host): Promise<void> {",
      "  const counted: Counted = {",
      "    count: 1,",
      "  };",
      "  host.print(String(counted.count));",
      "}",
    ]);
    const source = loaded();
    const lines: (number | null)[] = [];
    const host = new Proxy({}, { get: () => () => lines.push(runningLine(source.file)) });
    await Reflect.apply(compileProgram(source), undefined, [host]);
    expect(lines).toEqual([9]);
  });

  it("names the file where there is no main", () => {
    write(["export const other = 1;"]);
    expect(() => compileProgram(loaded())).toThrow("tcp-echo/client.ts");
  });
});

describe("runningLine", () => {
  it("is null outside of the file", () => {
    expect(runningLine("tcp-echo/client.ts")).toBeNull();
  });
});
