import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { folderOf, PAIRS, type Pair, parametersOf } from "@wirestage/programs";
import {
  Language,
  type ParameterFacts,
  type ProgramPair,
  RunName,
  RunParameters,
  RunRole,
} from "@wirestage/protocol";
import { errorName } from "./labs/kernel-probe.ts";

type Source = ProgramPair["sources"][number];

const SUFFIX = { ts: "ts", python: "py" } as const satisfies Record<Language, string>;
const ParameterName = RunParameters.keyof();

/**
 * All pairs, each with the very text of the files below `directory` that a lab runs.
 * @throws where a pair has no server and client in any language
 */
export function readPrograms(directory: string): Promise<ProgramPair[]> {
  return Promise.all(PAIRS.map((pair) => readPair(pair, directory)));
}

async function readPair(pair: Pair, directory: string): Promise<ProgramPair> {
  const { title, interactive, flow, family, bug } = pair;
  const name = RunName.parse(pair.name);
  const wanted = Language.options.flatMap((language) =>
    RunRole.options.map((role) => readSource(directory, folderOf(pair, role), role, language)),
  );
  const sources = (await Promise.all(wanted)).filter((source) => source !== null);
  const languages = Language.options.filter((language) => hasBothRoles(sources, language));
  if (languages.length === 0) throw new Error(`There is no server and client of ${name} in ${directory}.`);
  return {
    name,
    title,
    interactive,
    flow,
    family,
    parameters: mergedParameters(sources),
    bug: bug === null ? null : { ...bug, cure: RunName.parse(bug.cure) },
    languages,
    sources,
  };
}

/** Null where the pair does not exist in this language. */
async function readSource(
  directory: string,
  folder: string,
  role: RunRole,
  language: Language,
): Promise<Source | null> {
  const file = `${folder}/${role}.${SUFFIX[language]}`;
  try {
    return { role, language, file, text: await readFile(join(directory, file), "utf8") };
  } catch (error) {
    if (errorName(error) === "ENOENT") return null;
    throw error;
  }
}

function hasBothRoles(sources: readonly Source[], language: Language): boolean {
  return RunRole.options.every((role) =>
    sources.some((source) => source.role === role && source.language === language),
  );
}

/** One entry for a name and a value; where the two roles begin with different values, each has its own. */
function mergedParameters(sources: readonly Source[]): ParameterFacts[] {
  const merged: ParameterFacts[] = [];
  for (const { role, language, text } of sources) {
    for (const { name: written, value } of parametersOf(text, language)) {
      const name = ParameterName.safeParse(written);
      if (!name.success) continue;
      const same = merged.find((each) => each.name === name.data && each.value === value);
      if (same === undefined) merged.push({ name: name.data, roles: [role], value });
      else if (!same.roles.includes(role)) same.roles.push(role);
    }
  }
  return merged;
}
