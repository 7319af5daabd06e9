import { useEffect } from "react";
import { create } from "zustand";
import { remember, remembered } from "../app/remembered.ts";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useSession } from "../session/hooks.ts";
import { idleStretchAt } from "./idle-stretch.ts";

const KEY = "idle";

interface IdleChoice {
  /** Whether playing cuts long idle stretches short. */
  readonly cut: boolean;
  choose(cut: boolean): void;
}

export const useIdleChoice = create<IdleChoice>((set) => ({
  cut: remembered(KEY) !== "whole",
  choose: (cut) => {
    set({ cut });
    remember(KEY, cut ? "cut" : "whole");
  },
}));

/** Has the player do as was chosen. */
export function useCutIdle(): void {
  const { player, log } = useSession();
  const cut = useIdleChoice((store) => store.cut);
  const noise = useLinkNoise((store) => store.shown);
  useEffect(
    () => player.cutIdle(cut ? (t) => idleStretchAt(log, t, noise) : null),
    [player, log, cut, noise],
  );
}
