import { close, pidfdOpen, pidfdSendSignal, type Reactor, waitReadable } from "@wirestage/linux";
import type { CommandLimit } from "@wirestage/protocol";
import type { EventOf, ProgramLimit } from "@wirestage/trace";
import { LabError } from "../lab-error.ts";
import { Gate } from "../programs/gate.ts";
import type { LabProgram, ProgramPort, Seat } from "../programs/lab-program.ts";
import { Quota } from "../programs/quota.ts";
import { CommandTracer } from "./command-tracer.ts";
import { descendantsOf } from "./process-tree.ts";

type Ending = Pick<EventOf<"program.ended">, "exitCode" | "signal" | "limit">;

const SIGKILL = 9;
/** How long the lab stands still, in ms, until a killed process has ended. */
const ENDING_MS = 100;
/** Longest command line that is shown, in UTF-16 units. */
const LONGEST_NAME = 256;

interface Process {
  readonly pid: number;
  readonly pidfd: number;
}

/**
 * A command that a person has started on a host from a terminal of the machine's own, where it prints and reads. Of a
 * Python program its tracer tells the calls, of any other only sockets and frames are seen.
 */
export class CommandProgram implements LabProgram {
  readonly program: number;
  readonly host: string;
  readonly #command: readonly string[];
  readonly #seat: Seat;
  readonly #port: ProgramPort;
  readonly #reactor: Reactor;
  readonly #gate: Gate;
  #process: Process | null = null;
  #tracer: CommandTracer | null = null;
  /** The process whose calls are seen. */
  #tracedPid: number | null = null;
  #over = false;
  #exceeded: CommandLimit | null = null;

  constructor(program: number, command: readonly string[], seat: Seat, port: ProgramPort, reactor: Reactor) {
    this.program = program;
    this.host = seat.host.facts.name;
    this.#command = command;
    this.#seat = seat;
    const quota = new Quota((limit) => this.#exceed(limit));
    this.#port = quota.metered(port);
    this.#reactor = reactor;
    this.#gate = new Gate({ program, paceMs: 0 }, this.#port, quota);
  }

  get over(): boolean {
    return this.#over;
  }

  /** What it went beyond, so that the lab has ended it. */
  get exceeded(): CommandLimit | null {
    return this.#exceeded;
  }

  start(): void {
    this.#port.append({
      kind: "program.started",
      ...{ program: this.program, host: this.host, role: null, language: "command", parameters: {} },
      name: this.#command.join(" ").slice(0, LONGEST_NAME),
    });
  }

  /** It runs now, as this process of the machine. */
  hasStarted(pid: number): void {
    const opened = pidfdOpen(pid);
    // Then it has ended already, and whoever started it will say so.
    if (!opened.ok) return;
    this.#process = { pid, pidfd: opened.value };
    if (this.#over) this.#killProcess();
    else if (this.#tracedPid !== pid) this.#watch(pid);
  }

  /** Its tracer speaks on this connection. */
  isTraced(fd: number, said: Buffer): void {
    if (this.#over) {
      close(fd);
      return;
    }
    const { program } = this;
    const traced = { program, seat: this.#seat, gate: this.#gate, port: this.#port };
    const fault = (error: unknown) => this.#break(String(error));
    this.#tracer = new CommandTracer({ ...traced, fault }, { fd, said }, this.#reactor, {
      joined: (pid) => this.#joined(pid),
      starts: (pid) => this.#watch(pid),
      closed: () => {
        this.#tracedPid = null;
      },
      broken: (why) => this.#break(why),
    });
  }

  /** Whoever started it says how it ended; neither, where they are gone themselves: then it ends now. */
  hasEnded(exitCode: number | null, signal: string | null): void {
    if (exitCode === null && signal === null) this.#kill(null);
    else this.#end({ exitCode, signal, limit: null }, () => {});
    this.#letGo();
  }

  input(): void {
    throw this.#elsewhere();
  }

  type(): void {
    throw this.#elsewhere();
  }

  resize(): void {
    throw this.#elsewhere();
  }

  pause(): void {
    this.#requireTraced();
    this.#gate.pause();
  }

  step(): void {
    this.#requireTraced();
    this.#gate.step();
  }

  resume(): void {
    this.#requireTraced();
    if (this.#gate.resume()) return;
    throw new LabError("program_not_paused", "The program is not paused; it goes on by itself.", {
      program: this.program,
    });
  }

  kill(): void {
    this.#kill(null);
  }

  stop(limit: ProgramLimit): void {
    this.#kill(limit);
  }

  #exceed(limit: CommandLimit): void {
    if (this.#over) return;
    this.#exceeded = limit;
    this.stop(limit);
  }

  /** What its tracer tells need not be looked for. */
  #joined(pid: number): void {
    this.#tracedPid = pid;
    this.#seat.host.sockets.unwatchProcess(pid);
  }

  #watch(pid: number): void {
    this.#seat.host.sockets.watchProcess(pid, this.program);
    this.#port.turn();
  }

  #kill(limit: ProgramLimit | null): void {
    this.#end({ exitCode: null, signal: "SIGKILL", limit }, () => this.#killProcess());
    if (limit === "lab") this.#letGo();
  }

  #killProcess(): void {
    if (!this.#process) return;
    const { pid, pidfd } = this.#process;
    const descendants = descendantsOf(pid);
    pidfdSendSignal(pidfd, SIGKILL);
    for (const each of descendants) killAlone(each);
    waitReadable(pidfd, ENDING_MS);
  }

  #break(why: string): void {
    if (this.#over) return;
    this.#port.append({
      kind: "note",
      topic: "program.tracer-broken",
      facts: { program: this.program, why },
    });
    this.#kill(null);
  }

  #end(ending: Ending, act: () => void): void {
    if (this.#over) return;
    this.#over = true;
    this.#gate.close();
    this.#seat.desk.abandon(this.program);
    this.#port.append({ kind: "program.ended", program: this.program, ...ending });
    const actAndClose = () => {
      act();
      this.#tracer?.close();
    };
    if (ending.limit === "lab") actAndClose();
    else this.#seat.host.stimulate({ by: "exit", program: this.program }, actAndClose);
    this.#port.ended();
  }

  /** Nothing more is heard of it. */
  #letGo(): void {
    if (!this.#process) return;
    const { pid, pidfd } = this.#process;
    this.#process = null;
    this.#seat.host.sockets.unwatchProcess(pid);
    if (this.#tracedPid !== null) this.#seat.host.sockets.unwatchProcess(this.#tracedPid);
    close(pidfd);
  }

  #elsewhere(): LabError {
    return new LabError("bad_command", "This command has a terminal of its own; type there.", {
      program: this.program,
    });
  }

  #requireTraced(): void {
    if (this.#over) {
      throw new LabError("program_ended", "The command has ended; start it again to go on.", {
        program: this.program,
      });
    }
    if (this.#tracedPid !== null) return;
    throw new LabError(
      "bad_command",
      "The calls of this command are not seen, so that it cannot be paused.",
      {
        program: this.program,
      },
    );
  }
}

function killAlone(pid: number): void {
  const opened = pidfdOpen(pid);
  if (!opened.ok) return;
  pidfdSendSignal(opened.value, SIGKILL);
  close(opened.value);
}
