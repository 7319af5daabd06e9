import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { type FromExec, ToExec } from "@wirestage/protocol";

/** A connection to a server's exec socket that remembers all it was told; every message must be one of the protocol. */
export class ExecClient {
  readonly messages: ToExec[] = [];
  readonly socket: Socket;
  /** Resolves when the server has ended the connection. */
  readonly closed: Promise<void>;
  #look = () => {};

  constructor(path: string) {
    this.socket = connect(path);
    createInterface({ input: this.socket }).on("line", (line) => {
      this.messages.push(ToExec.parse(JSON.parse(line)));
      this.#look();
    });
    this.closed = new Promise((resolve) => this.socket.on("close", () => resolve()));
  }

  send(message: FromExec): void {
    this.sendText(`${JSON.stringify(message)}\n`);
  }

  sendText(text: string): void {
    this.socket.write(text);
  }

  /** Resolves with the message that comes next, or has come already and was not asked for yet. */
  next(): Promise<ToExec> {
    return new Promise((resolve) => {
      this.#look = () => {
        const message = this.messages.shift();
        if (message === undefined) return;
        this.#look = () => {};
        resolve(message);
      };
      this.#look();
    });
  }
}
