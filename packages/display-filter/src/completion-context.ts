import type { Field } from "./field.ts";
import { fieldNamed } from "./fields.ts";
import type { Token } from "./lexer.ts";
import { compareOperator } from "./parser.ts";

/** What may stand at a place of a filter, by what stands before it. */
export type Context =
  | { readonly expects: "field" }
  /** Behind a field: an operator, or a word that joins. */
  | { readonly expects: "operator"; readonly field: Field; readonly isSliced: boolean }
  | { readonly expects: "value"; readonly field: Field; readonly isInSet: boolean }
  | { readonly expects: "set"; readonly field: Field }
  | { readonly expects: "connective" }
  | { readonly expects: "nothing" };

const FIELD: Context = { expects: "field" };
const CONNECTIVE: Context = { expects: "connective" };
const NOTHING: Context = { expects: "nothing" };

const CONNECTIVES: ReadonlySet<string> = new Set(["&&", "||", "^^", "and", "or", "xor"]);

/** The context behind all of these tokens. */
export function contextAfter(tokens: readonly Token[]): Context {
  return tokens.reduce(stepped, FIELD);
}

function stepped(context: Context, token: Token): Context {
  switch (context.expects) {
    case "field":
      return afterStart(token);
    case "operator":
      return afterField(context, token);
    case "value":
      return afterValue(context, token);
    case "set":
      return token.text === "{" ? { expects: "value", field: context.field, isInSet: true } : NOTHING;
    case "connective":
      return afterTest(token);
    case "nothing":
      return CONNECTIVES.has(token.text) && token.kind !== "string" ? FIELD : NOTHING;
    default:
      return context satisfies never;
  }
}

function afterStart(token: Token): Context {
  const opens = token.kind !== "string" && ["(", "!", "not"].includes(token.text);
  if (opens) return FIELD;
  const field = token.kind === "word" ? fieldNamed(token.text) : null;
  return field === null ? NOTHING : { expects: "operator", field, isSliced: false };
}

function afterField(context: Extract<Context, { expects: "operator" }>, token: Token): Context {
  const { field } = context;
  if (token.kind === "slice") return { ...context, isSliced: true };
  if (compareOperator(token.text) !== null || ["contains", "matches", "~", "&"].includes(token.text)) {
    return { expects: "value", field, isInSet: false };
  }
  if (token.text === "in") return { expects: "set", field };
  return token.text === "not" ? context : afterTest(token);
}

function afterValue({ field, isInSet }: Extract<Context, { expects: "value" }>, token: Token): Context {
  if (!isInSet) return token.kind === "word" || token.kind === "string" ? CONNECTIVE : NOTHING;
  return token.text === "}" ? CONNECTIVE : { expects: "value", field, isInSet };
}

function afterTest(token: Token): Context {
  if (token.kind === "string") return NOTHING;
  if (CONNECTIVES.has(token.text)) return FIELD;
  return token.text === ")" || token.kind === "slice" ? CONNECTIVE : NOTHING;
}
