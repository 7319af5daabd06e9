import { create } from "zustand";
import { Guide, type GuidedSession, TrialOver } from "./guide.ts";
import type { TrialName, TrialPhase, TrialRun, TrialSetting } from "./trial.ts";
import { leadThrough } from "./trials.ts";

type LabRuns = Partial<Readonly<Record<TrialName, TrialRun>>>;

/** What a trial is led through in. */
export type TriedSession = GuidedSession & { readonly lab: string };

interface AttackRuns {
  /** By lab: the last run of each trial. */
  readonly shown: Readonly<Record<string, LabRuns>>;
  /** Where another trial runs in the lab already, nothing is done. */
  start(session: TriedSession, trial: TrialName, setting: TrialSetting): void;
  stop(lab: string): void;
  /** The lab is now seen through this session: a trial in an earlier one, which is closed, would wait for ever. */
  seenThrough(session: TriedSession): void;
}

const NONE: LabRuns = {};
const running = new Map<string, { readonly session: TriedSession; readonly stopping: AbortController }>();

async function lead(guide: Guide, trial: TrialName): Promise<TrialPhase> {
  try {
    await leadThrough(trial, guide);
    return { is: "done" };
  } catch (error) {
    if (error instanceof TrialOver) return error.phase;
    throw error;
  }
}

/** What is tried in the labs of this page, and what was tried before. */
export const useAttackRuns = create<AttackRuns>((set) => ({
  shown: {},
  start: (session, trial, setting) => {
    const { lab, log } = session;
    if (running.has(lab)) return;
    const stopping = new AbortController();
    running.set(lab, { session, stopping });
    let run: TrialRun = { trial, since: log.latest.next, until: null, steps: [], phase: { is: "running" } };
    const change = (changed: Partial<TrialRun>) => {
      run = { ...run, ...changed };
      set(({ shown }) => ({ shown: { ...shown, [lab]: { ...shown[lab], [trial]: run } } }));
    };
    change({});
    const guide = new Guide({
      session,
      setting,
      signal: stopping.signal,
      onStep: (steps) => change({ steps }),
    });
    void lead(guide, trial).then((phase) => {
      running.delete(lab);
      change({ phase, until: log.latest.next });
    });
  },
  stop: (lab) => running.get(lab)?.stopping.abort(),
  seenThrough: (session) => {
    const led = running.get(session.lab);
    if (led && led.session !== session) led.stopping.abort();
  },
}));

export function useLabTrials(lab: string): LabRuns {
  return useAttackRuns(({ shown }) => shown[lab] ?? NONE);
}

/** The trial that runs in a lab now. */
export function runningTrial(runs: LabRuns): TrialName | null {
  return Object.values(runs).find(({ phase }) => phase.is === "running")?.trial ?? null;
}
