import type { ErrorBody, ErrorCode } from "@wirestage/protocol";

/** A command that cannot be carried out; the lab goes on as if it had never come. */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly body: ErrorBody;

  constructor(code: ErrorCode, message: string, facts: ErrorBody["facts"] = {}) {
    super(message);
    this.body = { code, message, facts };
  }
}
