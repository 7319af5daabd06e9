import { z } from "zod";

/** Every error that server or lab can answer, with the HTTP status that carries it. */
export const ERRORS = {
  bad_request: 400,
  bad_json: 400,
  bad_command: 400,
  unknown_run: 400,
  token_missing: 401,
  token_wrong: 403,
  key_missing: 401,
  key_wrong: 403,
  origin_refused: 403,
  host_refused: 403,
  not_found: 404,
  lab_not_found: 404,
  frame_not_found: 404,
  program_not_found: 404,
  recording_not_found: 404,
  frame_gone: 409,
  frame_not_held: 409,
  nothing_held: 409,
  bad_frame: 400,
  offset_beyond_frame: 400,
  mending_undoes: 409,
  mending_incomplete: 409,
  bad_filter: 400,
  rule_not_found: 404,
  too_many_rules: 429,
  program_ended: 409,
  program_not_paused: 409,
  too_many_programs: 429,
  bad_statement: 400,
  console_name_unknown: 404,
  console_busy: 429,
  run_in_progress: 409,
  running_again: 409,
  host_not_found: 404,
  lab_ended: 409,
  trace_not_there: 416,
  message_too_large: 413,
  body_too_large: 413,
  too_many_requests: 429,
  too_many_messages: 429,
  too_many_labs: 429,
  too_many_watchers: 429,
  lab_full: 409,
  language_unavailable: 501,
  timing_busy: 429,
  timing_late: 503,
  internal: 500,
  recording_failed: 500,
  recording_unchanged: 500,
  kernel_unavailable: 503,
  lab_lost: 410,
  lab_idle: 410,
  shutting_down: 503,
} as const;
export type ErrorCode = keyof typeof ERRORS;

const CODES = Object.keys(ERRORS).filter((key): key is ErrorCode => key in ERRORS);

/** `message` is an English sentence that says what to do; the page has its own for each code and language. */
export const ErrorBody = z.object({
  code: z.enum(CODES),
  message: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** RFC 6455 §7.4.2 leaves 4000–4999 to applications: 4000 and the HTTP status of the error. */
export function closeCode(code: ErrorCode): number {
  return 4000 + ERRORS[code];
}
