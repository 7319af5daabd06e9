import type { RunInput, ScriptLine, ScriptRun } from "@wirestage/console";
import { create } from "zustand";
import { useHostTabs } from "../../hosts/host-tab.ts";
import { browserTimer } from "../../session/browser-timer.ts";
import type { Session } from "../../session/session.ts";
import { ScriptDriver } from "./script-driver.ts";

/** What is to be run, and what it is called. */
export interface RunOrder {
  readonly name: string;
  /** The whole script, for running it elsewhere. */
  readonly text: string;
  readonly lines: readonly ScriptLine[];
  readonly mode: ScriptRun["mode"];
}

/** The script of a lab that runs, or that has run last. */
export interface ShownRun {
  readonly name: string;
  readonly text: string;
  readonly run: ScriptRun;
}

interface ScriptRuns {
  /** By lab. */
  readonly shown: Readonly<Record<string, ShownRun>>;
  /** Takes the place of a script that runs in the lab already. */
  start(session: Session, order: RunOrder): void;
  input(lab: string, input: RunInput): void;
  /** Ends what runs, and shows nothing of it any more. */
  dismiss(lab: string): void;
}

const drivers = new Map<string, ScriptDriver>();

export const useScriptRuns = create<ScriptRuns>((set) => ({
  shown: {},
  start: (session, { name, text, lines, mode }) => {
    const { lab } = session;
    drivers.get(lab)?.close();
    for (const { host } of lines) useHostTabs.getState().show(host, "console");
    const onChange = (run: ScriptRun) =>
      set(({ shown }) => ({ shown: { ...shown, [lab]: { name, text, run } } }));
    const parts = { session, nowMs: () => performance.now(), after: browserTimer, onChange };
    drivers.set(lab, new ScriptDriver(lines, mode, parts));
  },
  input: (lab, input) => drivers.get(lab)?.input(input),
  dismiss: (lab) => {
    drivers.get(lab)?.close();
    drivers.delete(lab);
    set(({ shown: { [lab]: _, ...rest } }) => ({ shown: rest }));
  },
}));
