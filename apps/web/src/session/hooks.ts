import type { TraceLog, TraceState, TraceTime } from "@wirestage/trace";
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { create } from "zustand";
import type { LinkState, PlayerState, Selection, Session, Speed, TimeRange } from "./session.ts";

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** @throws Error outside of a `SessionProvider`. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no session around this view");
  return session;
}

/** State at the playhead; renders again only when another event comes into or goes out of view. */
export function useTraceState(): TraceState {
  const { playhead, state } = useSession();
  return useSyncExternalStore(playhead.subscribe, state);
}

/** The log, with a render whenever it grew. */
export function useLog(): TraceLog {
  const { playhead, log } = useSession();
  useSyncExternalStore(playhead.subscribe, () => log.version);
  return log;
}

/** The playhead cut to steps of `stepNs`, for text that counts (ages, timers) without a render per animation frame. */
export function useCoarseTime(stepNs: number): TraceTime {
  const { playhead } = useSession();
  const coarse = useSyncExternalStore(playhead.subscribe, () => Math.floor(playhead.t / stepNs));
  void coarse;
  return playhead.t;
}

/** Runs `draw` once per animation frame in which the playhead moved, and after every render. No React state in it. */
export function useDraw(draw: (t: TraceTime) => void): void {
  const { playhead } = useSession();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
    draw(playhead.t);
  });
  useEffect(() => playhead.subscribe((t) => latest.current(t)), [playhead]);
}

export function usePlayer(): { state: PlayerState; speed: Speed; loop: TimeRange | null } {
  const { player } = useSession();
  const state = useSyncExternalStore(player.subscribe, () => player.state);
  const speed = useSyncExternalStore(player.subscribe, () => player.speed);
  const loop = useSyncExternalStore(player.subscribe, () => player.loop);
  return { state, speed, loop };
}

export function useLink(): LinkState {
  const { link } = useSession();
  return useSyncExternalStore(link.subscribe, () => link.state);
}

interface SelectionStore {
  readonly selection: Selection | null;
  /** Null takes the selection away. */
  select(selection: Selection | null): void;
}

export const useSelection = create<SelectionStore>((set) => ({
  selection: null,
  select: (selection) => set({ selection }),
}));
