import type { TraceState } from "@wirestage/trace";
import { create } from "zustand";

export type HostTab = "program" | "console";

/** What was last asked for of a host; what was only offered holds until the host has a program. */
export interface TabChoice {
  readonly tab: HostTab;
  readonly by: "person" | "offer";
}

interface HostTabStore {
  /** By host; `usualTab` where nothing was asked for. */
  readonly choices: Readonly<Record<string, TabChoice>>;
  show(host: string, tab: HostTab): void;
  offer(host: string, tab: HostTab): void;
}

/** What is shown of each host above its sockets; it stays while a narrow window shows something else. */
export const useHostTabs = create<HostTabStore>((set) => {
  const choose = (host: string, choice: TabChoice) =>
    set(({ choices }) => ({ choices: { ...choices, [host]: choice } }));
  return {
    choices: {},
    show: (host, tab) => choose(host, { tab, by: "person" }),
    offer: (host, tab) => choose(host, { tab, by: "offer" }),
  };
});

/** Programs and commands of a host, consoles left out. */
function programsOn(state: TraceState, host: string) {
  return [...state.programs.values()].filter(
    ({ started }) => started.host === host && started.language !== "console",
  );
}

/** Whether calls were made by hand on a host. */
export function usesConsole(state: TraceState, host: string): boolean {
  return [...state.programs.values()].some(
    ({ started }) => started.host === host && started.language === "console",
  );
}

/** What is shown of a host where nobody chose: its program, or the console where that is all it has. */
function usualTab(state: TraceState, host: string): HostTab {
  if (programsOn(state, host).length > 0) return "program";
  return usesConsole(state, host) ? "console" : "program";
}

export function shownTab(choice: TabChoice | undefined, state: TraceState, host: string): HostTab {
  const holds = choice?.by === "person" || programsOn(state, host).length === 0;
  return choice && holds ? choice.tab : usualTab(state, host);
}

/** Whether something runs on a host that its console hides. */
export function hidesProgram(tab: HostTab, state: TraceState, host: string): boolean {
  return tab === "console" && programsOn(state, host).some(({ ended }) => ended === null);
}
