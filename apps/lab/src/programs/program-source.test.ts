import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadProgram, runningLine } from "./program-source.ts";

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "wirestage-programs-"));
  mkdirSync(join(directory, "pair"));
});

afterAll(() => rmSync(directory, { recursive: true }));

function write(lines: readonly string[]): void {
  writeFileSync(join(directory, "pair", "client.ts"), lines.join("\n"));
}

describe("loadProgram", () => {
  it("makes a program's throw before its first wait a failure of the program, not of whoever starts it", async () => {
    write(["export function main() {", '  throw new Error("at once");', "}"]);
    const { main } = loadProgram(directory, "pair", "client");
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
    const { main, file } = loadProgram(directory, "pair", "client");
    const lines: (number | null)[] = [];
    const host = new Proxy({}, { get: () => () => lines.push(runningLine(file)) });
    await Reflect.apply(main, undefined, [host, {}]);
    expect(lines).toEqual([9]);
  });

  it("names the file where there is no main", () => {
    write(["export const other = 1;"]);
    expect(() => loadProgram(directory, "pair", "client")).toThrow("pair/client.ts");
  });
});

describe("runningLine", () => {
  it("is null outside of the file", () => {
    expect(runningLine("pair/client.ts")).toBeNull();
  });
});
