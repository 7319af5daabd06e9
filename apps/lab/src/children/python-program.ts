import type { Reactor, ZombieEnd } from "@wirestage/linux";
import { LIMITS } from "@wirestage/protocol";
import type { EventOf, ProgramLimit } from "@wirestage/trace";
import { LabError } from "../lab-error.ts";
import { Gate } from "../programs/gate.ts";
import type { LabProgram, ProgramFacts, ProgramPort, Seat, SourceText } from "../programs/lab-program.ts";
import { Quota } from "../programs/quota.ts";
import { type Child, startChild } from "./child.ts";
import { HeldSockets } from "./held-sockets.ts";
import { PYTHON_ENVIRONMENT, type Python, type PythonLimits, pythonCommand } from "./python.ts";
import { TaskLimit } from "./task-limit.ts";
import { TracedCalls } from "./traced-calls.ts";
import type { TracerMessage } from "./tracer-message.ts";

type Ending = Pick<EventOf<"program.ended">, "exitCode" | "signal" | "limit">;
type Told<S extends TracerMessage["say"]> = Extract<TracerMessage, { say: S }>;

/** How long the lab stands still, in ms, until a program has ended that must: then it is seen what its kernel closed. */
const ENDING_MS = 100;
/** Sockets, and the four descriptors that every program has. */
const MOST_DESCRIPTORS = LIMITS.sockets + 4;
/** Longest file that a program may write, in octets. */
const LONGEST_FILE = 16 * 1024 * 1024;

/** What programs in Python are run with. */
export interface PythonSetup {
  readonly python: Python;
  readonly limits: PythonLimits;
  readonly reactor: Reactor;
}

/** A client or server in Python: a process on a terminal, both of its own, whose calls its tracer tells. */
export class PythonProgram implements LabProgram {
  readonly program: number;
  readonly host: string;
  readonly #facts: ProgramFacts;
  readonly #text: string;
  readonly #limits: PythonLimits;
  readonly #seat: Seat;
  readonly #port: ProgramPort;
  readonly #gate: Gate;
  readonly #child: Child;
  readonly #sockets: HeldSockets;
  readonly #calls: TracedCalls;
  readonly #tasks: TaskLimit;
  readonly #script: string[];
  /** Lines typed that the program has not read. */
  #typed = 0;
  #printed = 0;
  #over = false;

  /** Its process waits from here on to be given its text. @throws SyscallError where no process can be started */
  constructor(setup: PythonSetup, facts: ProgramFacts, source: SourceText, seat: Seat, port: ProgramPort) {
    const { python, limits, reactor } = setup;
    this.program = facts.program;
    this.host = seat.host.facts.name;
    this.#facts = facts;
    this.#text = source.text;
    this.#limits = limits;
    this.#seat = seat;
    const quota = new Quota((limit) => this.stop(limit));
    this.#port = quota.metered(port);
    this.#script = [...facts.script];
    this.#gate = new Gate(facts, this.#port, quota);
    const how = { command: pythonCommand(python, source.file), environment: PYTHON_ENVIRONMENT };
    this.#child = startChild(how, seat.host, reactor, {
      output: (text) => port.attempt(() => this.#say(text)),
      gone: (end) => port.attempt(() => this.#gone(end)),
      message: (message) => port.attempt(() => this.#hear(message)),
      // Soon it is gone: then there is more to tell.
      closed: () => {},
      broken: (why) => port.attempt(() => this.#break(why)),
    });
    const { process, channel } = this.#child;
    this.#sockets = new HeldSockets(facts.program, seat.host.sockets, () => process.program);
    const traced = {
      program: facts.program,
      gate: this.#gate,
      seat,
      port: this.#port,
      fault: (error: unknown) => port.attempt(() => this.#break(String(error))),
    };
    this.#calls = new TracedCalls(traced, channel, this.#sockets);
    this.#tasks = new TaskLimit(process, limits.tasks, port, () => this.stop("processes"));
  }

  get over(): boolean {
    return this.#over;
  }

  start(): void {
    const { program, name, role, language, parameters, paceMs } = this.#facts;
    this.#port.append({
      kind: "program.started",
      ...{ program, host: this.host, name, role, language },
      parameters: { ...parameters, paceMs },
    });
  }

  input(text: string): void {
    this.type(`${text.replace(/[^\P{Cc}\r\n]/gu, "")}\r`);
  }

  type(data: string): void {
    this.#requireRunning();
    this.#child.terminal.type(data);
    this.#typed += Array.from(data).filter((key) => "\r\n\x04".includes(key)).length;
  }

  resize(columns: number, rows: number): void {
    this.#requireRunning();
    this.#child.terminal.resize(columns, rows);
  }

  pause(): void {
    this.#requireRunning();
    this.#gate.pause();
  }

  step(): void {
    this.#requireRunning();
    this.#gate.step();
  }

  resume(): void {
    this.#requireRunning();
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

  #hear(message: TracerMessage): void {
    // What it has printed before it spoke.
    this.#child.terminal.read();
    if (this.#over) return;
    const { channel } = this.#child;
    switch (message.say) {
      case "hello":
        this.#welcome(message);
        break;
      case "source":
        this.#break("it tells a source that was given to it");
        break;
      case "enter":
        this.#calls.enter(message);
        break;
      case "blocked":
      case "returned":
      case "raised":
        this.#calls.answer(message);
        break;
      case "print":
        this.#calls.reach(message.line);
        channel.say(message.number, "go");
        break;
      case "asking":
        this.#ask(message);
        break;
      case "input":
        this.#typed = Math.max(0, this.#typed - 1);
        this.#port.append({ kind: "program.input", program: this.program, text: message.text });
        channel.say(message.number, "go");
        break;
      case "process":
        this.#tasks.starts();
        channel.say(message.number, "go");
        break;
      case "ended":
        this.#leave(message);
        break;
      default:
        message satisfies never;
    }
  }

  /** Before anything of the program runs, its limits are set from here: it cannot undo them. */
  #welcome({ number }: Told<"hello">): void {
    const { process, channel } = this.#child;
    if (!process.find()) {
      this.#break("its process is not to be found in /proc");
      return;
    }
    process.limit("RLIMIT_AS", this.#limits.bytes);
    process.limit("RLIMIT_CPU", this.#limits.cpuSeconds);
    process.limit("RLIMIT_NOFILE", MOST_DESCRIPTORS);
    process.limit("RLIMIT_FSIZE", LONGEST_FILE);
    process.limit("RLIMIT_CORE", 0);
    channel.say(number, Buffer.byteLength(this.#text), this.#text);
  }

  /** Where a person must type the line first, the trace says so. */
  #ask({ number }: Told<"asking">): void {
    const scripted = this.#typed === 0 ? this.#script.shift() : undefined;
    if (scripted !== undefined) {
      this.#port.after(this.#facts.paceMs, () => {
        if (!this.#over) this.input(scripted);
      });
    } else if (this.#typed === 0) {
      this.#port.append({ kind: "program.asking", program: this.program });
    }
    this.#child.channel.say(number, "go");
  }

  /** It has done all that it does, and ends as soon as it is answered. */
  #leave({ number, code, signal, limit }: Told<"ended">): void {
    const { process, channel } = this.#child;
    this.#end({ exitCode: signal === null ? code : null, signal, limit }, () => {
      channel.say(number, "go");
      process.waitEnded(ENDING_MS);
      process.kill();
      process.waitEnded(ENDING_MS);
    });
  }

  #kill(limit: ProgramLimit | null): void {
    const { process, terminal } = this.#child;
    // Of one that floods it there is no end to what it shows.
    if (limit !== "output" && limit !== "events") terminal.read();
    this.#end({ exitCode: null, signal: "SIGKILL", limit }, () => {
      process.kill();
      if (limit !== "lab") process.waitEnded(ENDING_MS);
    });
  }

  #break(why: string): void {
    if (this.#over) return;
    const facts = { program: this.program, why };
    this.#port.append({ kind: "note", topic: "program.tracer-broken", facts });
    this.#kill(null);
  }

  /** It has ended without a word, by a signal or by its own `os._exit`. */
  #gone({ exitCode, signal, cpuSeconds }: ZombieEnd): void {
    this.#child.terminal.read();
    // The kernel counts in ticks what it tells, and more finely what it ends a program for.
    const isSpent = signal === "SIGKILL" && cpuSeconds > this.#limits.cpuSeconds / 2;
    this.#end({ exitCode, signal, limit: isSpent ? "cpu" : null }, () => {});
  }

  /** @param act ends its process */
  #end(ending: Ending, act: () => void): void {
    if (this.#over) return;
    this.#over = true;
    this.#gate.close();
    this.#tasks.stop();
    this.#seat.desk.abandon(this.program);
    this.#port.append({ kind: "program.ended", program: this.program, ...ending });
    const actAndLetGo = () => {
      act();
      this.#sockets.letGoAll();
    };
    if (ending.limit === "lab") actAndLetGo();
    else this.#seat.host.stimulate({ by: "exit", program: this.program }, actAndLetGo);
    this.#child.channel.close();
    this.#port.ended();
  }

  #say(text: string): void {
    if (this.#over) return;
    this.#port.append({ kind: "program.output", program: this.program, stream: "terminal", text });
    this.#printed += text.length;
    if (this.#printed > LIMITS.outputLength) this.stop("output");
  }

  #requireRunning(): void {
    if (!this.#over) return;
    throw new LabError("program_ended", "The program has ended; start it again to go on.", {
      program: this.program,
    });
  }
}
