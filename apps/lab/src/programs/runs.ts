import { DEFAULT_PARAMETERS } from "@wirestage/programs";
import type { Language, RunName } from "@wirestage/protocol";
import type { Host } from "../hosts/host.ts";
import { LabError } from "../lab-error.ts";
import type { CallDesk } from "./call-desk.ts";
import { type ProgramPort, RunningProgram } from "./program.ts";
import { loadProgram } from "./program-source.ts";

export interface RunRequest {
  readonly run: RunName;
  readonly language: Language;
  readonly input: readonly string[];
  readonly paceMs: number;
}

type Role = "server" | "client";

export interface RunsPort extends Pick<ProgramPort, "append" | "pause"> {
  /** A program has ended. */
  changed(): void;
}

/** The programs of one lab: a server, and the client that is started once the server listens. */
export class Runs {
  readonly #directory: string;
  readonly #seat: (role: Role) => { host: Host; desk: CallDesk };
  readonly #port: RunsPort;
  readonly #programs: RunningProgram[] = [];

  constructor(directory: string, seat: (role: Role) => { host: Host; desk: CallDesk }, port: RunsPort) {
    this.#directory = directory;
    this.#seat = seat;
    this.#port = port;
  }

  /** @throws LabError `program_not_found` */
  find(program: number): RunningProgram {
    const found = this.#programs[program - 1];
    if (found) return found;
    throw new LabError("program_not_found", `This lab has no program ${program}.`, { program });
  }

  /** @throws LabError `run_in_progress`, `language_unavailable` */
  start(request: RunRequest): void {
    if (this.#programs.some((program) => !program.over)) {
      throw new LabError("run_in_progress", "Programs are still running in this lab; stop them first.");
    }
    if (request.language !== "ts") {
      throw new LabError("language_unavailable", "Only the TypeScript programs can be run so far.", {
        language: request.language,
      });
    }
    this.#launch("server", request, [], (call) => {
      if (call === "listen") this.#launch("client", request, request.input, () => {});
    });
  }

  #launch(
    role: Role,
    request: RunRequest,
    script: readonly string[],
    returned: (call: string) => void,
  ): void {
    const { host, desk } = this.#seat(role);
    const source = loadProgram(this.#directory, request.run, role);
    const facts = {
      program: this.#programs.length + 1,
      name: request.run,
      role,
      parameters: { ...DEFAULT_PARAMETERS, address: this.#seat("server").host.facts.address },
      paceMs: request.paceMs,
      script,
    };
    const { append, pause, changed } = this.#port;
    const program = new RunningProgram(facts, source, host, desk, {
      append,
      pause,
      returned,
      ended: changed,
    });
    this.#programs.push(program);
    program.start();
  }
}
