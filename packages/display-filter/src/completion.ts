import { type Context, contextAfter } from "./completion-context.ts";
import type { Field, FieldType } from "./field.ts";
import { FIELDS, type FilterField, fieldNamed } from "./fields.ts";
import { type Token, tokensOf } from "./lexer.ts";
import { FilterFault } from "./problem.ts";

/** What may be put in place of [from, to), in UTF-16 units; the cursor then stands behind it. */
export interface Completion {
  readonly kind: "field" | "operator" | "connective" | "value";
  /** What a person reads: `tcp.port`, `==`, `&&`, `1`. */
  readonly name: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

export interface CompletionOptions {
  /** Names of hosts, for `frame.interface_name`. */
  readonly hosts?: readonly string[];
}

type Place = Pick<Completion, "from" | "to">;

const WORD_BEFORE = /[\w.]*$/;
const WORD_AFTER = /^[\w.]*/;

/** What may stand at the cursor, likeliest first; empty inside a string, and where nothing is known. Never throws. */
export function completeFilter(text: string, cursor: number, options: CompletionOptions = {}): Completion[] {
  const at = Math.max(0, Math.min(cursor, text.length));
  const begun = WORD_BEFORE.exec(text.slice(0, at))?.[0] ?? "";
  const rest = WORD_AFTER.exec(text.slice(at))?.[0] ?? "";
  const place = { from: at - begun.length, to: at + rest.length };
  const before = tokensBefore(text.slice(0, place.from));
  if (before === null) return [];
  const context = contextAfter(before);
  const found = candidates(context, begun, place, options);
  const own = begun + rest;
  return [...found.filter(({ name }) => name !== own), ...behindField(context, own, at, place)];
}

function tokensBefore(text: string): readonly Token[] | null {
  try {
    return tokensOf(text).slice(0, -1);
  } catch (error) {
    if (error instanceof FilterFault) return null;
    throw error;
  }
}

function candidates(
  context: Context,
  begun: string,
  place: Place,
  { hosts = [] }: CompletionOptions,
): Completion[] {
  switch (context.expects) {
    case "field":
      return fieldsLike(begun).map(({ name }) => ({ kind: "field", name, insert: name, ...place }));
    case "operator": {
      const operators = operatorsOf(context.isSliced ? "bytes" : context.field.type);
      return beginning([...operators, ...CONNECTIVES], begun).map((name) => joining(name, place));
    }
    case "value":
      return beginning(valuesOf(context.field, hosts), begun).map((name) => ({
        ...{ kind: "value", name, insert: name, ...place },
      }));
    case "set":
      return begun === "" ? [{ kind: "operator", name: "{ }", insert: "{", ...place }] : [];
    case "connective":
      return beginning(CONNECTIVES, begun).map((name) => joining(name, place));
    case "nothing":
      return [];
    default:
      return context satisfies never;
  }
}

/** Behind a whole field name and no blank yet: what may follow it. */
function behindField(context: Context, word: string, at: number, { to }: Place): Completion[] {
  const field = context.expects === "field" && at === to ? fieldNamed(word) : null;
  if (field === null) return [];
  const names = [...operatorsOf(field.type), ...CONNECTIVES];
  return names.map((name) => ({ ...joining(name, { from: to, to }), insert: ` ${name} ` }));
}

const CONNECTIVES: readonly string[] = ["&&", "||"];

function joining(name: string, place: Place): Completion {
  const kind = CONNECTIVES.includes(name) ? "connective" : "operator";
  return { kind, name, insert: `${name} `, ...place };
}

function beginning(names: readonly string[], begun: string): readonly string[] {
  return begun === "" ? names : names.filter((name) => name.toLowerCase().startsWith(begun.toLowerCase()));
}

/** Names that begin with what is typed, then those of which a part does, then those that hold it. */
function fieldsLike(begun: string): readonly FilterField[] {
  const wanted = begun.toLowerCase();
  if (wanted === "") return FIELDS.filter(({ type }) => type === "protocol");
  const ranks = [
    (name: string) => name.startsWith(wanted),
    (name: string) => !name.startsWith(wanted) && name.includes(`.${wanted}`),
    (name: string) => !name.includes(`.${wanted}`) && name.indexOf(wanted) > 0,
  ];
  return ranks.flatMap((isOfRank) => FIELDS.filter(({ name }) => isOfRank(name)));
}

function operatorsOf(type: FieldType): readonly string[] {
  switch (type) {
    case "unsigned":
      return ["==", "!=", ">", "<", ">=", "<=", "in", "&"];
    case "boolean":
      return ["==", "!="];
    case "duration":
      return [">", "<", ">=", "<="];
    case "ipv4":
    case "ipv6":
      return ["==", "!=", "in"];
    case "mac":
      return ["==", "!=", "contains"];
    case "text":
      return ["==", "!=", "contains", "matches"];
    case "bytes":
      return ["==", "!=", "contains", "matches"];
    case "protocol":
      return ["contains", "matches"];
    default:
      return type satisfies never;
  }
}

function valuesOf(field: Field, hosts: readonly string[]): readonly string[] {
  if (field.name === "frame.interface_name") return hosts.map((host) => `"${host}"`);
  if (field.type === "boolean") return ["1", "0"];
  if (field.type !== "unsigned") return [];
  return Object.keys(field.names).map((name) => (/^\w+$/.test(name) ? name : `"${name}"`));
}
