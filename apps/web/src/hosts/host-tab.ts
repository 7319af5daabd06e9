import type { TraceState } from "@wirestage/trace";
import { create } from "zustand";

export type HostTab = "program" | "console";

interface HostTabStore {
  /** By host; `usualTab` where nobody chose. */
  readonly tabs: Readonly<Record<string, HostTab>>;
  show(host: string, tab: HostTab): void;
}

/** What is shown of each host above its sockets; it stays while a narrow window shows something else. */
export const useHostTabs = create<HostTabStore>((set) => ({
  tabs: {},
  show: (host, tab) => set(({ tabs }) => ({ tabs: { ...tabs, [host]: tab } })),
}));

/** What is shown of a host where nobody chose: its program, or the console where that is all it has. */
export function usualTab(state: TraceState, host: string): HostTab {
  const here = [...state.programs.values()].filter(({ started }) => started.host === host);
  const isConsole = here.length > 0 && here.every(({ started }) => started.language === "console");
  return isConsole ? "console" : "program";
}
