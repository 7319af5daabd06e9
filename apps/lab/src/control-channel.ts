import { Socket } from "node:net";
import { type FromLab, ToLab } from "@wirestage/protocol";
import { LineSplitter } from "./line-splitter.ts";

/** The descriptor that the server hands to a lab process. */
const CONTROL_DESCRIPTOR = 3;

/** What is said waits no longer than for this much, in UTF-16 units, or for the end of the tick. */
const FULL_WRITE = 64 * 1024;

/** A message that nobody understands is left alone and complained of; the labs of this process go on. */
function parsed(line: string): ToLab | null {
  try {
    return ToLab.parse(JSON.parse(line));
  } catch (error) {
    process.stderr.write(`a message of the server was not understood: ${String(error)}\n`);
    return null;
  }
}

type EventsHeader = Extract<FromLab, { type: "events" }>;

/** Lines of JSON from and to the server. Events and frames of a tick leave in one write; nothing overtakes anything. */
export class ControlChannel {
  readonly #socket = new Socket({ fd: CONTROL_DESCRIPTOR, readable: true, writable: true });
  #unsent = "";

  /** @param closed called when the server is gone: then nobody can see this process any more */
  listen(received: (message: ToLab) => void, closed: () => void): void {
    this.#socket.on("error", closed);
    this.#socket.on("close", closed);
    const lines = new LineSplitter((line) => {
      const message = parsed(line);
      if (message) received(message);
    });
    this.#socket.setEncoding("utf8").on("data", (chunk) => lines.push(String(chunk)));
  }

  /** Leaves at once, with all that was said before it: somebody waits for it. */
  send(message: FromLab): void {
    this.#say(`${JSON.stringify(message)}\n`);
    this.#flush();
  }

  sendEvents(lab: string, batch: { from: number; lines: readonly string[]; now: EventsHeader["now"] }): void {
    const { from, lines, now } = batch;
    const head: EventsHeader = { type: "events", lab, from, count: lines.length, now };
    this.#say(`${JSON.stringify(head)}\n${lines.join("\n")}\n`);
  }

  /** A `frame` message. Base64 needs no escapes, so that nobody looks for them in it. */
  sendFrame(lab: string, frame: number, bytes: Buffer): void {
    const base64 = bytes.toString("base64");
    this.#say(`{"type":"frame","lab":${JSON.stringify(lab)},"frame":${frame},"bytes":"${base64}"}\n`);
  }

  #say(text: string): void {
    if (this.#unsent === "") process.nextTick(() => this.#flush());
    this.#unsent += text;
    if (this.#unsent.length >= FULL_WRITE) this.#flush();
  }

  #flush(): void {
    if (this.#unsent === "") return;
    this.#socket.write(this.#unsent);
    this.#unsent = "";
  }
}
