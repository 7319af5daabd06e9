/** What can be wrong with values handed to an emitter or an address constructor. */
export type WireErrorCode =
  | "field-out-of-range"
  | "address-malformed"
  | "options-unaligned"
  | "bytes-wrong-size";

export type WireErrorFacts = Readonly<Record<string, string | number>>;

/** Thrown by emitters and address constructors only; decoding never throws. */
export class WireError extends Error {
  readonly code: WireErrorCode;
  readonly facts: WireErrorFacts;

  constructor(code: WireErrorCode, facts: WireErrorFacts, sentence: string) {
    super(sentence);
    this.name = "WireError";
    this.code = code;
    this.facts = facts;
  }
}
