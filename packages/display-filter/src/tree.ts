import type { Token } from "./lexer.ts";
import type { Span } from "./problem.ts";

export type CompareOperator = "==" | "!=" | "===" | "!==" | ">" | "<" | ">=" | "<=";

export type SliceToken = Extract<Token, { kind: "slice" }>;
export type ValueToken = Extract<Token, { kind: "word" | "string" }>;

/** `tcp.payload[0:4]`, `tcp.flags & 0x12`: a field, or a part of it. What the word names is not known yet. */
export interface OperandTree extends Span {
  readonly word: ValueToken;
  readonly slices: readonly SliceToken[];
  readonly mask: ValueToken | null;
}

export type SetElement =
  | { readonly kind: "value"; readonly value: ValueToken }
  | { readonly kind: "range"; readonly low: ValueToken; readonly high: ValueToken };

export interface SearchTree<Kind extends "contains" | "matches"> {
  readonly kind: Kind;
  readonly left: OperandTree;
  readonly operator: Token;
  readonly right: ValueToken;
}

export type FilterTree =
  | { readonly kind: "and" | "or" | "xor"; readonly left: FilterTree; readonly right: FilterTree }
  | { readonly kind: "not"; readonly operand: FilterTree }
  | { readonly kind: "present"; readonly operand: OperandTree }
  | {
      readonly kind: "compare";
      readonly left: OperandTree;
      readonly operator: CompareOperator;
      readonly right: OperandTree;
    }
  | SearchTree<"contains">
  | SearchTree<"matches">
  | {
      readonly kind: "in";
      readonly left: OperandTree;
      readonly isNegated: boolean;
      readonly elements: readonly SetElement[];
    };
