import type { OpenLab, RunningProgram } from "@wirestage/protocol";
import { HostName, ProgramNumber } from "@wirestage/trace";
import { z } from "zod";

const Told = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("lab.opened"), hosts: z.array(z.object({ name: HostName })) }),
  z.object({
    kind: z.literal("program.started"),
    program: ProgramNumber,
    name: z.string(),
    host: HostName,
  }),
  z.object({ kind: z.literal("program.ended"), program: ProgramNumber }),
]);
/** Cheap, and true of every event above: most lines are not worth reading as JSON. */
const WORTH_READING = /"kind":"(?:lab\.opened|program\.started|program\.ended)"/;

/** Hosts of a lab and programs that have not ended; reads each line of its trace at most once, and only when someone asks. */
export class LabSummary {
  readonly #lines: readonly string[];
  readonly #programs = new Map<number, RunningProgram>();
  #hosts: string[] = [];
  #read = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  now(): Pick<OpenLab, "hosts" | "programs"> {
    for (; this.#read < this.#lines.length; this.#read += 1) this.#take(this.#lines[this.#read] ?? "");
    return { hosts: [...this.#hosts], programs: [...this.#programs.values()] };
  }

  #take(line: string): void {
    if (!WORTH_READING.test(line)) return;
    const parsed = Told.safeParse(JSON.parse(line));
    if (!parsed.success) return;
    const event = parsed.data;
    switch (event.kind) {
      case "lab.opened":
        this.#hosts = event.hosts.map(({ name }) => name);
        return;
      case "program.started":
        this.#programs.set(event.program, { program: event.program, name: event.name, host: event.host });
        return;
      case "program.ended":
        this.#programs.delete(event.program);
        return;
      default:
        event satisfies never;
    }
  }
}
