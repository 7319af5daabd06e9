import type { ByteString } from "./byte-string.ts";
import { type PatternNode, parsePattern } from "./pattern-parser.ts";

type Instruction =
  | { readonly do: "byte"; readonly members: readonly boolean[] }
  | { readonly do: "split"; readonly first: number; second: number }
  | { readonly do: "jump"; to: number }
  | { readonly do: "start" }
  | { readonly do: "end" }
  | { readonly do: "found" };

/** A byte is looked at once for each instruction at most: so many bound what a frame can cost. */
export const MAX_INSTRUCTIONS = 400;

/** Thrown where a filter's patterns are larger together than a frame may cost. */
export class PatternTooLarge extends Error {}

/** What the patterns of one filter may cost together, and have cost. */
export class PatternCost {
  /** Instructions looked at so far: `MAX_INSTRUCTIONS` at most for each byte that was searched and for its end. */
  steps = 0;
  #instructions = 0;

  /** @throws PatternTooLarge */
  take(): void {
    if (this.#instructions >= MAX_INSTRUCTIONS) throw new PatternTooLarge();
    this.#instructions += 1;
  }
}

class Program {
  readonly instructions: Instruction[] = [];
  readonly #cost: PatternCost;

  constructor(cost: PatternCost) {
    this.#cost = cost;
  }

  get length(): number {
    return this.instructions.length;
  }

  push<Kind extends Instruction>(instruction: Kind): Kind {
    this.#cost.take();
    this.instructions.push(instruction);
    return instruction;
  }
}

export type Pattern = (value: ByteString) => boolean;

/**
 * What `matches` looks for, upper and lower case being one. It is run without backtracking, so that no pattern costs
 * more than its length times that of what is searched.
 * @param cost of all patterns of the filter
 * @throws PatternFault
 * @throws PatternTooLarge
 */
export function patternOf(text: string, cost = new PatternCost()): Pattern {
  const program = new Program(cost);
  emit(parsePattern(text), program);
  program.push({ do: "found" });
  const { instructions } = program;
  const [current, next] = [new Places(instructions.length), new Places(instructions.length)];
  return (value) => run(instructions, value, { current, next, cost });
}

function emit(node: PatternNode, program: Program): void {
  switch (node.kind) {
    case "set":
      program.push({ do: "byte", members: node.members });
      return;
    case "start":
    case "end":
      program.push({ do: node.kind });
      return;
    case "sequence":
      for (const part of node.parts) emit(part, program);
      return;
    case "either":
      emitEither(node.parts, program);
      return;
    case "repeat":
      emitRepeat(node.part, node.least, node.most, program);
      return;
    default:
      node satisfies never;
  }
}

function emitEither(parts: readonly PatternNode[], program: Program): void {
  const jumps: { to: number }[] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const split = isLast ? null : program.push({ do: "split", first: program.length + 1, second: 0 });
    emit(part, program);
    if (split === null) break;
    jumps.push(program.push({ do: "jump", to: 0 }));
    split.second = program.length;
  }
  for (const jump of jumps) jump.to = program.length;
}

function emitRepeat(part: PatternNode, least: number, most: number | null, program: Program): void {
  const start = program.length;
  for (let count = 0; count < least; count++) {
    emit(part, program);
    // Nothing is nothing, however often.
    if (program.length === start) return;
  }
  if (most === null) {
    const at = program.length;
    const split = program.push({ do: "split", first: at + 1, second: 0 });
    emit(part, program);
    program.push({ do: "jump", to: at });
    split.second = program.length;
    return;
  }
  const splits: { second: number }[] = [];
  for (let count = least; count < most; count++) {
    splits.push(program.push({ do: "split", first: program.length + 1, second: 0 }));
    emit(part, program);
  }
  for (const split of splits) split.second = program.length;
}

const NEWLINE = 10;

/** The end, or a last line break before it; of cut bytes the end is not here. */
function isEnd({ bytes, length }: ByteString, at: number): boolean {
  return at === length || (at === length - 1 && bytes[at] === NEWLINE);
}

/** Instructions that are reached at one byte, each once, in the order in which they were. */
class Places {
  readonly #reached: Uint16Array;
  readonly #isReached: Uint8Array;
  count = 0;

  constructor(instructions: number) {
    this.#reached = new Uint16Array(instructions);
    this.#isReached = new Uint8Array(instructions);
  }

  at(nth: number): number {
    return this.#reached[nth] ?? 0;
  }

  add(index: number): void {
    if (this.#isReached[index] === 1) return;
    this.#isReached[index] = 1;
    this.#reached[this.count++] = index;
  }

  clear(): void {
    this.#isReached.fill(0);
    this.count = 0;
  }
}

interface Machine {
  readonly current: Places;
  readonly next: Places;
  readonly cost: PatternCost;
}

/** All instructions that can be reached at one place at once (Thompson, 1968). True: found. */
function run(instructions: readonly Instruction[], value: ByteString, machine: Machine): boolean {
  let { current, next } = machine;
  current.clear();
  for (let at = 0; at <= value.bytes.length; at++) {
    next.clear();
    current.add(0);
    const isFound = stepOver(instructions, value, at, { ...machine, current, next });
    if (isFound) return true;
    [current, next] = [next, current];
  }
  return false;
}

function stepOver(
  instructions: readonly Instruction[],
  value: ByteString,
  at: number,
  { current, next, cost }: Machine,
): boolean {
  const byte = value.bytes[at];
  // The places grow while they are walked.
  for (let nth = 0; nth < current.count; nth++) {
    const index = current.at(nth);
    const instruction = instructions[index];
    cost.steps += 1;
    switch (instruction?.do) {
      case "found":
        return true;
      case "byte":
        if (byte !== undefined && instruction.members[byte] === true) next.add(index + 1);
        break;
      case "split":
        current.add(instruction.first);
        current.add(instruction.second);
        break;
      case "jump":
        current.add(instruction.to);
        break;
      case "start":
        if (at === 0) current.add(index + 1);
        break;
      case "end":
        if (isEnd(value, at)) current.add(index + 1);
        break;
      case undefined:
        break;
      default:
        instruction satisfies never;
    }
  }
  return false;
}
