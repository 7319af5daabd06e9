import type { CallEntry, EventOf } from "@wirestage/trace";
import { bytesOfValue } from "./call-bytes.ts";
import type { Comparison, Computation } from "./story.ts";

type Returned = CallEntry & { readonly returned: EventOf<"call.returned"> };

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** `hmac.digest(key, message, digest)`, or null where it failed or was called in another way. */
export function computationOf({ entered, returned }: Returned): Computation | null {
  const [key, message, digest] = entered.arguments;
  const mac = returned.outcome.ok ? bytesOfValue(returned.outcome.value) : null;
  const about = bytesOfValue(message);
  if (mac === null || about === null || typeof digest !== "string") return null;
  const { seq, t, call } = returned;
  const { program, host } = entered;
  return { seq, t, call, program, host, key: bytesOfValue(key), message: about, digest, mac };
}

/**
 * `hmac.compare_digest(a, b)`.
 * @param macOf the MAC that the program computed before, told the two arguments
 */
export function comparisonOf(
  { entered, returned }: Returned,
  macOf: (a: Uint8Array, b: Uint8Array) => Uint8Array | null,
): Comparison | null {
  const [a, b] = entered.arguments.map(bytesOfValue);
  const { outcome, seq, t, call } = returned;
  if (!a || !b || !outcome.ok || typeof outcome.value !== "boolean") return null;
  const mac = macOf(a, b);
  const isSecondOwn = mac !== null && sameBytes(mac, b) && !sameBytes(mac, a);
  const [own, given] = isSecondOwn ? [b, a] : [a, b];
  return { seq, t, call, own, given, equal: outcome.value };
}
