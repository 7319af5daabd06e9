import { ClientMessage, type ErrorBody, type ServerMessage } from "@wirestage/protocol";
import { NS_PER_MS, type TraceEvent, traceTime } from "@wirestage/trace";
import type { LiveSocketListener, OpenSocket } from "../live-socket.ts";

/** A server that a test plays by hand: every connection made to it, and what was said there. */
export class FakeServer {
  readonly connections: FakeConnection[] = [];

  readonly open: OpenSocket = (path, listener) => {
    const connection = new FakeConnection(path, listener);
    this.connections.push(connection);
    return connection;
  };

  get last(): FakeConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error("nobody has connected");
    return connection;
  }
}

export class FakeConnection {
  readonly path: string;
  readonly heard: ClientMessage[] = [];
  closedByPage = false;
  readonly #listener: LiveSocketListener;

  constructor(path: string, listener: LiveSocketListener) {
    this.path = path;
    this.#listener = listener;
  }

  send(text: string): void {
    this.heard.push(ClientMessage.parse(JSON.parse(text)));
  }

  close(): void {
    this.closedByPage = true;
  }

  accept(): void {
    this.#listener.opened();
  }

  drop(): void {
    this.#listener.closed();
  }

  say(message: ServerMessage): void {
    this.#listener.message(JSON.stringify(message));
  }

  sayText(text: string): void {
    this.#listener.message(text);
  }

  welcome(nowMs: number, next = 0, mayCommand = true): void {
    this.accept();
    this.say({ type: "welcome", lab: "lab", mayCommand, now: traceTime(nowMs * NS_PER_MS), next });
  }

  batch(events: readonly TraceEvent[], nowMs: number): void {
    const from = events[0]?.seq ?? 0;
    const now = traceTime(nowMs * NS_PER_MS);
    this.say({ type: "batch", from, next: from + events.length, now, events: [...events] });
  }

  end(code: ErrorBody["code"]): void {
    this.say({ type: "end", error: { code, message: code, facts: {} } });
  }
}
