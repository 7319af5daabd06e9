import { z } from "zod";
import type { TraceStore } from "../labs/trace-store.ts";

/** A piece of a trace, as it travels to another thread. */
export const TracePart = z.object({
  /** Events as JSON. */
  lines: z.array(z.string()),
  /** Whole bytes of frames that their events carry cut, by frame number. */
  frames: z.array(z.tuple([z.number(), z.instanceof(Uint8Array)])),
});
export type TracePart = z.infer<typeof TracePart>;

/** A part is full once it holds this much, in bytes and UTF-16 units: about a millisecond's worth of copying. */
const FULL_PART = 512 * 1024;

/** All that `store` holds at this moment, in parts; what comes to the trace while they are taken is not in them. */
export function partsOf(store: TraceStore): Iterator<TracePart, undefined> {
  return takeParts(store, store.next, store.keptFrames.size);
}

function* takeParts(
  { lines, keptFrames }: TraceStore,
  events: number,
  frames: number,
): Generator<TracePart, undefined> {
  for (let from = 0; from < events; ) {
    let next = from;
    for (let size = 0; next < events && size < FULL_PART; next += 1) size += lines[next]?.length ?? 0;
    yield { lines: lines.slice(from, next), frames: [] };
    from = next;
  }
  yield* takeFrames(keptFrames, frames);
}

/** How much of a trace somebody has been given: so many events, so many whole frames. */
export interface TracePlace {
  readonly lines: number;
  readonly frames: number;
}

/**
 * What comes after `place`, as much as a part holds, and how far that goes. A frame is in the part of its event or in one
 * before it, because its lab tells it first. `isFull` where more may wait than it holds. Null where there is nothing more.
 */
export function partAfter(
  store: TraceStore,
  { lines, frames }: TracePlace,
): { part: TracePart; place: TracePlace; isFull: boolean } | null {
  const whole: TracePart["frames"] = [];
  let size = 0;
  for (const [frame, bytes] of store.framesFrom(frames)) {
    if (size >= FULL_PART) break;
    size += bytes.length;
    whole.push([frame, new Uint8Array(bytes)]);
  }
  let next = lines;
  for (; next < store.next && size < FULL_PART; next += 1) size += store.lines[next]?.length ?? 0;
  if (next === lines && whole.length === 0) return null;
  const part = { lines: store.lines.slice(lines, next), frames: whole };
  return { part, place: { lines: next, frames: frames + whole.length }, isFull: size >= FULL_PART };
}

function* takeFrames(kept: ReadonlyMap<number, Uint8Array>, count: number): Generator<TracePart, undefined> {
  let frames: TracePart["frames"] = [];
  let [taken, size] = [0, 0];
  for (const [frame, bytes] of kept) {
    if (taken === count) break;
    taken += 1;
    size += bytes.length;
    // A copy of its own: the store's may be a view of a larger buffer, and all of that would travel.
    frames.push([frame, new Uint8Array(bytes)]);
    if (size < FULL_PART) continue;
    yield { lines: [], frames };
    [frames, size] = [[], 0];
  }
  if (frames.length > 0) yield { lines: [], frames };
}
