import { bytesOfBase64, frameBytesAt, type TraceLog, type TraceTime } from "@wirestage/trace";
import { bytesGiven, bytesTaken } from "./call-bytes.ts";
import type { CalledStretch, CarriedStretch, Passage } from "./story.ts";
import type { Stretch } from "./stretches.ts";

/** One byte of a passage; null while it is not there, or where the trace does not have it. */
export type Cell = number | null;

function fill(cells: Cell[], passage: Stretch, piece: Stretch, bytes: Uint8Array): void {
  const last = Math.min(piece.to, passage.to, piece.from + bytes.length);
  for (let at = Math.max(piece.from, passage.from); at < last; at++) {
    cells[at - passage.from] ??= bytes[at - piece.from] ?? null;
  }
}

function cellsOf<T extends Stretch>(
  passage: Stretch,
  pieces: readonly T[],
  bytesOf: (piece: T) => Uint8Array | null,
): Cell[] {
  const cells = Array.from({ length: passage.to - passage.from }, (): Cell => null);
  for (const piece of pieces) {
    const bytes = bytesOf(piece);
    if (bytes !== null) fill(cells, passage, piece, bytes);
  }
  return cells;
}

/** What was given to `send`, as far as that was done by the first `count` events. */
export function sentCells({ sent, ...passage }: Passage, log: TraceLog, count: number): Cell[] {
  return cellsOf(passage, seenOf(sent, count), ({ call }) => {
    const entry = log.calls[call - 1];
    const given = entry ? bytesGiven(entry) : null;
    return given && bytesOfBase64(given.base64);
  });
}

/** What `recv` gave out. */
export function receivedCells({ received, ...passage }: Passage, log: TraceLog, count: number): Cell[] {
  return cellsOf(passage, seenOf(received, count), ({ call }: CalledStretch) => {
    const entry = log.calls[call - 1];
    const value = entry ? (bytesTaken(entry)?.value ?? null) : null;
    return value && bytesOfBase64(value.base64);
  });
}

/** The bytes of one frame that are part of the passage, as they are at `t`, and how its sender made them. */
export function carriedCells(
  passage: Stretch,
  carried: CarriedStretch,
  log: TraceLog,
  t: TraceTime,
): { readonly now: Cell[]; readonly made: Cell[] } {
  const entry = log.frames[carried.frame - 1];
  const part = { from: Math.max(passage.from, carried.from), to: Math.min(passage.to, carried.to) };
  const cells = (base64: string) =>
    cellsOf(part, [carried], () => bytesOfBase64(base64).subarray(carried.start, carried.end));
  if (!entry) return { now: cells(""), made: cells("") };
  return { now: cells(frameBytesAt(entry, t)), made: cells(entry.sent.bytes) };
}

/** Where in its frame the part of the passage stands, counted from Ethernet's header. */
export function spanInFrame(passage: Stretch, carried: CarriedStretch): { start: number; end: number } {
  const start = carried.start + Math.max(0, passage.from - carried.from);
  const end = carried.end - Math.max(0, carried.to - passage.to);
  return { start, end };
}

/**
 * The frames that carried the passage. What was injected when the other end had all of it already brought nothing: that
 * kernel throws away bytes which it has (RFC 9293 §3.4).
 */
export function carriersOf({ to, carried, received }: Passage): readonly CarriedStretch[] {
  return carried.filter(({ isInjected, seq }) => !isInjected || (seenOf(received, seq).at(-1)?.to ?? 0) < to);
}

/** Places at which two rows of cells differ; cells that are not there differ from none. */
export function differences(a: readonly Cell[], b: readonly Cell[]): ReadonlySet<number> {
  const places = new Set<number>();
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [one, other] = [a[at] ?? null, b[at] ?? null];
    if (one !== null && other !== null && one !== other) places.add(at);
  }
  return places;
}

export function isWhole(cells: readonly Cell[]): cells is number[] {
  return cells.every((cell) => cell !== null);
}

export function seenOf<T extends { readonly seq: number }>(facts: readonly T[], count: number): readonly T[] {
  return facts.filter(({ seq }) => seq < count);
}
