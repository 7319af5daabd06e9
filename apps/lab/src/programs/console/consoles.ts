import type { ConsoleStatement } from "@wirestage/protocol";
import type { ProgramPort, Seat } from "../lab-program.ts";
import type { Roster } from "../roster.ts";
import { Console } from "./console.ts";

export interface ConsolesPort extends Pick<ProgramPort, "append" | "enableIpv6" | "turn"> {
  /** @throws LabError `host_not_found` */
  seat(host: string): Seat;
}

/** The consoles of a lab, one for each host; it starts with the first statement after the one before was killed. */
export class Consoles {
  readonly #roster: Roster;
  readonly #port: ConsolesPort;
  readonly #running = new Map<string, Console>();

  constructor(roster: Roster, port: ConsolesPort) {
    this.#roster = roster;
    this.#port = port;
  }

  /** @throws LabError as `Console.prepare`, `host_not_found`, `too_many_programs`; nothing has changed then */
  call(host: string, statement: ConsoleStatement): void {
    const running = this.#running.get(host);
    if (running && !running.over) {
      running.carryOut(running.prepare(statement));
      return;
    }
    const seat = this.#port.seat(host);
    const started = this.#roster.start((program) => {
      const made = new Console(program, seat, this.#port);
      made.prepare(statement);
      return made;
    });
    this.#running.set(host, started);
    started.carryOut(started.prepare(statement));
  }
}
