/** An event that does not follow from the events before it: the trace was cut or put together wrongly. */
export class TraceError extends Error {
  override readonly name = "TraceError";
  readonly code: "trace_gap" | "trace_unknown_reference";
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: TraceError["code"], facts: TraceError["facts"]) {
    super(`${code}: ${JSON.stringify(facts)}`);
    this.code = code;
    this.facts = facts;
  }
}
