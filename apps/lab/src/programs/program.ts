import { AF_INET, ERRNO, SOCK_STREAM, socket } from "@wirestage/linux";
import type { Family, Parameters, Host as ProgramHost, SocketType } from "@wirestage/programs";
import { LIMITS } from "@wirestage/protocol";
import type { EventFacts, TraceTime } from "@wirestage/trace";
import type { Host } from "../hosts/host.ts";
import { LabError } from "../lab-error.ts";
import type { CallDesk, CallRequest } from "./call-desk.ts";
import { ProgramSocket, type SocketOwner } from "./program-socket.ts";
import { type ProgramSource, runningLine } from "./program-source.ts";

/** Calls in a row after which a program that never waits lets other labs and the commands of people have their turn. */
const CALLS_IN_A_ROW = 32;

export interface ProgramFacts {
  readonly program: number;
  readonly name: string;
  readonly role: "server" | "client";
  readonly parameters: Parameters;
  /** Pause before each call, in ms. */
  readonly paceMs: number;
  /** Typed as the program asks for lines. */
  readonly script: readonly string[];
}

export interface ProgramPort {
  append(facts: EventFacts): TraceTime;
  /** Waits without a thread; the promise never settles once the lab is closed. */
  pause(ms: number): Promise<void>;
  /** A call has been answered. */
  returned(name: string): void;
  ended(): void;
}

/** A running client or server. When it ends, its kernel closes what it left open. */
export class RunningProgram implements SocketOwner, ProgramHost {
  readonly program: number;
  readonly host: Host;
  readonly descriptors = new Map<number, ProgramSocket>();
  readonly #facts: ProgramFacts;
  readonly #source: ProgramSource;
  readonly #desk: CallDesk;
  readonly #port: ProgramPort;
  readonly #script: string[];
  readonly #typed: string[] = [];
  #reader: ((line: string) => void) | null = null;
  #printed = 0;
  #callsInARow = 0;
  #over = false;

  constructor(facts: ProgramFacts, source: ProgramSource, host: Host, desk: CallDesk, port: ProgramPort) {
    this.program = facts.program;
    this.host = host;
    this.#facts = facts;
    this.#source = source;
    this.#desk = desk;
    this.#port = port;
    this.#script = [...facts.script];
  }

  get over(): boolean {
    return this.#over;
  }

  start(): void {
    const { program, name, role, parameters, paceMs } = this.#facts;
    this.#port.append({
      kind: "program.started",
      program,
      host: this.host.facts.name,
      name,
      role,
      language: "ts",
      parameters: { ...parameters, paceMs },
    });
    this.#source.main(this, parameters).then(
      () => this.#end(0, null),
      (error: unknown) => this.#fail(error),
    );
  }

  /** As by SIGKILL: the program makes no further step, and what it waits for never comes. */
  kill(): void {
    this.#end(null, "SIGKILL");
  }

  type(text: string): void {
    if (this.#over) {
      throw new LabError("program_ended", "The program has ended and reads no more lines.", {
        program: this.program,
      });
    }
    if (this.#typed.length >= LIMITS.inputLines) {
      throw new LabError(
        "too_many_messages",
        "The program has not read the lines typed before; wait for it.",
        {
          limit: LIMITS.inputLines,
        },
      );
    }
    this.#port.append({ kind: "program.input", program: this.program, text });
    if (this.#reader) this.#read(text);
    else this.#typed.push(text);
  }

  async call<T>(request: CallRequest<T>): Promise<T> {
    const line = runningLine(this.#source.file);
    await this.#reach(line);
    const value = await this.#desk.call(this.program, line, request);
    this.#port.returned(request.name);
    return value;
  }

  async socket(family: Family, type: SocketType): Promise<ProgramSocket> {
    return this.call({
      name: "socket",
      arguments: [
        { type: "constant", name: family, value: AF_INET },
        { type: "constant", name: type, value: SOCK_STREAM },
      ],
      socket: null,
      attempt: () => {
        if (this.descriptors.size >= LIMITS.sockets)
          return { ok: false, errno: ERRNO.EMFILE, code: "EMFILE" };
        const made = this.host.open(() => socket(AF_INET, SOCK_STREAM));
        return made.ok ? { ok: true, value: new ProgramSocket(made.value, this) } : made;
      },
      show: (made) => ({ type: "socket", socket: made.number ?? 0, fd: made.fd }),
    });
  }

  print(text: string): void {
    this.#say(runningLine(this.#source.file), `${text}\n`, "stdout");
  }

  async input(prompt: string): Promise<string> {
    this.#say(runningLine(this.#source.file), prompt, "stdout");
    const early = this.#typed.shift();
    if (early !== undefined) return early;
    const scripted = this.#script.shift();
    if (scripted !== undefined) {
      await this.#port.pause(this.#facts.paceMs);
      if (!this.#over) this.#port.append({ kind: "program.input", program: this.program, text: scripted });
      return scripted;
    }
    return new Promise((resolve) => {
      this.#reader = resolve;
    });
  }

  encode(text: string): Uint8Array {
    return new TextEncoder().encode(text);
  }

  decode(data: Uint8Array): string {
    return new TextDecoder().decode(data);
  }

  upper(data: Uint8Array): Uint8Array {
    return data.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
  }

  /** Lights the line, and rests there at the pace of the run. A program that was ended meanwhile rests for ever. */
  async #reach(line: number | null): Promise<void> {
    if (line !== null && !this.#over) {
      this.#port.append({ kind: "program.line", program: this.program, line });
    }
    this.#callsInARow = (this.#callsInARow + 1) % CALLS_IN_A_ROW;
    if (this.#facts.paceMs > 0 || this.#callsInARow === 0) await this.#port.pause(this.#facts.paceMs);
    if (this.#over) await new Promise<never>(() => {});
  }

  #read(line: string): void {
    const reader = this.#reader;
    this.#reader = null;
    reader?.(line);
  }

  #say(line: number | null, text: string, stream: "stdout" | "stderr"): void {
    if (this.#over) return;
    if (line !== null) this.#port.append({ kind: "program.line", program: this.program, line });
    this.#port.append({ kind: "program.output", program: this.program, stream, text });
    this.#printed += text.length;
    if (this.#printed > LIMITS.outputLength) this.kill();
  }

  #fail(error: unknown): void {
    this.#say(null, `${error instanceof Error ? error.message : String(error)}\n`, "stderr");
    this.#end(1, null);
  }

  #end(exitCode: number | null, signal: string | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#desk.abandon(this.program);
    this.#port.append({ kind: "program.ended", program: this.program, exitCode, signal });
    for (const open of [...this.descriptors.values()]) {
      this.host.stimulate({ by: "exit", program: this.program }, () => open.release());
    }
    this.#port.ended();
  }
}
