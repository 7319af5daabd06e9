import type { Program } from "@wirestage/programs";
import { LIMITS } from "@wirestage/protocol";
import type { EventOf, ProgramLimit } from "@wirestage/trace";
import type { Host } from "../hosts/host.ts";
import { LabError } from "../lab-error.ts";
import type { CallDesk, CallRequest } from "./call-desk.ts";
import { Gate } from "./gate.ts";
import type { LabProgram, ProgramFacts, ProgramPort, SourceText } from "./lab-program.ts";
import { HostInterface } from "./program-host.ts";
import { compileProgram, runningLine } from "./program-source.ts";
import { ProgramTerminal } from "./program-terminal.ts";
import { Quota } from "./quota.ts";
import { type Caller, SocketSet } from "./sockets/socket-set.ts";

type Ending = Pick<EventOf<"program.ended">, "exitCode" | "signal" | "limit">;

/** Unwinds a program that goes on although it was ended; whatever it does then, nobody sees it. */
class ProgramEnded extends Error {
  override readonly name = "ProgramEnded";
}

/** A client or server in TypeScript, running in this process. When it ends, its kernel closes what it left open. */
export class RunningProgram implements LabProgram, Caller {
  readonly program: number;
  readonly host: string;
  readonly #facts: ProgramFacts;
  readonly #file: string;
  readonly #main: Program;
  readonly #desk: CallDesk;
  readonly #port: ProgramPort;
  readonly #gate: Gate;
  readonly #terminal: ProgramTerminal;
  readonly #sockets: SocketSet;
  #printed = 0;
  #over = false;

  /** @throws Error where the text is no program */
  constructor(facts: ProgramFacts, source: SourceText, host: Host, desk: CallDesk, port: ProgramPort) {
    this.program = facts.program;
    this.host = host.facts.name;
    this.#facts = facts;
    this.#file = source.file;
    this.#main = compileProgram(source);
    this.#desk = desk;
    const quota = new Quota((limit) => this.stop(limit));
    this.#port = quota.metered(port);
    this.#gate = new Gate(facts, this.#port, quota);
    this.#terminal = new ProgramTerminal(facts, {
      append: (event) => this.#port.append(event),
      pause: (ms) => port.pause(ms),
      echo: (text) => this.#say(text, "terminal"),
      interrupt: () => this.#end({ exitCode: null, signal: "SIGINT", limit: null }),
    });
    this.#sockets = new SocketSet(facts.program, host, this, port);
  }

  get over(): boolean {
    return this.#over;
  }

  start(): void {
    const { program, name, role, language, parameters, paceMs } = this.#facts;
    this.#port.append({
      kind: "program.started",
      program,
      host: this.host,
      name,
      role,
      language,
      parameters: { ...parameters, paceMs },
    });
    this.#main(this.#hostInterface()).then(
      () => this.#port.attempt(() => this.#end({ exitCode: 0, signal: null, limit: null })),
      (error: unknown) => this.#port.attempt(() => this.#fail(error)),
    );
  }

  kill(): void {
    this.#end({ exitCode: null, signal: "SIGKILL", limit: null });
  }

  stop(limit: ProgramLimit): void {
    this.#end({ exitCode: null, signal: "SIGKILL", limit });
  }

  input(text: string): void {
    this.#requireRunning();
    this.#terminal.enter(text);
  }

  type(data: string): void {
    this.#requireRunning();
    this.#terminal.type(data);
  }

  /** A program of this process does not ask how large its terminal is. */
  resize(): void {
    this.#requireRunning();
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

  /** Lights the line, and rests there at the pace of the run and while the program is paused. */
  async call<T>(request: CallRequest<T>): Promise<T> {
    const line = this.#reach();
    await this.#gate.pass();
    const value = await this.#desk.call(this.program, line, request);
    if (!this.#over) this.#port.returned(request.name);
    return value;
  }

  callAtOnce<T>(request: CallRequest<T>): Promise<T> {
    return this.#desk.call(this.program, this.#reach(), request);
  }

  #hostInterface(): HostInterface {
    return new HostInterface({
      directory: this.#port.directory,
      socket: (family, type) => this.#sockets.socket(family, type),
      call: (request) => this.call(request),
      print: (text) => this.#print(text),
      read: () => this.#terminal.read(),
    });
  }

  /** Shows the line that runs now. @throws ProgramEnded */
  #reach(): number | null {
    if (this.#over) throw new ProgramEnded();
    const line = runningLine(this.#file);
    if (line !== null) this.#port.append({ kind: "program.line", program: this.program, line });
    // That may have been one event too many.
    if (this.#over) throw new ProgramEnded();
    return line;
  }

  #print(text: string): void {
    this.#reach();
    this.#say(text, "stdout");
  }

  #say(text: string, stream: EventOf<"program.output">["stream"]): void {
    if (this.#over || text === "") return;
    this.#port.append({ kind: "program.output", program: this.program, stream, text });
    this.#printed += text.length;
    if (this.#printed > LIMITS.outputLength) this.stop("output");
  }

  #fail(error: unknown): void {
    this.#say(`${error instanceof Error ? error.message : String(error)}\n`, "stderr");
    this.#end({ exitCode: 1, signal: null, limit: null });
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    this.#gate.close();
    this.#terminal.close();
    this.#desk.abandon(this.program);
    this.#port.append({ kind: "program.ended", program: this.program, ...ending });
    if (ending.limit === "lab") this.#sockets.abandonAll();
    else this.#sockets.releaseAll();
    this.#port.ended();
  }

  #requireRunning(): void {
    if (!this.#over) return;
    throw new LabError("program_ended", "The program has ended; start it again to go on.", {
      program: this.program,
    });
  }
}
