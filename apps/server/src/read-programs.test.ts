import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PAIRS } from "@wirestage/programs";
import { expect, onTestFinished, test } from "vitest";
import { readPrograms } from "./read-programs.ts";

type Files = Readonly<Record<string, string>>;

const TYPESCRIPT: Files = { "server.ts": "const PORT = 8888;\n", "client.ts": "const PORT = 8888;\n" };

/** A directory with every pair, its files as given. */
async function directoryWith(files: Files): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "wirestage-programs-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const { name } of PAIRS) {
    await mkdir(join(directory, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(directory, name, file), text);
  }
  return directory;
}

async function firstOf(files: Files) {
  const [first] = await readPrograms(await directoryWith(files));
  return first;
}

test("a pair in one language: that one, with the text of its files", async () => {
  const pair = await firstOf(TYPESCRIPT);
  expect(pair?.languages).toEqual(["ts"]);
  expect(pair?.sources).toEqual([
    { role: "server", language: "ts", file: `${pair?.name}/server.ts`, text: "const PORT = 8888;\n" },
    { role: "client", language: "ts", file: `${pair?.name}/client.ts`, text: "const PORT = 8888;\n" },
  ]);
});

test("a pair in both languages: both, and each parameter once", async () => {
  const python = { "server.py": "PORT = 8888\nNO_DELAY = True\n", "client.py": "PORT = 8888\n" };
  const pair = await firstOf({ ...TYPESCRIPT, ...python });
  expect(pair?.languages).toEqual(["ts", "python"]);
  expect(pair?.parameters).toEqual([
    { name: "PORT", roles: ["server", "client"], value: 8888 },
    { name: "NO_DELAY", roles: ["server"], value: true },
  ]);
});

test("roles that begin with different values of one parameter: each has its own", async () => {
  const pair = await firstOf({
    "server.ts": 'const ADDRESS = "";\nconst GREETING = "hi";\n',
    "client.ts": 'const ADDRESS = "192.0.2.2";\n',
  });
  expect(pair?.parameters).toEqual([
    { name: "ADDRESS", roles: ["server"], value: "" },
    { name: "ADDRESS", roles: ["client"], value: "192.0.2.2" },
  ]);
});

test("a language with one side only is not offered", async () => {
  const pair = await firstOf({ ...TYPESCRIPT, "server.py": "PORT = 8888\n" });
  expect(pair?.languages).toEqual(["ts"]);
});

test("a pair without any files: an error that names it and the directory", async () => {
  const directory = await directoryWith({});
  await expect(readPrograms(directory)).rejects.toThrow(`${PAIRS[0]?.name} in ${directory}`);
});
