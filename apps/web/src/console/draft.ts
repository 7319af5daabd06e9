import {
  arranged,
  type ConsoleMethod,
  knownAs,
  likelyMethods,
  methodNamed,
  methodOf,
  parseStatement,
  type Scope,
  suggestions,
  targetKind,
  usualNames,
} from "@wirestage/console";

/** A statement as the form shows it: every part as text that could be typed. */
export interface Draft {
  /** Names for what the call answers, as `conn, peer`; empty where it is only shown. */
  readonly assign: string;
  /** Null for `socket(…)`. */
  readonly target: string | null;
  readonly method: ConsoleMethod;
  /** By the parameter's name; empty where it is left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What the text of the line says, or null where the form cannot show it. */
export function draftOf(text: string, scope: Scope): Draft | null {
  const parsed = parseStatement(text);
  if (parsed.kind !== "statement") return null;
  const { tree } = parsed;
  const method = methodOf(tree, targetKind(scope, tree.target?.text));
  if (!method) return null;
  const fields = arranged(tree, method).arguments.map(
    ({ parameter, value }) => [parameter.name, tree.text.slice(value.from, value.to)] as const,
  );
  return {
    assign: tree.assign.map((name) => name.text).join(", "),
    target: tree.target?.text ?? null,
    method,
    fields: Object.fromEntries(fields),
  };
}

/** The statement of a draft; parameters left out at its end are not written. */
export function draftText({ assign, target, method, fields }: Draft): string {
  const values = method.parameters.map((parameter) => fields[parameter.name]?.trim() ?? "");
  const count = values.findLastIndex((value) => value !== "") + 1;
  const written = values.slice(0, count).map((value, at) => value || (method.parameters[at]?.absent ?? ""));
  const names = assign.trim() === "" ? "" : `${assign.trim()} = `;
  return `${names}${target === null ? "" : `${target}.`}${method.name}(${written.join(", ")})`;
}

/** The first suggestion that suits, or what is usual anywhere. */
function firstValue(
  scope: Scope,
  target: string | null,
  method: ConsoleMethod,
  before: readonly string[],
): string[] {
  const parameter = method.parameters[before.length];
  if (!parameter) return [...before];
  const known = target === null ? null : knownAs(scope, target);
  const socket = known?.kind === "socket" ? known : null;
  const isLeftOut = parameter.optional && parameter.usual === "";
  const [first] = isLeftOut ? [] : suggestions({ method, parameter, socket, scope, before });
  return firstValue(scope, target, method, [...before, isLeftOut ? "" : (first?.text ?? parameter.usual)]);
}

/** A call with arguments that do something sensible here, to begin with. */
export function usualDraft(scope: Scope, target: string | null, method: ConsoleMethod): Draft {
  const values = firstValue(scope, target, method, []);
  const fields = method.parameters.map((parameter, at) => [parameter.name, values[at] ?? ""] as const);
  return {
    assign: usualNames(scope, method.answers).join(", "),
    target,
    method,
    fields: Object.fromEntries(fields),
  };
}

/** What is usually done next with a name, or null where it has no methods. */
export function nextDraft(scope: Scope, target: string): Draft | null {
  const known = knownAs(scope, target);
  const [method] = known ? likelyMethods(known, scope) : [];
  return method ? usualDraft(scope, target, method) : null;
}

/** A new socket of these two constants. */
export function socketDraft(scope: Scope, family: string, type: string): Draft | null {
  const method = methodNamed("module", "socket");
  return method && { ...usualDraft(scope, null, method), fields: { family, type } };
}
