import { rmSync } from "node:fs";
import type { OpenLabRequest, RunName } from "@wirestage/protocol";
import { type CallEntry, printOutcome } from "@wirestage/trace";
import { PYTHON_LIMITS } from "./children/python.ts";
import { fruitlessSearch, TestBench } from "./testing.ts";
import { directoryOfPair, type PairBodies } from "./testing-pair.ts";

/** A lab without Python, with two programs that a test has written, and what they did. */
export class ProgramBench {
  readonly bench: TestBench;
  readonly #directory: string;
  readonly #name: RunName;

  /** @param name whose pair they take the place of: its family and flow decide where and when they start */
  constructor(pair: PairBodies, name: RunName = "tcp-echo") {
    this.#name = name;
    this.#directory = directoryOfPair(pair, name);
    this.bench = new TestBench(this.#directory, PYTHON_LIMITS, fruitlessSearch());
  }

  open(request: Partial<OpenLabRequest> = {}): void {
    this.bench.open({ run: this.#name, paceMs: 0, ...request });
  }

  /** Opens the lab, and waits until both programs have ended. */
  async run(request: Partial<OpenLabRequest> = {}): Promise<void> {
    this.open(request);
    await this.bench.until("both programs to end", () => this.bench.events("program.ended").length === 2);
  }

  /** What a side has printed, line by line; of a failure its message. */
  printed(role: "server" | "client"): string[] {
    const { programs } = this.bench.log.latest;
    return this.bench
      .events("program.output")
      .filter(({ program, stream }) => stream !== "terminal" && programs.get(program)?.started.role === role)
      .flatMap(({ text }) => text.split("\n").slice(0, -1));
  }

  /** The calls of a name, in their order. */
  calls(name: string): CallEntry[] {
    return this.bench.log.calls.filter(({ entered }) => entered.name === name);
  }

  /** What they were answered, as Python would print it; `waiting` where they were not. */
  answers(name: string): string[] {
    return this.calls(name).map(({ returned }) => (returned ? printOutcome(returned.outcome) : "waiting"));
  }

  async close(): Promise<void> {
    await this.bench.close();
    rmSync(this.#directory, { recursive: true });
  }
}
