import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { type FromLab, ToLab } from "@wirestage/protocol";

/** The descriptor that the server hands to a lab process. */
const CONTROL_DESCRIPTOR = 3;

/** Lines of JSON from and to the server. */
export class ControlChannel {
  readonly #socket = new Socket({ fd: CONTROL_DESCRIPTOR, readable: true, writable: true });

  /** @param closed called when the server is gone: then nobody can see this process any more */
  listen(received: (message: ToLab) => void, closed: () => void): void {
    this.#socket.on("error", closed);
    this.#socket.on("close", closed);
    createInterface({ input: this.#socket, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
      received(ToLab.parse(JSON.parse(line)));
    });
  }

  send(message: FromLab): void {
    this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  /** An `events` message with its lines, in one write. */
  sendEvents(
    lab: string,
    batch: { from: number; lines: readonly string[]; now: FromLabEvents["now"] },
  ): void {
    const { from, lines, now } = batch;
    const head: FromLabEvents = { type: "events", lab, from, count: lines.length, now };
    this.#socket.write(`${JSON.stringify(head)}\n${lines.join("\n")}\n`);
  }
}

type FromLabEvents = Extract<FromLab, { type: "events" }>;
