import { useMemo, useSyncExternalStore } from "react";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useSession } from "../session/hooks.ts";
import { rulerEnd } from "./ruler.ts";
import { timeAxis } from "./time-axis.ts";
import type { TimeLine } from "./time-line.ts";

/** The line of time as it is drawn: it grows in round steps with the trace, and only then renders. */
export function useTimeLine(): TimeLine {
  const { log, playhead, now, opened } = useSession();
  const noise = useLinkNoise((store) => store.shown);
  const axis = timeAxis(log, noise);
  const end = useSyncExternalStore(playhead.subscribe, () =>
    rulerEnd(axis.placeOf(now(), now()), opened !== null),
  );
  return useMemo(() => ({ axis, end }), [axis, end]);
}
