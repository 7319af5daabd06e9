import { ClientMessage } from "@wirestage/protocol";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { whyNot } from "../errors/error-of.ts";

export type Received =
  | { readonly ok: true; readonly message: ClientMessage }
  /** `id` is the client's own where the message has one that can be read. */
  | { readonly ok: false; readonly id: number | null; readonly error: ApiError };

const WithId = z.object({ id: z.int().min(0) });

/** Reads what a client sent; never throws. */
export function receive(text: string): Received {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The reason that V8 gives repeats a part of the text, and that may be of a secret.
    return { ok: false, id: null, error: new ApiError("bad_json") };
  }
  const parsed = ClientMessage.safeParse(value);
  if (parsed.success) return { ok: true, message: parsed.data };
  const withId = WithId.safeParse(value);
  return {
    ok: false,
    id: withId.success ? withId.data.id : null,
    error: new ApiError("bad_command", { why: whyNot(parsed.error) }),
  };
}
