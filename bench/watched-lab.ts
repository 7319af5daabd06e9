import { once } from "node:events";
import { type ClientMessageInput, type OpenLabInput, OpenLabResponse, TracePage } from "@wirestage/protocol";
import type { TraceEvent } from "@wirestage/trace";
import { WebSocket } from "ws";
import type { RunningServer } from "./running-server.ts";

/** A lab of a running server, with one watcher who may command it, as a page is one. */
export class WatchedLab {
  readonly #origin: string;
  readonly #id: string;
  readonly #socket: WebSocket;
  #commands = 0;

  private constructor(origin: string, id: string, socket: WebSocket) {
    this.#origin = origin;
    this.#id = id;
    this.#socket = socket;
  }

  static async open({ port }: RunningServer, request: OpenLabInput): Promise<WatchedLab> {
    const origin = `http://127.0.0.1:${port}`;
    const answer = await fetch(`${origin}/api/labs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
    if (answer.status !== 201)
      throw new Error(`POST /api/labs was answered ${answer.status}: ${await answer.text()}`);
    const { id, token } = OpenLabResponse.parse(await answer.json());
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/labs/${id}/trace`);
    await once(socket, "open");
    const lab = new WatchedLab(origin, id, socket);
    lab.#say({ type: "hello", token });
    return lab;
  }

  /** Types a line into a program. */
  type(program: number, text: string): void {
    this.#commands += 1;
    const command = { do: "program.input", program, text } as const;
    this.#say({ type: "command", id: this.#commands, command });
  }

  /** The whole trace as it is now. */
  async events(): Promise<TraceEvent[]> {
    const events: TraceEvent[] = [];
    for (;;) {
      const answer = await fetch(`${this.#origin}/api/labs/${this.#id}/trace?from=${events.length}`);
      const page = TracePage.parse(await answer.json());
      if (page.events.length === 0) return events;
      events.push(...page.events);
    }
  }

  close(): void {
    this.#socket.close();
  }

  #say(message: ClientMessageInput): void {
    this.#socket.send(JSON.stringify(message));
  }
}
