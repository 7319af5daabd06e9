import { LIMITS } from "@wirestage/protocol";
import { LabError } from "../lab-error.ts";
import type { ProgramFacts, ProgramPort } from "./lab-program.ts";
import { LineDiscipline } from "./line-discipline.ts";

export interface TerminalPort extends Pick<ProgramPort, "append" | "pause"> {
  /** What was typed shows. */
  echo(text: string): void;
  /** Ctrl-C. */
  interrupt(): void;
}

/** The terminal of a program of this process: what a person or the run's script types, until the program reads it. */
export class ProgramTerminal {
  readonly #facts: Pick<ProgramFacts, "program" | "paceMs">;
  readonly #port: TerminalPort;
  readonly #script: string[];
  readonly #discipline = new LineDiscipline();
  /** Whole lines; null is end of input. */
  readonly #lines: (string | null)[] = [];
  #reader: ((line: string | null) => void) | null = null;
  #closed = false;

  constructor(facts: Pick<ProgramFacts, "program" | "paceMs" | "script">, port: TerminalPort) {
    this.#facts = facts;
    this.#port = port;
    this.#script = [...facts.script];
  }

  /** @throws LabError `too_many_messages`; then nothing is typed */
  type(data: string): void {
    const ends = Array.from(data).filter((key) => "\r\n\x04".includes(key)).length;
    if (this.#lines.length + ends > LIMITS.inputLines) {
      throw new LabError(
        "too_many_messages",
        "The program has not read the lines typed before; wait for it.",
        { limit: LIMITS.inputLines },
      );
    }
    for (const event of this.#discipline.type(data)) {
      if (this.#closed) return;
      switch (event.is) {
        case "echo":
          this.#port.echo(event.text);
          break;
        case "line":
          this.#deliver(event.text);
          break;
        case "end":
          this.#deliver(null);
          break;
        case "interrupt":
          this.#port.interrupt();
          break;
        default:
          event satisfies never;
      }
    }
  }

  /** A line and Enter; controls in it are not keys. @throws LabError `too_many_messages` */
  enter(line: string): void {
    this.type(`${line.replace(/[^\P{Cc}\r\n]/gu, "")}\r`);
  }

  /** The next line, null at end of input. Where a person must type it first, the trace says so. */
  async read(): Promise<string | null> {
    const scripted = this.#lines.length === 0 ? this.#script.shift() : undefined;
    if (scripted !== undefined) {
      await this.#port.pause(this.#facts.paceMs);
      if (!this.#closed) this.enter(scripted);
    }
    if (this.#lines.length === 0 && !this.#closed)
      this.#port.append({ kind: "program.asking", program: this.#facts.program });
    return new Promise((resolve) => {
      if (this.#closed) return;
      this.#reader = resolve;
      this.#hand();
    });
  }

  /** The program has ended: nothing is read any more. */
  close(): void {
    this.#closed = true;
    this.#reader = null;
    this.#lines.length = 0;
  }

  #deliver(line: string | null): void {
    this.#lines.push(line);
    this.#hand();
  }

  #hand(): void {
    if (!this.#reader) return;
    const line = this.#lines.shift();
    if (line === undefined) return;
    const reader = this.#reader;
    this.#reader = null;
    if (line !== null) {
      this.#port.append({ kind: "program.input", program: this.#facts.program, text: line });
    }
    if (!this.#closed) reader(line);
  }
}
