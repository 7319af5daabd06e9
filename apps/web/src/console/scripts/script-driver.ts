import { advanced, isOver, newRun, type RunInput, type ScriptLine, type ScriptRun } from "@wirestage/console";
import type { Session } from "../../session/session.ts";

/** A server closes a connection that sends more than `LIMITS.messagesPerSecond`; a person may act beside a script. */
const LEAST_GAP_MS = 40;

/** What a driver needs of a session. */
export type DrivenSession = Pick<Session, "log" | "playhead" | "command">;

export interface DriverParts {
  readonly session: DrivenSession;
  /** Local monotonic time in ms. */
  readonly nowMs: () => number;
  /** Calls `action` after `ms`; returns how to take it back. */
  readonly after: (ms: number, action: () => void) => () => void;
  readonly onChange: (run: ScriptRun) => void;
}

/** Lets a run look at its trace whenever that has grown, and sends what the run wants sent. */
export class ScriptDriver {
  readonly #parts: DriverParts;
  readonly #unsubscribe: () => void;
  #run: ScriptRun;
  #sentMs: number;
  #cancel: (() => void) | null = null;

  constructor(lines: readonly ScriptLine[], mode: ScriptRun["mode"], parts: DriverParts) {
    this.#parts = parts;
    this.#run = newRun(lines, mode);
    this.#sentMs = parts.nowMs() - LEAST_GAP_MS;
    this.#unsubscribe = parts.session.playhead.subscribe(() => this.input({ do: "look" }));
    this.input({ do: "look" });
  }

  input(input: RunInput): void {
    const { run, send } = advanced(this.#run, input, this.#parts.session.log);
    if (run !== this.#run) {
      this.#run = run;
      this.#parts.onChange(run);
    }
    if (isOver(run)) this.close();
    if (send) this.#sendSoon(send);
  }

  /** Sends nothing more, whatever happens. */
  close(): void {
    this.#unsubscribe();
    this.#cancel?.();
  }

  #sendSoon(line: ScriptLine): void {
    const waitMs = this.#sentMs + LEAST_GAP_MS - this.#parts.nowMs();
    if (waitMs <= 0) this.#send(line);
    else this.#cancel = this.#parts.after(waitMs, () => this.#send(line));
  }

  #send({ host, statement }: ScriptLine): void {
    this.#sentMs = this.#parts.nowMs();
    void this.#parts.session
      .command({ do: "console.call", host, statement })
      .then((answer) => this.input(answer.ok ? { do: "taken" } : { do: "refused", error: answer.error }));
  }
}
