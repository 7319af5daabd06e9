import type { ByteString } from "./byte-string.ts";
import { PatternFault, type PatternNode, parsePattern } from "./pattern-parser.ts";

type Instruction =
  | { readonly do: "byte"; readonly members: readonly boolean[] }
  | { readonly do: "split"; readonly first: number; second: number }
  | { readonly do: "jump"; to: number }
  | { readonly do: "start" }
  | { readonly do: "end" }
  | { readonly do: "found" };

/** A byte is looked at once for each instruction at most: so many bound what a frame can cost. */
const MAX_INSTRUCTIONS = 400;

export type Pattern = (value: ByteString) => boolean;

/**
 * What `matches` looks for, upper and lower case being one. It is run without backtracking, so that no pattern is slow.
 * @throws PatternFault
 */
export function patternOf(text: string): Pattern {
  const program: Instruction[] = [];
  emit(parsePattern(text), program);
  program.push({ do: "found" });
  return (value) => run(program, value);
}

function push<Kind extends Instruction>(program: Instruction[], instruction: Kind): Kind {
  if (program.length >= MAX_INSTRUCTIONS) throw new PatternFault("{");
  program.push(instruction);
  return instruction;
}

function emit(node: PatternNode, program: Instruction[]): void {
  switch (node.kind) {
    case "set":
      push(program, { do: "byte", members: node.members });
      return;
    case "start":
    case "end":
      push(program, { do: node.kind });
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

function emitEither(parts: readonly PatternNode[], program: Instruction[]): void {
  const jumps: { to: number }[] = [];
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const split = isLast ? null : push(program, { do: "split", first: program.length + 1, second: 0 });
    emit(part, program);
    if (split === null) break;
    jumps.push(push(program, { do: "jump", to: 0 }));
    split.second = program.length;
  }
  for (const jump of jumps) jump.to = program.length;
}

function emitRepeat(part: PatternNode, least: number, most: number | null, program: Instruction[]): void {
  const start = program.length;
  for (let count = 0; count < least; count++) {
    emit(part, program);
    // Nothing is nothing, however often.
    if (program.length === start) return;
  }
  if (most === null) {
    const at = program.length;
    const split = push(program, { do: "split", first: at + 1, second: 0 });
    emit(part, program);
    push(program, { do: "jump", to: at });
    split.second = program.length;
    return;
  }
  const splits: { second: number }[] = [];
  for (let count = least; count < most; count++) {
    splits.push(push(program, { do: "split", first: program.length + 1, second: 0 }));
    emit(part, program);
  }
  for (const split of splits) split.second = program.length;
}

const NEWLINE = 10;

/** The end, or a last line break before it; of cut bytes the end is not here. */
function isEnd({ bytes, length }: ByteString, at: number): boolean {
  return at === length || (at === length - 1 && bytes[at] === NEWLINE);
}

/** All instructions that can be reached at one place at once (Thompson, 1968). True: found. */
function run(program: readonly Instruction[], value: ByteString): boolean {
  let current = new Set<number>();
  for (let at = 0; at <= value.bytes.length; at++) {
    const next = new Set<number>();
    current.add(0);
    for (const index of current) {
      // A set that grows while it is walked shows what was added as well.
      const instruction = program[index];
      switch (instruction?.do) {
        case "found":
          return true;
        case "byte":
          if (at < value.bytes.length && instruction.members[value.bytes[at] ?? 0] === true)
            next.add(index + 1);
          break;
        case "split":
          current.add(instruction.first).add(instruction.second);
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
    current = next;
  }
  return false;
}
