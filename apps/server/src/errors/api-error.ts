import { ERRORS, type ErrorBody, type ErrorCode } from "@wirestage/protocol";
import { sentence } from "./sentence.ts";

export type Facts = ErrorBody["facts"];

/** An error that is told to the client as it is. */
export class ApiError extends Error {
  readonly body: ErrorBody;
  readonly status: number;

  /** `message` replaces the code's own sentence where whoever found the error knows more. */
  constructor(code: ErrorCode, facts: Facts = {}, message: string = sentence(code, facts)) {
    super(message);
    this.name = "ApiError";
    this.body = { code, message, facts };
    this.status = ERRORS[code];
  }
}
