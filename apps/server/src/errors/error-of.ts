import { z } from "zod";
import { ApiError } from "./api-error.ts";

/** The part of a Fastify error that tells what went wrong; https://fastify.dev/docs/latest/Reference/Errors/ */
const FastifyFailure = z.object({
  code: z.string().optional(),
  statusCode: z.number().optional(),
  message: z.string().default(""),
  validation: z.array(z.object({ instancePath: z.string(), message: z.string().default("") })).optional(),
  validationContext: z.string().optional(),
});

/**
 * What to tell the client about anything that was thrown; null where it was not the client's doing.
 * `bodyBytes` is the longest body that is read.
 */
export function errorOf(thrown: unknown, bodyBytes: number): ApiError | null {
  if (thrown instanceof ApiError) return thrown;
  const parsed = FastifyFailure.safeParse(thrown);
  if (!parsed.success) return null;
  const { code, statusCode, message, validation, validationContext } = parsed.data;
  if (validation !== undefined) {
    const [first] = validation;
    const place = `${validationContext ?? "request"}${first?.instancePath ?? ""}`;
    return new ApiError("bad_request", { at: place, why: `${place}: ${first?.message ?? "not valid"}` });
  }
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") return new ApiError("body_too_large", { limit: bodyBytes });
  if (code === "FST_ERR_CTP_INVALID_JSON_BODY") return new ApiError("bad_json", { why: message });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ApiError("bad_request", { why: message });
  }
  return null;
}

/** The first thing that a schema found wrong, as `place: reason`. */
export function whyNot(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "not valid";
  const place = issue.path.map(String).join(".");
  return place === "" ? issue.message : `${place}: ${issue.message}`;
}
