export { type ArrangedArgument, arranged, methodOf } from "./arrangement.ts";
export { checkStatement, isUnfinished } from "./check.ts";
export {
  type CallAtCursor,
  type Completion,
  type Completions,
  callAtCursor,
  completionsAt,
  signature,
} from "./complete.ts";
export { type ConsoleEntry, consoleEntries, consolesOf, scopeOf, spokenLines } from "./console-trace.ts";
export type { Bilingual, Family, SocketType } from "./constants.ts";
export { freshName, usualNames, usualSocketName } from "./fresh-names.ts";
export { type Token, type TokenKind, tokensOf } from "./lexer.ts";
export { likelyMethods, nextStepCount } from "./likely-methods.ts";
export { meaningOf, socketWord, stateWord } from "./meaning.ts";
export type { Answer, ConsoleMethod, MethodOwner, Parameter, ParameterKind } from "./method.ts";
export { METHODS, methodNamed, methodsOf } from "./methods.ts";
export { type Parsed, parseStatement } from "./parser.ts";
export { printConsoleValue, printStatement } from "./print.ts";
export type { Fix, Place, Problem, ProblemCode } from "./problem.ts";
export {
  emptyScope,
  type KnownHost,
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
  type RunPhase,
  type RunWait,
  type ScriptRun,
  type StopReason,
} from "./script-run.ts";
export { statementOf } from "./statement.ts";
export { type Situation, type Suggestion, suggestions } from "./suggestions.ts";
export type { ArgumentTree, AtomTree, StatementTree, ValueTree } from "./tree.ts";
