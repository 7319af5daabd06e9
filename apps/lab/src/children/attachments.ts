import type { Reactor } from "@wirestage/linux";
import type { CommandLimit } from "@wirestage/protocol";
import type { Roster } from "../programs/roster.ts";
import type { RunsPort } from "../programs/runs.ts";
import { CommandProgram } from "./command-program.ts";
import { killAllOn, killStray } from "./host-processes.ts";
import type { TracerSocket } from "./tracer-socket.ts";

/** Where a command is to be started, and how it finds its tracer's end of the lab. */
export interface AttachPlace {
  readonly program: number;
  readonly userNamespace: string;
  readonly networkNamespace: string;
  readonly tracerPath: string;
  readonly tracerToken: string;
}

/** The commands that people start on the hosts of one lab. */
export class Attachments {
  readonly #roster: Roster;
  readonly #port: RunsPort;
  readonly #reactor: Reactor;
  readonly #tracers: () => TracerSocket;
  readonly #commands = new Map<number, { readonly command: CommandProgram; readonly token: string }>();
  /** Network namespaces of the hosts that a command was started on. */
  readonly #entered = new Set<string>();

  /** @param tracers made when it is first needed @throws SyscallError */
  constructor(roster: Roster, port: RunsPort, reactor: Reactor, tracers: () => TracerSocket) {
    this.#roster = roster;
    this.#port = port;
    this.#reactor = reactor;
    this.#tracers = tracers;
  }

  /** @throws LabError `host_not_found`, `too_many_programs` */
  attach(host: string, words: readonly string[]): AttachPlace {
    const seat = this.#port.seat(host);
    const tracers = this.#tracers();
    const command = this.#roster.start((program) => {
      const { directory } = seat;
      const port = { ...this.#port, directory, returned: () => {}, ended: () => this.#port.turn() };
      return new CommandProgram(program, words, seat, port, this.#reactor);
    });
    const token = tracers.expect((fd, said) => command.isTraced(fd, said));
    this.#commands.set(command.program, { command, token });
    this.#entered.add(seat.host.networkNamespacePath);
    return {
      program: command.program,
      userNamespace: `/proc/${process.pid}/ns/user`,
      networkNamespace: seat.host.networkNamespacePath,
      tracerPath: tracers.path,
      tracerToken: token,
    };
  }

  /** It runs as this process; not for long, where the lab has closed meanwhile. */
  started(program: number, pid: number): void {
    const known = this.#commands.get(program);
    if (known) known.command.hasStarted(pid);
    else killStray(pid);
  }

  /** Of a command that has not been told to have ended: the limit for which the lab itself has ended it. */
  exceededBy(program: number): CommandLimit | null {
    return this.#commands.get(program)?.command.exceeded ?? null;
  }

  ended(program: number, exitCode: number | null, signal: string | null): void {
    this.#commands.get(program)?.command.hasEnded(exitCode, signal);
    this.#forget(program);
  }

  /** The lab is closed, and its hosts are about to be: nothing that people have started there goes on. */
  close(): void {
    for (const program of [...this.#commands.keys()]) this.#forget(program);
    for (const path of this.#entered) killAllOn(path);
    this.#entered.clear();
  }

  #forget(program: number): void {
    const known = this.#commands.get(program);
    if (known) this.#tracers().forget(known.token);
    this.#commands.delete(program);
  }
}
