import { LIMITS } from "@wirestage/protocol";
import { expectedAnswer } from "./answers.ts";
import { type Arrangement, arranged, methodOf } from "./arrangement.ts";
import { addressProblem, looseAddress } from "./check-address.ts";
import { argumentProblem } from "./check-argument.ts";
import { expectations } from "./expectations.ts";
import { fittingMethods } from "./likely-methods.ts";
import type { ConsoleMethod } from "./method.ts";
import { methodNamed, methodsOf } from "./methods.ts";
import { nearest } from "./nearest.ts";
import { levelProblem } from "./option-argument.ts";
import { errorAt, type Fix, type Place, type Problem, type ProblemCode } from "./problem.ts";
import { type KnownValue, knownAs, type Scope } from "./scope.ts";
import type { PlacedName, StatementTree } from "./tree.ts";

function fixTo(place: Place, text: string | undefined): Fix | null {
  return text === undefined ? null : { from: place.from, to: place.to, text };
}

/** A name that stands for nothing, or for nothing yet. */
function nameProblem(name: PlacedName, scope: Scope): Problem | null {
  const known = knownAs(scope, name.text);
  if (known?.kind === "pending") {
    const facts = { name: name.text, method: known.method };
    return errorAt(name, "name_pending", { facts });
  }
  if (known) return null;
  const expected = [...scope.names.keys()];
  const [meant] = nearest(name.text, expected);
  return errorAt(name, "unknown_name", { facts: { name: name.text }, expected, fix: fixTo(name, meant) });
}

function isCallable(known: KnownValue): known is Extract<KnownValue, { kind: "socket" | "file" }> {
  return known.kind === "socket" || known.kind === "file";
}

function targetProblem(target: PlacedName, scope: Scope): Problem | null {
  const problem = nameProblem(target, scope);
  const known = knownAs(scope, target.text);
  if (problem || !known || isCallable(known)) return problem;
  const expected = [...scope.names].flatMap(([name, value]) => (isCallable(value) ? [name] : []));
  return errorAt(target, "not_a_socket", { facts: { name: target.text, kind: known.kind }, expected });
}

/** A method without anything before it, which only `socket(…)` may be. */
function looseMethodProblem({ method }: StatementTree, scope: Scope): Problem {
  const { text } = method;
  if (text === "print") return errorAt(method, "print_not_needed");
  const isMethod = methodNamed("socket", text) ?? methodNamed("file", text);
  const names = [...scope.names].flatMap(([name, value]) => (isCallable(value) ? [name] : []));
  if (isMethod) {
    const expected = names.map((name) => `${name}.${text}`);
    const [only, another] = expected;
    const fix = another === undefined ? fixTo(method, only) : null;
    return errorAt(method, "method_needs_socket", { facts: { method: text }, expected, fix });
  }
  const [meant] = nearest(text, ["socket"]);
  return errorAt(method, "unknown_method", {
    facts: { method: text },
    expected: ["socket"],
    fix: fixTo(method, meant),
  });
}

/** Offers what the socket's type can do; what is only misspelt is mended whether or not it can. */
function unknownMethod(tree: StatementTree, known: KnownValue | null, scope: Scope): Problem {
  const all = methodsOf(known?.kind === "file" ? "file" : "socket").map(({ name }) => name);
  const [meant] = nearest(tree.method.text, all);
  const expected = known ? fittingMethods(known, scope).map(({ name }) => name) : all;
  const facts = { method: tree.method.text };
  return errorAt(tree.method, "unknown_method", { facts, expected, fix: fixTo(tree.method, meant) });
}

/** The method that will be called, or why there is none. */
function methodFound(tree: StatementTree, scope: Scope): ConsoleMethod | Problem {
  if (!tree.target) return methodOf(tree) ?? looseMethodProblem(tree, scope);
  const problem = targetProblem(tree.target, scope);
  if (problem) return problem;
  const known = knownAs(scope, tree.target.text);
  const owner = known?.kind === "file" ? "file" : "socket";
  return methodNamed(owner, tree.method.text) ?? unknownMethod(tree, known, scope);
}

function missingArgument(
  tree: StatementTree,
  method: ConsoleMethod,
  { arguments: given }: Arrangement,
): Problem | null {
  const missing = method.parameters.find(
    (parameter) => !parameter.optional && !given.some((each) => each.parameter === parameter),
  );
  if (!missing) return null;
  const place = { from: tree.list.to - 1, to: tree.list.to };
  const facts = { method: method.name, parameter: missing.name, wanted: missing.kind };
  return errorAt(place, "too_few_arguments", {
    facts,
    expected: missing.usual === "" ? [] : [missing.usual],
  });
}

function argumentProblems(tree: StatementTree, method: ConsoleMethod, scope: Scope): readonly Problem[] {
  const known = tree.target && knownAs(scope, tree.target.text);
  const family = known?.kind === "socket" ? known.family : "AF_INET";
  const wantsAddress = method.parameters.some(({ kind }) => kind === "address");
  const loose = wantsAddress ? looseAddress(tree) : null;
  if (loose && family !== "AF_UNIX") return [loose];
  const arrangement = arranged(tree, method);
  const missing = arrangement.problems.length === 0 ? missingArgument(tree, method, arrangement) : null;
  const wrong = arrangement.arguments.flatMap((argument) => {
    const { value, parameter } = argument;
    const name = value.kind === "name" ? nameProblem({ ...value, text: value.name }, scope) : null;
    if (name) return [name];
    const problem =
      parameter.kind === "address"
        ? addressProblem(argument, family, scope)
        : argumentProblem(argument, tree, scope);
    return problem ? [problem] : [];
  });
  return [...arrangement.problems, ...wrong, ...(missing ? [missing] : [])];
}

function assignProblems(tree: StatementTree, scope: Scope): readonly Problem[] {
  const [first, second] = tree.assign;
  if (second && expectedAnswer(tree, scope).length !== 2) {
    const place = { from: first?.from ?? second.from, to: second.to };
    return [errorAt(place, "not_a_pair", { facts: { method: tree.method.text } })];
  }
  const added = tree.assign.filter(({ text }) => !scope.names.has(text));
  const extra = added[LIMITS.consoleNames - scope.names.size];
  if (!extra) return [];
  return [errorAt(extra, "too_many_statement_names", { facts: { limit: LIMITS.consoleNames } })];
}

/** A file that is closed, or that was not made for this. */
function fileProblem(tree: StatementTree, method: ConsoleMethod, scope: Scope): Problem | null {
  const known = tree.target && knownAs(scope, tree.target.text);
  if (!tree.target || known?.kind !== "file" || method.name === "close") return null;
  if (known.closed) return errorAt(tree.target, "file_closed", { facts: { name: tree.target.text } });
  const use = FILE_USES.get(method.name);
  if (use === undefined || known.mode.includes(use)) return null;
  return errorAt(tree.method, "file_mode", { facts: { mode: known.mode, use } });
}

const FILE_USES: ReadonlyMap<string, "r" | "w"> = new Map([
  ["readline", "r"],
  ["read", "r"],
  ["write", "w"],
]);

/**
 * What is wrong with a statement where it is typed: errors first, each in the order of the text. Warnings are told only
 * where there is no error.
 */
export function checkStatement(tree: StatementTree, scope: Scope): readonly Problem[] {
  const method = methodFound(tree, scope);
  if ("code" in method) return [method];
  const ofCall = [fileProblem(tree, method, scope), levelProblem(tree, method)].filter(
    (each) => each !== null,
  );
  const errors = [...ofCall, ...argumentProblems(tree, method, scope), ...assignProblems(tree, scope)];
  const found = errors.length > 0 ? errors : expectations(tree, method, scope);
  return [...found].sort((a, b) => a.from - b.from);
}

/** Faults of a text that typing on may still mend: something is missing at its end. */
const UNFINISHED: ReadonlySet<ProblemCode> = new Set([
  "expected",
  "not_closed",
  "unterminated_string",
  "not_a_call",
  "call_parentheses",
]);

/** Whether a problem need not be told while the person is still typing at `cursor`. */
export function isUnfinished(problem: Problem, text: string, cursor: number): boolean {
  if (problem.severity === "warning") return false;
  const isAtEnd = problem.to >= text.trimEnd().length && cursor >= problem.from;
  if (isAtEnd && UNFINISHED.has(problem.code)) return true;
  return cursor === problem.to && /[\w.]$/.test(text.slice(problem.from, problem.to));
}
