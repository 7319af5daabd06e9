import type { FoundPython, PythonFacts, ToLab } from "@wirestage/protocol";

/** As far as it is asked for Python here. */
interface Asked {
  readonly ready: boolean;
  send(message: Extract<ToLab, { type: "find-python" | "python" }>): void;
}

/** What Python the lab processes have. To look for it costs some tenths of a second: one of them does it for all. */
export class PythonFinder {
  #found: FoundPython | null = null;
  #asked: Asked | null = null;
  readonly #resolve: (facts: PythonFacts) => void;
  /** Resolves once it is known; not, where no process comes to tell it. */
  readonly facts: Promise<PythonFacts>;

  constructor() {
    let resolveFacts: (facts: PythonFacts) => void = () => {};
    this.facts = new Promise((resolve) => {
      resolveFacts = resolve;
    });
    this.#resolve = resolveFacts;
  }

  /** A process can be asked, or told. */
  ready(process: Asked): void {
    if (this.#found) process.send({ type: "python", found: this.#found });
    else if (this.#asked?.ready !== true) this.#ask(process);
  }

  /** @param rest processes that are ready: one of them is asked, if it was the lost one that had been */
  lost(rest: readonly Asked[]): void {
    const [next] = rest;
    if (next && !this.#found && this.#asked?.ready !== true) this.#ask(next);
  }

  /** One of the processes knows it; `others` are told. */
  tell(found: FoundPython, others: readonly Asked[]): void {
    if (this.#found) return;
    this.#found = found;
    for (const process of others) process.send({ type: "python", found });
    this.#resolve(found.available ? { available: true, version: found.version } : found);
  }

  #ask(process: Asked): void {
    this.#asked = process;
    process.send({ type: "find-python" });
  }
}
