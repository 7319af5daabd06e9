import type { ErrorCode } from "@wirestage/protocol";

/** After these the lab itself may be well; only this connection ended. */
export const WATCH_AGAIN: ReadonlySet<ErrorCode> = new Set([
  "too_many_watchers",
  "internal",
  "bad_request",
  "message_too_large",
]);
