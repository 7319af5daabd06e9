import type { CallOutcome, CallValue } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";

type Host = "client" | "server";

/** A trace in which consoles work, written by hand. */
export class ConsoleTrace {
  readonly b = new TraceBuilder();
  readonly #consoles = new Map<Host, number>();
  #calls = 0;

  get log() {
    return this.b.log;
  }

  /** Starts the host's console where none runs. */
  console(host: Host): number {
    const running =
      this.#consoles.get(host) ?? this.b.program(host, "console", { role: null, language: "console" });
    this.#consoles.set(host, running);
    return running;
  }

  /** A statement whose call has been entered; answers the call's number. */
  say(host: Host, text: string): number {
    const program = this.console(host);
    const call = ++this.#calls;
    this.b.event({ kind: "program.statement", program, call, text });
    return this.b.enter(program, host, /(\w+)\(/.exec(text)?.[1] ?? "", [], 1);
  }

  /** A statement whose call returned at once. */
  done(host: Host, text: string, value: CallValue = null): number {
    const call = this.say(host, text);
    this.b.return(call, { ok: true, value });
    return call;
  }

  /** A statement whose call waits. */
  blocked(host: Host, text: string): number {
    const call = this.say(host, text);
    this.b.block(call);
    return call;
  }

  return(call: number, outcome: CallOutcome): void {
    this.b.return(call, outcome);
  }

  kill(host: Host): void {
    const program = this.console(host);
    this.#consoles.delete(host);
    this.b.event({ kind: "program.ended", program, exitCode: null, signal: "SIGKILL", limit: null });
  }

  /** A TCP socket under `name` in state LISTEN. */
  listener(host: Host, name: string): number {
    const socket = this.b.socket(host, { state: "LISTEN", cause: { by: "kernel" } });
    this.done(host, `${name} = socket(AF_INET, SOCK_STREAM)`, { type: "socket", socket, fd: 10 + socket });
    return socket;
  }
}
