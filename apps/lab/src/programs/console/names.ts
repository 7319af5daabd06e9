import { LIMITS } from "@wirestage/protocol";
import { LabError } from "../../lab-error.ts";
import type { ProgramSocket } from "../sockets/program-socket.ts";
import type { BufferedFile } from "../sockets/socket-file.ts";
import { badStatement, heldBy, NONE, type Thing } from "./things.ts";

/** What the names of one console stand for. */
export class Names {
  readonly #things = new Map<string, Thing>();

  /** @throws LabError `console_name_unknown` */
  get(name: string): Thing {
    const thing = this.#things.get(name);
    if (thing) return thing;
    throw new LabError(
      "console_name_unknown",
      `Nothing is called ${name} in this console, or its call has not returned yet.`,
      { name },
    );
  }

  /** @throws LabError `bad_statement` where these would be more names than a console knows */
  requireRoom(names: readonly string[]): void {
    const known = new Set([...this.#things.keys(), ...names]);
    if (known.size <= LIMITS.consoleNames) return;
    throw badStatement(
      `This console knows ${LIMITS.consoleNames} names, and no more; use one of them again.`,
    );
  }

  /** One name for the whole, two for the parts of a pair. */
  assign(names: readonly string[], answer: Thing): void {
    const [first, second] = names;
    if (first === undefined) return;
    if (second === undefined) this.#things.set(first, answer);
    else {
      const [one, two] = answer.is === "pair" ? answer.items : [answer, NONE];
      this.#things.set(first, one);
      this.#things.set(second, two);
    }
  }

  /** Every socket and file that a name leads to. */
  reachable(): (ProgramSocket | BufferedFile)[] {
    return [...this.#things.values()].flatMap(heldBy);
  }
}
