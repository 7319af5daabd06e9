import { useEffect, useState } from "react";
import { browserTimer } from "../../session/browser-timer.ts";

/** Time for one step to be told, in ms. */
const STEP_MS = 6_000;

export interface Play {
  readonly playing: boolean;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Goes on by itself from step to step once started, and stops at the last. */
export function usePlay(index: number, count: number, goTo: (index: number) => void): Play {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    return browserTimer(STEP_MS, () => {
      goTo(index + 1);
      if (index + 2 >= count) setPlaying(false);
    });
  }, [playing, index, count, goTo]);
  return {
    playing,
    start: () => {
      if (index + 1 >= count) goTo(0);
      setPlaying(true);
    },
    stop: () => setPlaying(false),
  };
}
