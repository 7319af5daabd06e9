import type { ConsoleStatement, ConsoleValue } from "@wirestage/protocol";
import { type ArrangedArgument, arranged, methodOf } from "./arrangement.ts";
import { base64OfBytes } from "./bytes.ts";
import type { ConsoleMethod } from "./method.ts";
import { TokenReader } from "./token-reader.ts";
import type { AtomTree, StatementTree, ValueTree } from "./tree.ts";
import { readValue } from "./value-parser.ts";

type ConsoleAtom = Exclude<ConsoleValue, { tuple: unknown }>;

function atomOf(atom: AtomTree): ConsoleAtom {
  switch (atom.kind) {
    case "none":
      return null;
    case "boolean":
    case "number":
    case "string":
      return atom.value;
    case "bytes":
      return { bytes: base64OfBytes(atom.value), ...(atom.times > 1 ? { times: atom.times } : {}) };
    case "constant":
      return { constant: atom.name };
    case "name":
      return { name: atom.name };
    default:
      return atom satisfies never;
  }
}

function plainValue(value: ValueTree): ConsoleValue {
  if (value.kind === "tuple") return { tuple: value.items.map(atomOf) };
  if (value.kind === "flags") return { tuple: value.names.map(({ text }) => ({ constant: text })) };
  return atomOf(value);
}

function isZero(value: ValueTree | undefined): boolean {
  return value?.kind === "number" && value.value === 0;
}

/**
 * The value as the lab takes it: Python's other ways to say the same (IPv6 addresses of four parts, `rb`, 0 for no
 * flags, 0 and 1 for False and True) are put into one.
 */
function labValue({ parameter, value }: ArrangedArgument): ConsoleValue | undefined {
  switch (parameter.kind) {
    case "flags":
      return isZero(value) ? undefined : plainValue(value);
    case "switch":
      return value.kind === "number" ? value.value !== 0 : plainValue(value);
    case "mode":
      return value.kind === "string" ? openingMode(value.value) : plainValue(value);
    case "address":
      if (value.kind !== "tuple") return plainValue(value);
      return { tuple: value.items.slice(0, 2).map(atomOf) };
    default:
      return plainValue(value);
  }
}

/** `r`, `w` or `rw`: what is read and written are always bytes. */
function openingMode(mode: string): string {
  const isReading = mode.includes("r") || !mode.includes("w");
  return `${isReading ? "r" : ""}${mode.includes("w") ? "w" : ""}`;
}

function valueOfText(text: string): ConsoleValue | undefined {
  const value = readValue(new TokenReader(text));
  return value ? plainValue(value) : undefined;
}

/** One value per parameter up to the last that was given; what was left out before it gets what Python takes. */
function argumentsOf(tree: StatementTree, method: ConsoleMethod): ConsoleValue[] {
  const given = arranged(tree, method).arguments;
  const last = given.at(-1);
  const count = last ? method.parameters.indexOf(last.parameter) + 1 : 0;
  return method.parameters.slice(0, count).flatMap((parameter) => {
    const argument = given.find((each) => each.parameter === parameter);
    const value = argument ? labValue(argument) : valueOfText(parameter.absent ?? "None");
    return value === undefined ? [] : [value];
  });
}

/**
 * What is sent to the lab for a statement, which should be free of errors.
 * @param target what the statement's target is, where it is known
 */
export function statementOf(tree: StatementTree, target: "socket" | "file" = "socket"): ConsoleStatement {
  const method = methodOf(tree, target);
  return {
    text: tree.text,
    assign: tree.assign.map(({ text }) => text),
    target: tree.target?.text ?? null,
    method: tree.method.text,
    arguments: method ? argumentsOf(tree, method) : tree.arguments.map(({ value }) => plainValue(value)),
  };
}
