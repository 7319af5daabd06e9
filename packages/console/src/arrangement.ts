import type { ConsoleMethod, Parameter } from "./method.ts";
import { methodNamed } from "./methods.ts";
import { errorAt, type Problem } from "./problem.ts";
import type { StatementTree, ValueTree } from "./tree.ts";

/** An argument with the parameter that it is for. */
export interface ArrangedArgument {
  readonly parameter: Parameter;
  readonly value: ValueTree;
}

export interface Arrangement {
  /** By parameter, in the table's order; those left out are not there. */
  readonly arguments: readonly ArrangedArgument[];
  readonly problems: readonly Problem[];
}

/**
 * The method that a statement calls, as far as its text tells: what a name stands for decides between two methods that
 * are called the same, a socket's before a file's.
 */
export function methodOf(tree: StatementTree, target: "socket" | "file" = "socket"): ConsoleMethod | null {
  const { text } = tree.method;
  if (!tree.target) return methodNamed("module", text);
  return methodNamed(target, text) ?? methodNamed(target === "socket" ? "file" : "socket", text);
}

function tooMany(method: ConsoleMethod, extra: ValueTree): Problem {
  const facts = { method: method.name, count: method.parameters.length };
  return errorAt(extra, "too_many_arguments", { facts, expected: [")"] });
}

function placeOfKeyword(
  method: ConsoleMethod,
  tree: StatementTree,
  at: number,
): { parameter: Parameter } | { problem: Problem } | null {
  const argument = tree.arguments[at];
  if (!argument) return null;
  if (!argument.keyword) {
    const parameter = method.parameters[at];
    return parameter ? { parameter } : { problem: tooMany(method, argument.value) };
  }
  const name = argument.keyword.text;
  const parameter = method.parameters.find((each) => each.name === name);
  const expected = method.parameters.map((each) => `${each.name}=`);
  const facts = { method: method.name, keyword: name };
  return parameter
    ? { parameter }
    : { problem: errorAt(argument.keyword, "unknown_keyword", { facts, expected }) };
}

/** Puts every argument to its parameter, as Python does: by place, then by keyword. */
export function arranged(tree: StatementTree, method: ConsoleMethod): Arrangement {
  const found = new Map<Parameter, ValueTree>();
  const problems: Problem[] = [];
  tree.arguments.forEach(({ keyword, value }, at) => {
    const place = placeOfKeyword(method, tree, at);
    if (!place) return;
    if ("problem" in place) problems.push(place.problem);
    else if (found.has(place.parameter)) {
      const facts = { method: method.name, keyword: place.parameter.name };
      problems.push(errorAt(keyword ?? value, "keyword_twice", { facts }));
    } else found.set(place.parameter, value);
  });
  const given = method.parameters.flatMap((parameter) => {
    const value = found.get(parameter);
    return value ? [{ parameter, value }] : [];
  });
  return { arguments: given, problems };
}
