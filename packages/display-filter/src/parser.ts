import { type Token, tokensOf } from "./lexer.ts";
import { FilterFault } from "./problem.ts";
import type { CompareOperator, FilterTree, OperandTree, SetElement, SliceToken, ValueToken } from "./tree.ts";

/** How deep parentheses and negations may stand in each other. */
const MAX_DEPTH = 64;

const COMPARE: Readonly<Record<string, CompareOperator>> = {
  ...{ "==": "==", "!=": "!=", "===": "===", "!==": "!==", ">": ">", "<": "<", ">=": ">=", "<=": "<=" },
  ...{ eq: "==", ne: "!=", gt: ">", lt: "<", ge: ">=", le: "<=" },
  ...{ any_eq: "==", all_ne: "!=", all_eq: "===", any_ne: "!==" },
};

/** Loosest first. */
const CONNECTIVES = [
  ["or", "||", "or"],
  ["xor", "^^", "xor"],
  ["and", "&&", "and"],
] as const;

const RESERVED: ReadonlySet<string> = new Set([
  ...["and", "or", "xor", "not", "in", "contains", "matches", "bitand"],
  ...Object.keys(COMPARE),
]);

export function compareOperator(word: string): CompareOperator | null {
  return Object.hasOwn(COMPARE, word) ? (COMPARE[word] ?? null) : null;
}

/** By precedence: or, xor, and, not, comparison (Wireshark 4). @throws FilterFault */
export function parseFilter(text: string): FilterTree {
  return new Parser(tokensOf(text)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): FilterTree {
    const tree = this.#joined(0);
    if (this.#next().kind !== "end") this.#refuseNext();
    return tree;
  }

  #next(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (token === undefined) throw new RangeError("A list of tokens has its end.");
    return token;
  }

  #take(): Token {
    const token = this.#next();
    this.#at += 1;
    return token;
  }

  /** Takes the next token if it is one of these symbols or words. */
  #takeAny(...texts: readonly string[]): Token | null {
    const token = this.#next();
    const isOne = (token.kind === "symbol" || token.kind === "word") && texts.includes(token.text);
    return isOne ? this.#take() : null;
  }

  #refuseNext(): never {
    const token = this.#next();
    if (token.kind === "end") throw new FilterFault("unexpected_end", token);
    throw new FilterFault("unexpected", token, { found: token.text });
  }

  #joined(level: number): FilterTree {
    const [kind, symbol, word] = CONNECTIVES[level] ?? [];
    if (kind === undefined || symbol === undefined || word === undefined) return this.#negated();
    let left = this.#joined(level + 1);
    while (this.#takeAny(symbol, word) !== null) left = { kind, left, right: this.#joined(level + 1) };
    return left;
  }

  #negated(): FilterTree {
    const not = this.#takeAny("!", "not");
    if (not === null) return this.#primary();
    return this.#deeper(not, () => ({ kind: "not", operand: this.#negated() }));
  }

  #deeper(token: Token, read: () => FilterTree): FilterTree {
    if (this.#depth >= MAX_DEPTH) throw new FilterFault("too_deep", token, { most: MAX_DEPTH });
    this.#depth += 1;
    const tree = read();
    this.#depth -= 1;
    return tree;
  }

  #primary(): FilterTree {
    const open = this.#takeAny("(");
    if (open === null) return this.#comparison();
    return this.#deeper(open, () => {
      const tree = this.#joined(0);
      if (this.#takeAny(")") === null) this.#refuseNext();
      return tree;
    });
  }

  #comparison(): FilterTree {
    const left = this.#operand();
    const tree = this.#relation(left);
    const chained = this.#next();
    if (tree.kind !== "present" && chained.kind !== "end" && compareOperator(chained.text) !== null) {
      throw new FilterFault("chained_comparison", chained, { found: chained.text });
    }
    return tree;
  }

  #relation(left: OperandTree): FilterTree {
    const token = this.#next();
    const operator = token.kind === "symbol" || token.kind === "word" ? compareOperator(token.text) : null;
    if (operator !== null) {
      this.#take();
      return { kind: "compare", left, operator, right: this.#operand() };
    }
    const contains = this.#takeAny("contains");
    if (contains !== null) return { kind: "contains", left, operator: contains, right: this.#value() };
    const matches = this.#takeAny("matches", "~");
    if (matches !== null) return { kind: "matches", left, operator: matches, right: this.#value() };
    const not = this.#takeAny("not");
    if (this.#takeAny("in") !== null) {
      return { kind: "in", left, isNegated: not !== null, elements: this.#set() };
    }
    if (not !== null) this.#refuseNext();
    return { kind: "present", operand: left };
  }

  #operand(): OperandTree {
    const word = this.#value();
    const slices: SliceToken[] = [];
    for (let token = this.#next(); token.kind === "slice"; token = this.#next()) {
      slices.push(token);
      this.#take();
    }
    const mask = this.#takeAny("&", "bitand") === null ? null : this.#value();
    const to = (mask ?? slices.at(-1) ?? word).to;
    return { word, slices, mask, from: word.from, to };
  }

  #value(): ValueToken {
    const token = this.#next();
    const isValue = token.kind === "string" || (token.kind === "word" && !RESERVED.has(token.text));
    if (!isValue) this.#refuseNext();
    this.#take();
    return token;
  }

  #set(): readonly SetElement[] {
    if (this.#takeAny("{") === null) this.#refuseNext();
    const elements = [this.#element()];
    while (this.#takeAny(",") !== null) elements.push(this.#element());
    if (this.#takeAny("}") === null) this.#refuseNext();
    return elements;
  }

  #element(): SetElement {
    const low = this.#value();
    if (this.#takeAny("..") === null) return { kind: "value", value: low };
    return { kind: "range", low, high: this.#value() };
  }
}
