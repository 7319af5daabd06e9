import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { type FromExec, ToExec } from "@wirestage/protocol";
import { Failure } from "./failure.ts";

/** One connection to a server's exec socket. */
export class ServerConnection {
  readonly #socket: Socket;
  readonly #messages: AsyncIterator<string>;

  private constructor(socket: Socket) {
    this.#socket = socket;
    // Readers hear of it as well; whoever only writes has nothing to do about it.
    socket.on("error", () => socket.destroy());
    this.#messages = createInterface({ input: socket })[Symbol.asyncIterator]();
  }

  /** Null where nobody answers any more: a server that was killed leaves its socket. */
  static async open(path: string): Promise<ServerConnection | null> {
    const socket = connect(path);
    try {
      await once(socket, "connect");
    } catch {
      return null;
    }
    return new ServerConnection(socket);
  }

  send(message: FromExec): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  /** Null once the server has ended the connection. @throws Failure for what is no message */
  async next(): Promise<ToExec | null> {
    const line = await this.#nextLine();
    if (line === null) return null;
    const parsed = ToExec.safeParse(jsonOf(line));
    if (parsed.success) return parsed.data;
    this.#socket.destroy();
    throw new Failure("The server and this command do not understand each other. Start the server again.");
  }

  end(): void {
    this.#socket.end();
  }

  /** However a connection ends, after that no line comes. */
  async #nextLine(): Promise<string | null> {
    try {
      const { value, done } = await this.#messages.next();
      return done === true ? null : value;
    } catch {
      return null;
    }
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
