import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PAIRS, type Pair } from "@wirestage/programs";
import { type ProgramList, type ProgramPair, RunName } from "@wirestage/protocol";

const ROLES = ["server", "client"] as const;

/** All pairs, each with the very text of the files below `directory` that a lab runs. @throws where one is missing */
export async function readPrograms(directory: string): Promise<ProgramList> {
  return { programs: await Promise.all(PAIRS.map((pair) => readPair(pair, directory))) };
}

async function readPair({ name, title, interactive }: Pair, directory: string): Promise<ProgramPair> {
  const sources = await Promise.all(
    ROLES.map(async (role) => {
      const file = `${name}/${role}.ts`;
      return { role, language: "ts" as const, file, text: await readFile(join(directory, file), "utf8") };
    }),
  );
  return { name: RunName.parse(name), title, interactive, languages: ["ts"], sources };
}
