/** What keeps a text from being a filter. The sentences are the page's, by code and in its languages. */
export type FilterCode =
  | "too_long"
  | "too_deep"
  | "unexpected"
  | "unexpected_end"
  | "operator_spelling"
  | "string_not_closed"
  | "slice_not_closed"
  | "bad_slice"
  | "unknown_field"
  | "field_of_conversation"
  | "field_expected"
  | "chained_comparison"
  | "wrong_value"
  | "number_too_big"
  | "bad_prefix"
  | "types_differ"
  | "operator_unsuited"
  | "bad_pattern"
  | "patterns_too_large";

export type FilterFacts = Readonly<Record<string, string | number>>;

/** A place in the text, in UTF-16 units, `to` not included, and what is wrong there. */
export interface FilterProblem {
  readonly code: FilterCode;
  readonly from: number;
  readonly to: number;
  readonly facts: FilterFacts;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Thrown while a text is read, and caught where the reading began: callers get the problem as a value. */
export class FilterFault extends Error {
  readonly problem: FilterProblem;

  constructor(code: FilterCode, { from, to }: Span, facts: FilterFacts = {}) {
    super(code);
    this.problem = { code, from, to, facts };
  }
}
