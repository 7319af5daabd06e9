import { halfWidth, type Token, tokensOf } from "./lexer.ts";
import { errorAt, type Place, type Problem, type SyntaxCode } from "./problem.ts";

/** Reads the tokens of one statement one after the other, and keeps the first problem that was met. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #open: string[] = [];
  #problem: Problem | null = null;

  constructor(text: string) {
    this.text = text;
    this.#tokens = tokensOf(text).filter(({ kind }) => kind !== "comment" && kind !== "prompt");
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Null at the end. */
  get next(): Token | null {
    return this.#tokens[this.#at] ?? null;
  }

  /** The token `ahead` places behind the next one. */
  peek(ahead: number): Token | null {
    return this.#tokens[this.#at + ahead] ?? null;
  }

  isOperator(operator: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "operator" && token.text === operator;
  }

  /** The next token, which is behind the reader then; null at the end. */
  take(): Token | null {
    const token = this.next;
    if (token) this.#at += 1;
    return token;
  }

  takeName(): Token | null {
    return this.next?.kind === "name" ? this.take() : null;
  }

  takeOperator(operator: string): Token | null {
    return this.isOperator(operator) ? this.take() : null;
  }

  /** Takes `(`; what is missing at the end is then known. */
  open(): Token | null {
    const token = this.takeOperator("(");
    if (token) this.#open.push(")");
    return token;
  }

  close(): Token | null {
    const token = this.takeOperator(")");
    if (token) this.#open.pop();
    else if (!this.next && !this.#problem) this.#problem = this.#notClosed();
    else if (!token) this.expected(",", ")");
    return token;
  }

  /** Always null, so that a reading function can end with it. */
  fail(place: Place, code: SyntaxCode, details: Parameters<typeof errorAt>[2] = {}): null {
    this.#problem ??= this.#ownProblem(this.next) ?? errorAt(place, code, details);
    return null;
  }

  report(problem: Problem): null {
    this.#problem ??= problem;
    return null;
  }

  /** The next token is none of `things`. */
  expected(...things: readonly string[]): null {
    const end = this.text.trimEnd().length;
    const place = this.next ?? { from: end, to: end };
    return this.fail(place, "expected", { facts: { found: this.next?.text ?? "" }, expected: things });
  }

  #ownProblem(token: Token | null): Problem | null {
    if (!token?.problem) return null;
    if (token.problem.code !== "fullwidth_character") return token.problem;
    return { ...token.problem, fix: { from: 0, to: this.text.length, text: halfWidth(this.text) } };
  }

  #notClosed(): Problem {
    const end = this.text.trimEnd().length;
    const place = { from: end, to: end };
    const missing = [...this.#open].reverse().join("");
    const fix = { ...place, text: missing };
    return errorAt(place, "not_closed", { facts: { missing }, expected: [missing], fix });
  }
}
