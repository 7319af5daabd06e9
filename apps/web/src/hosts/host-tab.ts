import { create } from "zustand";

export type HostTab = "program" | "console";

interface HostTabStore {
  /** By host; the program where nobody chose. */
  readonly tabs: Readonly<Record<string, HostTab>>;
  show(host: string, tab: HostTab): void;
}

/** What is shown of each host above its sockets; it stays while a narrow window shows something else. */
export const useHostTabs = create<HostTabStore>((set) => ({
  tabs: {},
  show: (host, tab) => set(({ tabs }) => ({ tabs: { ...tabs, [host]: tab } })),
}));
