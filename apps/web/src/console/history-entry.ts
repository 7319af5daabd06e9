import type { ConsoleEntry } from "@wirestage/console";
import type { CallEntry, CallOutcome, CallValue, TraceLog, TraceTime } from "@wirestage/trace";

type Failure = Extract<CallOutcome, { ok: false }>;
type Value = Extract<CallOutcome, { ok: true }>["value"];

/** How a statement stands at a time. */
export type EntryStatus =
  | { readonly is: "calling" }
  /** `since` is when the kernel let it wait. */
  | { readonly is: "waiting"; readonly since: TraceTime }
  /** Its console ended while it waited. */
  | { readonly is: "over" }
  /** `waitedNs` is null where it did not have to wait. */
  | { readonly is: "answered"; readonly value: Value; readonly waitedNs: number | null }
  | { readonly is: "failed"; readonly outcome: Failure; readonly waitedNs: number | null };

function waitedNs({ blocked, returned }: CallEntry): number | null {
  return blocked && returned ? returned.t - blocked.t : null;
}

/** @param isOver whether the console that the call was made in has ended */
export function entryStatus({ call }: ConsoleEntry, isOver: boolean): EntryStatus {
  const outcome = call?.returned?.outcome;
  if (call && outcome) {
    return outcome.ok
      ? { is: "answered", value: outcome.value, waitedNs: waitedNs(call) }
      : { is: "failed", outcome, waitedNs: waitedNs(call) };
  }
  if (isOver) return { is: "over" };
  return call?.blocked ? { is: "waiting", since: call.blocked.t } : { is: "calling" };
}

const READS: ReadonlySet<string> = new Set(["recv", "recvfrom", "readline", "read"]);

/** Whether the empty answer of a read means that the other end sends no more; an empty datagram is just that. */
export function isEndOfStream({ call }: ConsoleEntry, log: TraceLog): boolean {
  const outcome = call?.returned?.outcome;
  if (!call || !outcome?.ok || !READS.has(call.entered.name) || call.entered.arguments[0] === 0) return false;
  const { value } = outcome;
  const data = typeof value === "object" && value?.type === "tuple" ? value.items[0] : value;
  const isEmpty = typeof data === "object" && data?.type === "bytes" && data.length === 0;
  const socket = log.socketEvents.findLast(
    (event) => event.socket === call.entered.socket && event.kind !== "socket.closed",
  );
  return isEmpty && socket !== undefined && socket.kind !== "socket.closed" && socket.type === "SOCK_STREAM";
}

/** The call's arguments where the statement writes bytes with escapes, so that what they say cannot be read there. */
export function encodedArguments({ tree, call }: ConsoleEntry): readonly CallValue[] {
  const hasEscapes = tree?.arguments.some(
    ({ value: { kind, from, to } }) => kind === "bytes" && /\\[x0-7uU]/.test(tree.text.slice(from, to)),
  );
  return hasEscapes && call ? call.entered.arguments : [];
}
