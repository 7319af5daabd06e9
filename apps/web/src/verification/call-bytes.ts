import { bytesOfBase64, type CallEntry, type CallValue } from "@wirestage/trace";

type BytesValue = Extract<CallValue, { type: "bytes" }>;

/** The value as bytes, or null where it is none or the trace holds only the first of them. */
function bytesValue(value: CallValue | undefined): BytesValue | null {
  if (typeof value !== "object" || value === null || value.type !== "bytes") return null;
  return value;
}

export function bytesOfValue(value: CallValue | undefined): Uint8Array | null {
  const found = bytesValue(value);
  const bytes = found && bytesOfBase64(found.base64);
  return bytes?.length === found?.length ? bytes : null;
}

const SENDERS: ReadonlySet<string> = new Set(["send", "sendall"]);
const RECEIVERS: ReadonlySet<string> = new Set(["recv", "recvfrom", "recv_into", "recvfrom_into"]);

export function isSender(name: string): boolean {
  return SENDERS.has(name);
}

export function isReceiver(name: string): boolean {
  return RECEIVERS.has(name);
}

function hasFlag(values: readonly CallValue[], flag: string): boolean {
  return values.some(
    (value) => typeof value === "object" && value?.type === "constant" && value.name.includes(flag),
  );
}

/** What a call that sends was given. */
export function bytesGiven({ entered }: Pick<CallEntry, "entered">): BytesValue | null {
  return bytesValue(entered.arguments[0]);
}

/**
 * What a call took out of its stream: the bytes as the trace has them, and how many they were. Null while it has not
 * returned, where it failed, and where it only looked (MSG_PEEK).
 */
export function bytesTaken({
  entered,
  returned,
}: CallEntry): { length: number; value: BytesValue | null } | null {
  if (!returned?.outcome.ok || hasFlag(entered.arguments, "MSG_PEEK")) return null;
  const { value } = returned.outcome;
  const first = typeof value === "object" && value?.type === "tuple" ? value.items[0] : value;
  if (typeof first === "number") return { length: first, value: null };
  const bytes = bytesValue(first);
  return bytes && { length: bytes.length, value: bytes };
}
