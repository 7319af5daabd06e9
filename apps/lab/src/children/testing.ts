import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenLabRequest, RunName, RunRole } from "@wirestage/protocol";
import { type CallEntry, printOutcome } from "@wirestage/trace";
import { TestBench } from "../testing.ts";
import { callsOf, terminalOf } from "../testing-conversation.ts";
import { PYTHON_LIMITS, type PythonLimits } from "./python.ts";

/** Constants at the head of these programs, which a run may set. */
const HEAD = 'import socket\nADDRESS = "192.0.2.2"\nPORT = 8888\n';

/** Server code up to a connection `c` from `peer`, accepted from listener `l`. */
export const ACCEPT = `l = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
l.bind((ADDRESS, PORT))
l.listen(5)
c, peer = l.accept()
`;

/** Client code up to a connection `s`. */
export const CONNECT = `s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect((ADDRESS, PORT))
`;

/** A lab with two programs in Python that a test has written. */
export class PythonBench {
  readonly bench: TestBench;
  readonly #directory: string;
  readonly #name: RunName;

  /** @param name whose pair they take the place of: its family and flow decide where and when they start */
  constructor(
    pair: { readonly server: string; readonly client: string },
    name: RunName = "tcp-echo",
    limits: Partial<PythonLimits> = {},
  ) {
    this.#name = name;
    this.#directory = mkdtempSync(join(tmpdir(), "wirestage-pair-"));
    mkdirSync(join(this.#directory, name));
    for (const role of ["server", "client"] as const) {
      writeFileSync(join(this.#directory, name, `${role}.py`), HEAD + pair[role]);
    }
    this.bench = new TestBench(this.#directory, { ...PYTHON_LIMITS, ...limits });
  }

  open(request: Partial<OpenLabRequest> = {}): void {
    this.bench.open({ run: this.#name, language: "python", paceMs: 0, ...request });
  }

  /** Resolves when this many programs have ended. */
  ended(count: number): Promise<void> {
    return this.bench.until(
      `${count} programs to end`,
      () => this.bench.events("program.ended").length >= count,
    );
  }

  async run(request: Partial<OpenLabRequest> = {}): Promise<void> {
    this.open(request);
    await this.ended(2);
  }

  /** The lines in the terminal of a side. */
  shown(role: RunRole): string[] {
    return terminalOf(this.bench, role).split("\n").slice(0, -1);
  }

  /** Name of each call of a side and what it was answered, as Python would print it. */
  calls(role: RunRole): string[] {
    return callsOf(this.bench, role).map(answered);
  }

  async close(): Promise<void> {
    await this.bench.close();
    rmSync(this.#directory, { recursive: true });
  }
}

function answered({ entered, returned, blocked }: CallEntry): string {
  const waited = blocked === null ? "" : "… ";
  return `${entered.name} ${waited}${returned ? printOutcome(returned.outcome) : ""}`.trimEnd();
}
