export { arranged, methodOf } from "./arrangement.ts";
export { checkStatement, isUnfinished } from "./check.ts";
export {
  type CallAtCursor,
  type Completion,
  type Completions,
  callAtCursor,
  completionsAt,
} from "./complete.ts";
export { type ConsoleEntry, consoleEntries, consolesOf, scopeOf, spokenLines } from "./console-trace.ts";
export { usualNames, usualSocketName } from "./fresh-names.ts";
export { type Token, tokensOf } from "./lexer.ts";
export { likelyMethods, nextStepCount } from "./likely-methods.ts";
export { meaningOf, stateWord } from "./meaning.ts";
export type { ConsoleMethod, Parameter } from "./method.ts";
export { methodNamed } from "./methods.ts";
export { parseStatement } from "./parser.ts";
export { printConsoleValue, printStatement } from "./print.ts";
export type { Fix, Place, Problem, ProblemCode } from "./problem.ts";
export {
  emptyScope,
  type KnownSocket,
  type KnownValue,
  knownAs,
  type Scope,
  targetKind,
} from "./scope.ts";
export {
  parseHostLines,
  parseScript,
  printScript,
  SCRIPT_LIMITS,
  type Script,
  type ScriptLine,
  type ScriptProblem,
  type SpokenLine,
} from "./script.ts";
export {
  advanced,
  isOver,
  newRun,
  type RunInput,
  type ScriptRun,
} from "./script-run.ts";
export { statementOf } from "./statement.ts";
export { type Suggestion, suggestions } from "./suggestions.ts";
export type { StatementTree, ValueTree } from "./tree.ts";
