import { NS_PER_MS } from "@wirestage/trace";
import { create } from "zustand";

/** By how much a hand may put one frame off, in ns. */
export const HAND_DELAYS: readonly number[] = [50, 200, 500, 1_000, 3_000, 10_000].map(
  (ms) => ms * NS_PER_MS,
);

interface HandDelay {
  readonly delayNs: number;
  choose(delayNs: number): void;
}

/** By how much the hand puts a frame off: the time chosen last, for the key too. */
export const useHandDelay = create<HandDelay>((set) => ({
  delayNs: 1_000 * NS_PER_MS,
  choose: (delayNs) => set({ delayNs }),
}));
