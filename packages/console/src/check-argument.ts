import type { ArrangedArgument } from "./arrangement.ts";
import { textForBytes } from "./bytes-cure.ts";
import { type ConstantKind, constantNamed, constantsOf, optionNamed } from "./constants.ts";
import type { ParameterKind } from "./method.ts";
import { nearest } from "./nearest.ts";
import { errorAt, type Fix, type Problem } from "./problem.ts";
import { type KnownValue, knownAs, type Scope } from "./scope.ts";
import type { PlacedName, StatementTree, ValueTree } from "./tree.ts";

const MAX_INTEGER = 2_147_483_647;
/** What one call reads at most; a learner's buffer is not larger, and the lab need not set it aside. */
const MAX_SIZE = 65_536;
const MAX_SECONDS = 1_000_000;
const MODES = ['"r"', '"w"', '"rw"'] as const;

interface Wanted {
  readonly argument: ArrangedArgument;
  readonly tree: StatementTree;
  readonly scope: Scope;
}

function wrong({ argument: { parameter, value } }: Wanted, expected: readonly string[]): Problem {
  return errorAt(value, "wrong_argument", {
    facts: { parameter: parameter.name, wanted: parameter.kind },
    expected,
  });
}

function unknownConstant({ from, to, text }: PlacedName, kind: ConstantKind): Problem {
  const expected = constantsOf(kind).map(({ name }) => name);
  const [meant] = nearest(text, expected);
  const fix: Fix | null = meant === undefined ? null : { from, to, text: meant };
  return errorAt({ from, to }, "unknown_constant", { facts: { name: text }, expected, fix });
}

function constantProblem(wanted: Wanted, kind: ConstantKind): Problem | null {
  const { value } = wanted.argument;
  const expected = constantsOf(kind).map(({ name }) => name);
  if (value.kind !== "constant") return wrong(wanted, expected);
  const constant = constantNamed(value.name);
  if (!constant) return unknownConstant({ ...value, text: value.name }, kind);
  return constant.kind === kind ? null : wrong(wanted, expected);
}

function flagsProblem(wanted: Wanted): Problem | null {
  const { value } = wanted.argument;
  if (value.kind === "number" && value.value === 0) return null;
  if (value.kind !== "flags") return constantProblem(wanted, "flag");
  const problems = value.names.map((name) => {
    const atom = { from: name.from, to: name.to, kind: "constant", name: name.text } as const;
    return constantProblem({ ...wanted, argument: { ...wanted.argument, value: atom } }, "flag");
  });
  return problems.find((problem) => problem !== null) ?? null;
}

/** What a value is, a name seen through; null where that is not known yet. */
function kindOf(value: ValueTree, scope: Scope): KnownValue["kind"] | ValueTree["kind"] | null {
  if (value.kind !== "name") return value.kind;
  const known = knownAs(scope, value.name);
  return known === null || known.kind === "pending" ? null : known.kind;
}

function bytesProblem(wanted: Wanted): Problem | null {
  const { argument, scope, tree } = wanted;
  const { value } = argument;
  const kind = kindOf(value, scope);
  if (kind === null || kind === "bytes") return null;
  if (value.kind !== "string") return wrong(wanted, ['b"hello"', '"你好".encode()']);
  return textForBytes(tree.text, value);
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
  readonly usual: string;
}

const RANGES: Readonly<Partial<Record<ParameterKind, Range>>> = {
  size: { least: 0, most: MAX_SIZE, isWhole: true, usual: "1024" },
  backlog: { least: -MAX_INTEGER, most: MAX_INTEGER, isWhole: true, usual: "5" },
  seconds: { least: 0, most: MAX_SECONDS, isWhole: false, usual: "5" },
  value: { least: -MAX_INTEGER, most: MAX_INTEGER, isWhole: true, usual: "1" },
};

function numberProblem(wanted: Wanted, range: Range): Problem | null {
  const { value } = wanted.argument;
  if (value.kind !== "number") {
    const kind = kindOf(value, wanted.scope);
    return kind === null || kind === "number" ? null : wrong(wanted, [range.usual]);
  }
  if (range.isWhole && !Number.isInteger(value.value)) return wrong(wanted, [range.usual]);
  if (value.value >= range.least && value.value <= range.most) return null;
  const facts = { value: value.value, least: range.least, most: range.most };
  return errorAt(value, "number_range", { facts });
}

function ranged(wanted: Wanted): Problem | null {
  const range = RANGES[wanted.argument.parameter.kind];
  return range ? numberProblem(wanted, range) : null;
}

/** The option that the same statement names, or null. */
function optionOf({ tree }: Wanted) {
  const names = tree.arguments.flatMap(({ value }) => (value.kind === "constant" ? [value.name] : []));
  return names.map(optionNamed).find((option) => option !== null) ?? null;
}

function isWhole(value: ValueTree): boolean {
  return value.kind === "boolean" || (value.kind === "number" && Number.isInteger(value.value));
}

function optionValueProblem(wanted: Wanted): Problem | null {
  const { value } = wanted.argument;
  if (optionOf(wanted)?.value === "linger") {
    const isLinger = value.kind === "tuple" && value.items.length === 2 && value.items.every(isWhole);
    return isLinger ? null : wrong(wanted, ["(1, 0)", "(1, 5)", "(0, 0)"]);
  }
  return value.kind === "boolean" ? null : ranged(wanted);
}

function modeProblem(wanted: Wanted): Problem | null {
  const { value } = wanted.argument;
  return value.kind === "string" && /^(?=.*[rw])[rwb]{1,3}$/.test(value.value) ? null : wrong(wanted, MODES);
}

/** What is wrong with an argument that is no address. */
export function argumentProblem(
  argument: ArrangedArgument,
  tree: StatementTree,
  scope: Scope,
): Problem | null {
  const wanted = { argument, tree, scope };
  const { kind } = argument.parameter;
  switch (kind) {
    case "family":
    case "type":
    case "level":
    case "option":
    case "how":
      return constantProblem(wanted, kind);
    case "flags":
      return flagsProblem(wanted);
    case "bytes":
      return bytesProblem(wanted);
    case "size":
    case "backlog":
      return ranged(wanted);
    case "seconds":
      return argument.value.kind === "none" ? null : ranged(wanted);
    case "value":
      return optionValueProblem(wanted);
    case "switch":
      return isWhole(argument.value) ? null : wrong(wanted, ["True", "False"]);
    case "mode":
      return modeProblem(wanted);
    case "address":
      return null;
    default:
      return kind satisfies never;
  }
}
