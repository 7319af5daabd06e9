import { expectedAnswer } from "./answers.ts";
import { connectionWarnings } from "./connection-warnings.ts";
import { calleeOf, type Deed } from "./deed.ts";
import { freshName, usualNames } from "./fresh-names.ts";
import type { ConsoleMethod } from "./method.ts";
import { optionNamedIn } from "./option-argument.ts";
import { type Problem, warningAt } from "./problem.ts";
import { knownAs, type Scope } from "./scope.ts";
import type { StatementTree } from "./tree.ts";

function unnamed(tree: StatementTree, method: ConsoleMethod, scope: Scope): Problem {
  const start = calleeOf(tree).from;
  const fix = { from: start, to: start, text: `${usualNames(scope, method.answers).join(", ")} = ` };
  return warningAt(calleeOf(tree), "result_unnamed", { facts: { method: method.name }, fix });
}

function resultWarnings(tree: StatementTree, method: ConsoleMethod, scope: Scope): readonly Problem[] {
  const makesSocket = method.answers === "socket" || method.answers === "connection";
  const [name, second] = tree.assign;
  if (!name) return makesSocket ? [unnamed(tree, method, scope)] : [];
  if (!second && expectedAnswer(tree, scope).length === 2) {
    const text = method.answers === "connection" ? "conn, peer" : "data, peer";
    return [warningAt(name, "pair_in_one_name", { facts: { method: method.name }, fix: { ...name, text } })];
  }
  return [];
}

/** Names of open sockets that the statement is about to give to something else. */
function takenNames(tree: StatementTree, scope: Scope): readonly Problem[] {
  return tree.assign.flatMap((name) => {
    const known = knownAs(scope, name.text);
    const isOpen = known?.kind === "socket" && !known.closed;
    if (!isOpen) return [];
    const fresh = freshName(scope, name.text.replace(/\d+$/, "") || name.text);
    const fix = { from: name.from, to: name.to, text: fresh };
    return [warningAt(name, "name_taken", { facts: { name: name.text }, fix })];
  });
}

function optionWarnings({ tree, method, socket }: Deed): readonly Problem[] {
  const named = optionNamedIn(tree, method);
  if (!named) return [];
  const { option, place } = named;
  const facts = { option: option.name, level: option.level };
  if (method.name === "setsockopt" && option.value === "read-only")
    return [warningAt(place, "option_read_only", { facts: { ...facts, errno: "ENOPROTOOPT" } })];
  const isOfOtherType = option.type !== "any" && option.type !== socket.type;
  const isOfOtherFamily = option.family !== "any" && option.family !== socket.family;
  if (isOfOtherType || isOfOtherFamily) return [warningAt(place, "option_not_for_socket", { facts })];
  const isLate = option.name === "SO_REUSEADDR" && (socket.seen?.local.port ?? 0) !== 0;
  return isLate && method.name === "setsockopt" ? [warningAt(place, "option_after_bind", { facts })] : [];
}

function typeWarnings({ tree, method, socket }: Deed): readonly Problem[] {
  if (method.types.includes(socket.type)) return [];
  const isRefused = method.name === "listen" || method.name === "accept";
  const facts = { method: method.name, type: socket.type };
  if (!isRefused) return [warningAt(tree.method, "not_for_type", { facts })];
  return [warningAt(tree.method, "refused_for_type", { facts: { ...facts, errno: "EOPNOTSUPP" } })];
}

/** Methods that a closed socket still answers. */
const AFTER_CLOSE: ReadonlySet<string> = new Set(["close", "fileno", "gettimeout"]);

function closedWarning({ tree, method, socket }: Deed): readonly Problem[] {
  if (!socket.closed || AFTER_CLOSE.has(method.name) || !tree.target) return [];
  return [warningAt(tree.target, "closed", { facts: { name: tree.target.text, errno: "EBADF" } })];
}

function socketWarnings(deed: Deed): readonly Problem[] {
  if (deed.socket.closed) return closedWarning(deed);
  const ofType = typeWarnings(deed);
  return ofType.length > 0 ? ofType : [...optionWarnings(deed), ...connectionWarnings(deed)];
}

/** What a statement free of errors may be surprised by. */
export function expectations(tree: StatementTree, method: ConsoleMethod, scope: Scope): readonly Problem[] {
  const known = tree.target ? knownAs(scope, tree.target.text) : null;
  const ofSocket = known?.kind === "socket" ? socketWarnings({ tree, method, socket: known, scope }) : [];
  return [...resultWarnings(tree, method, scope), ...takenNames(tree, scope), ...ofSocket];
}
