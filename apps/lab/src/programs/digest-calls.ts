import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { DigestName } from "@wirestage/programs";
import type { CallRequest } from "./call-desk.ts";
import { shownWithoutFrame } from "./sockets/call-values.ts";

/** What verification needs besides a socket, as calls of the trace under the names of Python's modules. */
export function urandom(size: number): CallRequest<Uint8Array> {
  return {
    name: "os.urandom",
    arguments: [size],
    socket: null,
    attempt: () => ({ ok: true, value: randomBytes(size) }),
    show: shownWithoutFrame,
  };
}

export function hmacDigest(
  key: Uint8Array,
  message: Uint8Array,
  digest: DigestName,
): CallRequest<Uint8Array> {
  return {
    name: "hmac.digest",
    arguments: [shownWithoutFrame(key), shownWithoutFrame(message), digest],
    socket: null,
    attempt: () => ({ ok: true, value: createHmac(digest, key).update(message).digest() }),
    show: shownWithoutFrame,
  };
}

export function compareDigest(a: Uint8Array, b: Uint8Array): CallRequest<boolean> {
  return {
    name: "hmac.compare_digest",
    arguments: [shownWithoutFrame(a), shownWithoutFrame(b)],
    socket: null,
    attempt: () => ({ ok: true, value: a.length === b.length && timingSafeEqual(a, b) }),
    show: (isEqual) => isEqual,
  };
}
