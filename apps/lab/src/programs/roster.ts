import { LIMITS } from "@wirestage/protocol";
import { LabError } from "../lab-error.ts";
import type { LabProgram } from "./lab-program.ts";

/** All programs that one lab has started: of its pairs, consoles, and commands. */
export class Roster {
  readonly #programs = new Map<number, LabProgram>();
  #numbers = 0;

  /** @throws LabError `program_not_found` */
  find(program: number): LabProgram {
    const found = this.#programs.get(program);
    if (found) return found;
    throw new LabError("program_not_found", `This lab has no program ${program}.`, { program });
  }

  /** Those that have not ended. */
  running(): LabProgram[] {
    return [...this.#programs.values()].filter(({ over }) => !over);
  }

  /**
   * @param ending how many of those that run will end before
   * @throws LabError `too_many_programs`
   */
  requireRoom(count: number, ending = 0): void {
    if (this.running().length - ending + count > LIMITS.programs) {
      throw new LabError(
        "too_many_programs",
        `At most ${LIMITS.programs} programs run in a lab at the same time; stop one first.`,
        { limit: LIMITS.programs },
      );
    }
    if (this.#numbers + count > LIMITS.programsEver) {
      throw new LabError(
        "too_many_programs",
        `This lab has started ${this.#numbers} programs, and no more than ${LIMITS.programsEver}; open a new lab.`,
        { limit: LIMITS.programsEver },
      );
    }
  }

  /** Starts the program that `make` makes under the number given. @throws LabError `too_many_programs`, and what `make` throws */
  start<P extends LabProgram>(make: (program: number) => P): P {
    this.requireRoom(1);
    const program = this.#numbers + 1;
    const made = make(program);
    this.#numbers = program;
    this.#programs.set(program, made);
    made.start();
    return made;
  }

  /** The lab is closed, and with it everything that runs there. */
  close(): void {
    for (const program of this.running()) program.stop("lab");
  }
}
