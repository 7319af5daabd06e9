import { arranged } from "./arrangement.ts";
import { type ConsoleOption, optionNamed } from "./constants.ts";
import type { ConsoleMethod } from "./method.ts";
import { errorAt, type Place, type Problem } from "./problem.ts";
import type { StatementTree } from "./tree.ts";

export interface NamedOption {
  readonly option: ConsoleOption;
  readonly place: Place;
}

/** The option that `setsockopt` or `getsockopt` is given, or null where there is none that is known. */
export function optionNamedIn(tree: StatementTree, method: ConsoleMethod): NamedOption | null {
  const given = arranged(tree, method).arguments.find(({ parameter }) => parameter.kind === "option")?.value;
  const option = given?.kind === "constant" ? optionNamed(given.name) : null;
  return given && option ? { option, place: { from: given.from, to: given.to } } : null;
}

/** An option of another level than the one that stands before it. */
export function levelProblem(tree: StatementTree, method: ConsoleMethod): Problem | null {
  const named = optionNamedIn(tree, method);
  const level = arranged(tree, method).arguments.find(({ parameter }) => parameter.kind === "level")?.value;
  if (!named || level?.kind !== "constant" || level.name === named.option.level) return null;
  const facts = { option: named.option.name, level: named.option.level };
  const fix = { from: level.from, to: level.to, text: named.option.level };
  return errorAt(level, "option_of_other_level", { facts, expected: [named.option.level], fix });
}
