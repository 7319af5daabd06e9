import type { TraceLog, TraceState } from "@wirestage/trace";
import { useMemo } from "react";
import { useLinkNoise } from "../../link-noise/link-noise.ts";
import { useLog, useSession, useTraceState } from "../../session/hooks.ts";
import { fateIn, sentWithin } from "../frame-fate.ts";
import { frameIndex } from "../frame-index.ts";
import { type FateChip, lastingTest, useFrameFilter } from "./frame-filter.ts";
import { FrameSieve } from "./frame-sieve.ts";

export interface ShownFrames {
  /** Numbers in order; the first `count` were sent up to the playhead. The same array as long as the filter is. */
  readonly frames: readonly number[];
  readonly count: number;
  /** How many there would be without a filter; null where there is none. */
  readonly outOf: number | null;
}

function withFate(
  frames: readonly number[],
  fates: readonly FateChip[],
  log: TraceLog,
  state: TraceState,
): readonly number[] {
  return frames.filter((frame) => {
    const entry = log.frames[frame - 1];
    const fate = entry && fateIn(state, entry, state.t).fate;
    return fates.some((wanted) => wanted === fate);
  });
}

/** The frames that the list shows at the playhead, with the filter that was set. */
export function useShownFrames(): ShownFrames {
  const log = useLog();
  const session = useSession();
  const state = useTraceState();
  const noise = useLinkNoise((store) => store.shown);
  const { text, flags, hosts, fates } = useFrameFilter();
  const sieve = useMemo(() => {
    const test = lastingTest({ text, flags, hosts });
    return test === null ? null : new FrameSieve(session.log, noise, test);
  }, [session, noise, text, flags, hosts]);
  const all = frameIndex(log).frames(noise);
  const frames = sieve?.frames() ?? all;
  const count = sentWithin(frames, log, state.next);
  const isFiltered = sieve !== null || fates.length > 0;
  const outOf = isFiltered ? sentWithin(all, log, state.next) : null;
  // Only an event in view changes a fate: a log that grows behind a playhead at rest costs nothing.
  const fated = useMemo(
    () => (fates.length === 0 ? null : withFate(frames.slice(0, count), fates, log, state)),
    [frames, count, fates, log, state],
  );
  return fated === null ? { frames, count, outOf } : { frames: fated, count: fated.length, outOf };
}
