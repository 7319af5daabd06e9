import { create } from "zustand";
import { useSelection } from "../session/hooks.ts";
import { onOtherTrace } from "../session/shown-trace.ts";

export type DockTab = "frame" | "events" | "flow" | "verification" | "rules";

interface DockStore {
  /** Null while closed. */
  readonly tab: DockTab | null;
  /** In CSS pixels; null as long as nobody has moved the edge. */
  readonly height: number | null;
  /** How often a tab was asked for from elsewhere, for a layout that shows one view at a time. */
  readonly asked: number;
  /** What such a layout shows first, where it was asked for before the lab was there. */
  readonly askedAhead: DockTab | null;
  show(tab: DockTab | null): void;
  open(tab: DockTab): void;
  /** For a lab that is about to be shown. */
  openAhead(tab: DockTab): void;
  forgetAhead(): void;
  setHeight(height: number): void;
}

const LEAST_HEIGHT = 160;

/** The tools at the stage's edge: closed until something is selected. */
export const useDock = create<DockStore>((set) => ({
  tab: null,
  height: null,
  asked: 0,
  askedAhead: null,
  open: (tab) => set(({ asked }) => ({ tab, asked: asked + 1 })),
  openAhead: (tab) => set({ tab, askedAhead: tab }),
  forgetAhead: () => set({ askedAhead: null }),
  show: (tab) => set({ tab }),
  setHeight: (height) => set({ height: Math.max(LEAST_HEIGHT, Math.round(height)) }),
}));

useSelection.subscribe(({ selection }, before) => {
  if (!selection || selection === before.selection || useDock.getState().tab !== null) return;
  useDock.getState().show(selection.kind === "frame" ? "frame" : "events");
});

onOtherTrace(() => useDock.setState(({ askedAhead }) => ({ tab: askedAhead })));
