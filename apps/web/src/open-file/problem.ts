/** Why a file cannot be shown. */
export type OpenProblemCode =
  | "not_a_capture"
  | "capture_damaged"
  | "unpacked_damaged"
  | "capture_version"
  | "no_packets"
  | "link_type"
  | "no_conversation"
  | "gzip_damaged"
  | "too_large"
  | "recording_too_new"
  | "unreadable"
  | "failed";

export interface OpenProblem {
  readonly code: OpenProblemCode;
  /** What the sentence names. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A file that cannot be shown, thrown by whatever reads it. */
export class OpenError extends Error {
  override readonly name = "OpenError";
  readonly problem: OpenProblem;

  constructor(code: OpenProblemCode, facts: OpenProblem["facts"] = {}, cause?: unknown) {
    super(code, { cause });
    this.problem = { code, facts };
  }
}
