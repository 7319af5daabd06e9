import { type ConsoleStatement, LIMITS } from "@wirestage/protocol";
import type { EventOf, ProgramLimit } from "@wirestage/trace";
import { LabError } from "../../lab-error.ts";
import type { CallRequest } from "../call-desk.ts";
import type { LabProgram, ProgramPort, Seat } from "../lab-program.ts";
import { Quota } from "../quota.ts";
import { ProgramSocket } from "../sockets/program-socket.ts";
import { type Caller, SocketSet } from "../sockets/socket-set.ts";
import { FILE_METHODS, type FileCall } from "./file-methods.ts";
import { type Act, MODULE_METHODS, PAIR_METHODS, SOCKET_METHODS } from "./methods.ts";
import { Names } from "./names.ts";
import { StatementArguments } from "./statement-arguments.ts";
import { badStatement, heldBy, type Thing } from "./things.ts";

type Ending = Pick<EventOf<"program.ended">, "exitCode" | "signal" | "limit">;
type FileThing = Extract<Thing, { is: "file" }>;
type ConsolePort = Pick<ProgramPort, "append" | "enableIpv6" | "turn">;

/** A statement that can be carried out. */
interface Prepared {
  readonly statement: ConsoleStatement;
  /** What the call is made on stays open while it waits. */
  readonly thing: Thing | null;
  readonly act: Act;
}

/**
 * A learner's own calls on one host. They do not wait for each other. As in CPython, a socket or file that no name and
 * no waiting call leads to any more is closed.
 */
export class Console implements LabProgram, Caller {
  readonly program: number;
  readonly host: string;
  readonly #seat: Seat;
  readonly #port: ConsolePort;
  readonly #sockets: SocketSet;
  readonly #quota = new Quota((limit) => this.stop(limit));
  readonly #names = new Names();
  readonly #made = new Set<ProgramSocket>();
  readonly #waiting = new Set<Prepared>();
  /** Text of the statement whose call is about to be entered. */
  #statement: string | null = null;
  #over = false;

  constructor(program: number, seat: Seat, port: ConsolePort) {
    this.program = program;
    this.host = seat.host.facts.name;
    this.#seat = seat;
    this.#port = port;
    this.#sockets = new SocketSet(program, seat.host, this, { ...port, directory: seat.directory });
  }

  get over(): boolean {
    return this.#over;
  }

  start(): void {
    this.#port.append({
      kind: "program.started",
      program: this.program,
      host: this.host,
      name: "console",
      role: null,
      language: "console",
      parameters: {},
    });
  }

  /** Says whether a statement can be carried out. @throws LabError `bad_statement`, `console_name_unknown`, `console_busy` */
  prepare(statement: ConsoleStatement): Prepared {
    if (this.#waiting.size >= LIMITS.consoleCalls) throw busy();
    const { target, method, assign } = statement;
    this.#names.requireRoom(assign);
    if (assign.length === 2 && !PAIR_METHODS.has(method)) {
      throw badStatement(`${method} does not answer a pair; keep what it answers under one name.`);
    }
    const args = new StatementArguments(
      method,
      statement.arguments,
      (name) => this.#names.get(name),
      this.#seat.directory,
    );
    const thing = target === null ? null : this.#names.get(target);
    const act = this.#actOf(statement, thing, args);
    args.end();
    return { statement, thing, act };
  }

  /** Makes the call. @throws what could not be done for it beforehand */
  carryOut(prepared: Prepared): void {
    this.#statement = prepared.statement.text;
    try {
      const answered = prepared.act();
      this.#waiting.add(prepared);
      answered.then(
        (answer) => this.#finish(prepared, answer),
        () => this.#finish(prepared, null),
      );
    } finally {
      this.#statement = null;
    }
  }

  call<T>(request: CallRequest<T>): Promise<T> {
    this.#quota.call();
    if (this.#over) return new Promise(() => {});
    return this.#seat.desk.call(this.program, null, { ...request, ...this.#takeStatement() });
  }

  callAtOnce<T>(request: CallRequest<T>): Promise<T> {
    return this.call(request);
  }

  kill(): void {
    this.#end({ exitCode: null, signal: "SIGKILL", limit: null });
  }

  stop(limit: ProgramLimit): void {
    this.#end({ exitCode: null, signal: "SIGKILL", limit });
  }

  input(): void {
    this.#refuse();
  }

  type(): void {
    this.#refuse();
  }

  resize(): void {
    this.#refuse();
  }

  pause(): void {
    this.#refuse();
  }

  step(): void {
    this.#refuse();
  }

  resume(): void {
    this.#refuse();
  }

  #actOf(statement: ConsoleStatement, thing: Thing | null, args: StatementArguments): Act {
    const { method, target } = statement;
    if (thing === null) {
      return found(MODULE_METHODS, method, "A console has only socket(…)")(this.#sockets, args);
    }
    if (thing.is === "socket") {
      return found(SOCKET_METHODS, method, "A socket has no such method")(thing.socket, args);
    }
    if (thing.is === "file") {
      const call = found(FILE_METHODS, method, "A file has no such method")(thing.file, args);
      return () => this.#callFile(method, thing, call);
    }
    throw badStatement(`${target} is no socket and no file, so that it has no methods.`);
  }

  /** One call for the statement, around the calls that the library makes for it. */
  #callFile(name: string, { file, socket }: FileThing, { act, use, ...call }: FileCall): Promise<Thing> {
    this.#quota.call();
    if (this.#over) return new Promise(() => {});
    const statement = this.#takeStatement();
    const isBusy = () => file.isBusy(use);
    const request = { ...call, ...statement, name, socket: socket.number, isBusy };
    return this.#seat.desk.callLibrary(this.program, null, request, act);
  }

  #takeStatement(): { readonly statement?: string } {
    const statement = this.#statement;
    this.#statement = null;
    return statement === null ? {} : { statement };
  }

  #finish(prepared: Prepared, answer: Thing | null): void {
    if (this.#over) return;
    this.#waiting.delete(prepared);
    if (answer) {
      for (const each of heldBy(answer)) if (each instanceof ProgramSocket) this.#made.add(each);
      this.#names.assign(prepared.statement.assign, answer);
    }
    this.#closeUnreachable();
  }

  #closeUnreachable(): void {
    const waitingOn = [...this.#waiting].flatMap(({ thing }) => (thing ? heldBy(thing) : []));
    const reachable = new Set([...this.#names.reachable(), ...waitingOn]);
    for (const socket of this.#made) {
      if (!reachable.has(socket)) this.#made.delete(socket);
      void socket.closeUnreachable(reachable);
    }
  }

  #refuse(): never {
    if (this.#over) {
      throw new LabError("program_ended", "This console has ended; its next statement starts a new one.", {
        program: this.program,
      });
    }
    throw new LabError("bad_command", "A console takes statements, and nothing else.", {
      program: this.program,
    });
  }

  #end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    this.#seat.desk.abandon(this.program);
    this.#port.append({ kind: "program.ended", program: this.program, ...ending });
    if (ending.limit === "lab") this.#sockets.abandonAll();
    else this.#sockets.releaseAll();
    this.#port.turn();
  }
}

function found<M>(methods: ReadonlyMap<string, M>, name: string, otherwise: string): M {
  const method = methods.get(name);
  if (method) return method;
  throw badStatement(`${otherwise}: ${name}. There are ${[...methods.keys()].join(", ")}.`);
}

function busy(): LabError {
  return new LabError(
    "console_busy",
    `This console waits in ${LIMITS.consoleCalls} calls already; let one return, or shut its socket down.`,
    { limit: LIMITS.consoleCalls },
  );
}
