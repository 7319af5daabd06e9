import { ADDRESS_FAMILIES } from "@wirestage/linux";
import { CallError } from "../programs/call-error.ts";
import type { Gate } from "../programs/gate.ts";
import type { ProgramPort, Seat } from "../programs/lab-program.ts";
import type { HeldSockets } from "./held-sockets.ts";
import { TracedCall } from "./traced-call.ts";
import type { TracerChannel } from "./tracer-channel.ts";
import type { Attempted, Enter } from "./tracer-message.ts";

/** The program that a traced process belongs to. */
export interface TracedProgram {
  readonly program: number;
  readonly seat: Seat;
  readonly gate: Gate;
  readonly port: Pick<ProgramPort, "append" | "attempt" | "enableIpv6" | "returned" | "turn">;
  /** Something failed that must not. */
  fault(error: unknown): void;
}

/** Makes the calls that a tracer announces: each rests at the program's gate, and is made at the desk of its host. */
export class TracedCalls {
  readonly #program: TracedProgram;
  readonly #channel: TracerChannel;
  readonly #sockets: HeldSockets;
  readonly #calls = new Map<number, TracedCall>();
  /** Numbers of those that rest at the gate. */
  readonly #resting = new Set<number>();
  /** Threads pass the gate one after the other. */
  #passing: Promise<void> = Promise.resolve();

  constructor(program: TracedProgram, channel: TracerChannel, sockets: HeldSockets) {
    this.#program = program;
    this.#channel = channel;
    this.#sockets = sockets;
  }

  /** Shows the line that runs now. */
  reach(line: number | null): void {
    const { port, program } = this.#program;
    if (line !== null) port.append({ kind: "program.line", program, line });
  }

  /** The program waits before a call. */
  enter(message: Enter): void {
    const { port, gate } = this.#program;
    const [family] = message.arguments;
    if (message.name === "socket" && family === ADDRESS_FAMILIES.AF_INET6) port.enableIpv6();
    if (message.socket) this.#sockets.hold(message.socket);
    this.reach(message.line);
    this.#resting.add(message.number);
    this.#passing = this.#passing.then(() => gate.pass());
    this.#passing.then(() => this.#make(message)).catch((error) => this.#program.fault(error));
  }

  /** It has answered after the lab had ceased to wait for it, or was interrupted before it could make the call. */
  answer(message: Attempted): void {
    this.#resting.delete(message.number);
    const call = this.#calls.get(message.number);
    if (!call) return;
    call.answerLate(message);
    this.#program.port.turn();
  }

  #make(message: Enter): void {
    if (!this.#resting.delete(message.number)) return;
    const { program, seat, port } = this.#program;
    const call = new TracedCall(message, this.#channel, this.#sockets);
    this.#calls.set(message.number, call);
    const done = () => void this.#calls.delete(message.number);
    seat.desk
      .call(program, message.line, call)
      .then(() => port.returned(message.name))
      .catch((error) => {
        if (!(error instanceof CallError)) this.#program.fault(error);
      })
      .finally(done);
  }
}
