import type { CommandInput, ErrorCode } from "@wirestage/protocol";
import type { TraceLog } from "@wirestage/trace";
import type { Session } from "../../session/session.ts";
import type { Evidence, Facts, TrialPhase, TrialSetting, TrialStep } from "./trial.ts";

/** What a guide needs of a session. */
export type GuidedSession = Pick<Session, "log" | "playhead" | "command" | "link">;

/** Ends a trial before its last step. */
export class TrialOver extends Error {
  readonly phase: Exclude<TrialPhase, { is: "running" | "done" }>;

  constructor(phase: TrialOver["phase"]) {
    super(phase.is);
    this.phase = phase;
  }
}

export interface GuideParts {
  readonly session: GuidedSession;
  readonly setting: TrialSetting;
  readonly signal: AbortSignal;
  readonly onStep: (steps: readonly TrialStep[]) => void;
}

/** Leads through a trial: says each step as it is done, sends commands, and waits for what the trace tells of them. */
export class Guide {
  readonly log: TraceLog;
  readonly setting: TrialSetting;
  /** How many events the trace had when the trial began. */
  readonly since: number;
  readonly #parts: GuideParts;
  #steps: readonly TrialStep[] = [];

  constructor(parts: GuideParts) {
    this.log = parts.session.log;
    this.setting = parts.setting;
    this.since = this.log.latest.next;
    this.#parts = parts;
  }

  say(key: TrialStep["key"], facts: Facts = {}, ...evidence: readonly Evidence[]): void {
    this.#steps = [...this.#steps, { key, facts, evidence }];
    this.#parts.onStep(this.#steps);
  }

  /**
   * Sends a command.
   * @param passing refusals that only say that what was wanted is so already
   * @throws TrialOver where the lab refuses
   */
  async send(command: CommandInput, ...passing: readonly ErrorCode[]): Promise<void> {
    if (this.#parts.signal.aborted) throw new TrialOver({ is: "stopped" });
    const answer = await this.#parts.session.command(command);
    if (!answer.ok && !passing.includes(answer.error.code)) {
      throw new TrialOver({ is: "refused", error: answer.error });
    }
  }

  /**
   * Waits until the trace has what `look` looks for.
   * @param needed programs without which it will not come any more
   * @throws TrialOver when a person stops the trial, when one of them has ended, and when the lab has
   */
  until<T>(look: () => T | null, needed: readonly number[] = []): Promise<T> {
    const { session, signal } = this.#parts;
    return new Promise<T>((resolve, reject) => {
      const unsubscribe: (() => void)[] = [];
      const settle = (act: () => void) => {
        for (const each of unsubscribe) each();
        signal.removeEventListener("abort", check);
        act();
      };
      const check = () => {
        const found = signal.aborted ? null : look();
        const over = found === null ? this.#over(needed) : null;
        if (found !== null) settle(() => resolve(found));
        else if (over !== null) settle(() => reject(over));
      };
      signal.addEventListener("abort", check);
      unsubscribe.push(session.playhead.subscribe(check), session.link.subscribe(check));
      check();
    });
  }

  #over(needed: readonly number[]): TrialOver | null {
    const { session, signal } = this.#parts;
    if (signal.aborted) return new TrialOver({ is: "stopped" });
    if (session.link.state.status === "ended") {
      return new TrialOver({ is: "surprised", by: "labEnded", facts: {} });
    }
    const { programs } = this.log.latest;
    const gone = needed.map((program) => programs.get(program)).find((program) => program?.ended);
    if (!gone) return null;
    const { name, host } = gone.started;
    return new TrialOver({
      is: "surprised",
      by: host === "server" ? "serverEnded" : "clientEnded",
      facts: { name },
    });
  }
}
