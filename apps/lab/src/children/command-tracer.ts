import { close, pidfdOpen, type Reactor, waitReadable } from "@wirestage/linux";
import { LIMITS } from "@wirestage/protocol";
import { HeldSockets } from "./held-sockets.ts";
import { isOnHost } from "./host-processes.ts";
import { TracedCalls, type TracedProgram } from "./traced-calls.ts";
import { TracerChannel } from "./tracer-channel.ts";
import type { TracerMessage } from "./tracer-message.ts";

type Told<S extends TracerMessage["say"]> = Extract<TracerMessage, { say: S }>;

/** How long the lab stands still, in ms, for a process to end that says it will. */
const ENDING_MS = 20;

export interface CommandTracerListener {
  /** From here on the calls of this process are seen. */
  joined(pid: number): void;
  /** It is about to start processes whose calls are not seen. */
  starts(pid: number): void;
  /** Nothing more comes on this connection. */
  closed(): void;
  broken(why: string): void;
}

/** A Python process of a command. */
interface Traced {
  readonly pid: number;
  readonly pidfd: number;
  readonly sockets: HeldSockets;
  readonly calls: TracedCalls;
}

/** The connection of a command's tracer: that of one process, or, where a shell hands it on, of one after the other. */
export class CommandTracer {
  readonly #program: TracedProgram;
  readonly #reactor: Reactor;
  readonly #channel: TracerChannel;
  readonly #listener: CommandTracerListener;
  #traced: Traced | null = null;
  /** It has said its last. */
  #isEnding = false;

  /** @param said what was read of the connection before */
  constructor(
    program: TracedProgram,
    connection: { readonly fd: number; readonly said: Buffer },
    reactor: Reactor,
    listener: CommandTracerListener,
  ) {
    this.#program = program;
    this.#reactor = reactor;
    this.#listener = listener;
    const { port } = program;
    const channelListener = {
      message: (message: TracerMessage) => port.attempt(() => this.#hear(message)),
      closed: () => port.attempt(() => this.#closed()),
      broken: (why: string) => port.attempt(() => listener.broken(why)),
    };
    this.#channel = new TracerChannel(connection.fd, reactor, channelListener, connection.said);
  }

  close(): void {
    this.#channel.close();
    this.#leave();
  }

  #hear(message: TracerMessage): void {
    if (message.say === "hello") {
      this.#welcome(message);
      return;
    }
    if (this.#traced) this.#follow(message, this.#traced);
    else this.#listener.broken("it does not say who it is");
  }

  #follow(message: Exclude<TracerMessage, { say: "hello" }>, { pid, calls }: Traced): void {
    const { program, port } = this.#program;
    switch (message.say) {
      case "source":
        this.#tellSource(message);
        break;
      case "enter":
        calls.enter(message);
        return;
      case "blocked":
      case "returned":
      case "raised":
        calls.answer(message);
        return;
      case "print":
        calls.reach(message.line);
        break;
      case "asking":
        port.append({ kind: "program.asking", program });
        break;
      case "input":
        port.append({ kind: "program.input", program, text: message.text });
        break;
      case "process":
        this.#listener.starts(pid);
        break;
      case "ended":
        this.#end(message);
        return;
      default:
        message satisfies never;
    }
    this.#channel.say(message.number, "go");
  }

  #welcome({ number, process: pid }: Told<"hello">): void {
    this.#leave();
    const { program, seat } = this.#program;
    const opened = isOnHost(pid, seat.host.networkNamespacePath) ? pidfdOpen(pid) : null;
    if (!opened?.ok) {
      this.#listener.broken("its process is not on the host of its command");
      return;
    }
    const pidfd = opened.value;
    const sockets = new HeldSockets(program, seat.host.sockets, () => ({ pid, pidfd }));
    const calls = new TracedCalls(this.#program, this.#channel, sockets);
    this.#traced = { pid, pidfd, sockets, calls };
    this.#listener.joined(pid);
    this.#channel.say(number, "go");
  }

  #tellSource({ file, text }: Told<"source">): void {
    const { program, port } = this.#program;
    const shown = text.slice(0, LIMITS.sourceLength);
    port.append({ kind: "program.source", program, language: "python", file, text: shown });
  }

  /** It has done all that it does: what its sockets do from here on is by its exit. The command itself may go on. */
  #end({ number }: Told<"ended">): void {
    const { program, seat, port } = this.#program;
    if (!this.#traced) return;
    const { pidfd, sockets } = this.#traced;
    this.#isEnding = true;
    sockets.endNow();
    seat.host.stimulate({ by: "exit", program }, () => {
      this.#channel.say(number, "go");
      if (waitReadable(pidfd, ENDING_MS)) this.#leave();
    });
    // The interpreter takes its time to take itself apart.
    if (this.#traced) this.#reactor.watch(pidfd, { read: true, write: false }, () => this.#gone());
    port.turn();
  }

  #gone(): void {
    const { program, seat, port } = this.#program;
    port.attempt(() => seat.host.stimulate({ by: "exit", program }, () => this.#leave()));
    port.turn();
  }

  #closed(): void {
    // One that ends closes its channel first, and its sockets then.
    if (!this.#isEnding) this.#leave();
    this.#listener.closed();
  }

  #leave(): void {
    if (!this.#traced) return;
    const { pidfd, sockets } = this.#traced;
    this.#traced = null;
    this.#isEnding = false;
    sockets.letGoAll();
    this.#reactor.unwatch(pidfd);
    close(pidfd);
  }
}
