/** A stretch of a text in UTF-16 units, `to` not included. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** What can be wrong with the writing of a statement. */
export type SyntaxCode =
  | "unexpected_character"
  | "fullwidth_character"
  | "unterminated_string"
  | "bad_escape"
  | "bytes_not_ascii"
  | "text_not_encodable"
  | "format_string"
  | "bad_number"
  | "address_needs_quotes"
  | "expected"
  | "not_closed"
  | "not_a_call"
  | "no_statement_word"
  | "call_parentheses"
  | "chained_call"
  | "expression"
  | "nested_tuple"
  | "too_long"
  | "too_much_data"
  | "too_much_repeated"
  | "too_many_names"
  | "name_too_long"
  | "reserved_name";

/** What can be wrong with a line of a script besides its statement. */
export type ScriptCode = "host_missing" | "unknown_host" | "script_too_long" | "no_statement_in_script";

/** What the lab could not carry out, though it is well written. */
export type CallCode =
  | "unknown_name"
  | "name_pending"
  | "not_a_socket"
  | "method_needs_socket"
  | "unknown_method"
  | "print_not_needed"
  | "not_a_pair"
  | "too_few_arguments"
  | "too_many_arguments"
  | "unknown_keyword"
  | "keyword_twice"
  | "wrong_argument"
  | "text_not_bytes"
  | "address_parentheses"
  | "address_shape"
  | "address_not_a_number"
  | "address_family"
  | "path_expected"
  | "path_not_relative"
  | "number_range"
  | "unknown_constant"
  | "option_of_other_level"
  | "file_closed"
  | "file_mode"
  | "too_many_statement_names";

/** What will be carried out, and may not do what was hoped; the kernel's errno where it is known. */
export type WarningCode =
  | "pair_in_one_name"
  | "result_unnamed"
  | "name_taken"
  | "closed"
  | "not_for_type"
  | "refused_for_type"
  | "not_listening"
  | "already_bound"
  | "port_in_use"
  | "foreign_address"
  | "already_connected"
  | "nobody_there"
  | "nobody_listens"
  | "own_loopback"
  | "no_route"
  | "not_connected"
  | "no_destination"
  | "nobody_can_reach"
  | "nothing_sent"
  | "datagram_too_long"
  | "option_not_for_socket"
  | "option_after_bind"
  | "option_read_only";

export type ProblemCode = SyntaxCode | ScriptCode | CallCode | WarningCode;

/** A change of the text that mends it. */
export interface Fix extends Place {
  readonly text: string;
}

/** What is wrong, and where. An `error` keeps a statement from being sent; a `warning` never does. */
export interface Problem extends Place {
  readonly severity: "error" | "warning";
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, string | number>>;
  /** What may stand there instead, as one would type it, likeliest first. */
  readonly expected: readonly string[];
  readonly fix: Fix | null;
}

type Details = Partial<Pick<Problem, "facts" | "expected" | "fix">>;

function problem(
  severity: Problem["severity"],
  code: ProblemCode,
  { from, to }: Place,
  { facts = {}, expected = [], fix = null }: Details,
): Problem {
  return { severity, code, from, to, facts, expected, fix };
}

export function errorAt(
  place: Place,
  code: SyntaxCode | ScriptCode | CallCode,
  details: Details = {},
): Problem {
  return problem("error", code, place, details);
}

export function warningAt(place: Place, code: WarningCode, details: Details = {}): Problem {
  return problem("warning", code, place, details);
}
