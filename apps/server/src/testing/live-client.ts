import { type ClientMessageInput, ServerMessage } from "@wirestage/protocol";
import type { TraceEvent } from "@wirestage/trace";
import { WebSocket } from "ws";

type MessageOf<T extends ServerMessage["type"]> = Extract<ServerMessage, { type: T }>;

/** A client of a lab's WebSocket that remembers all it was told; every message must be one of the protocol. */
export class LiveClient {
  readonly messages: ServerMessage[] = [];
  /** Code and reason with which the connection was closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => {
      this.messages.push(ServerMessage.parse(JSON.parse(data.toString())));
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** @throws with the HTTP status in its message where the upgrade was refused */
  static connect(url: string, headers: Record<string, string> = {}): Promise<LiveClient> {
    const socket = new WebSocket(url, { headers });
    const client = new LiveClient(socket);
    return new Promise((resolve, reject) => {
      socket.on("open", () => resolve(client));
      socket.on("error", reject);
    });
  }

  get events(): TraceEvent[] {
    return this.messages.flatMap((message) => (message.type === "batch" ? message.events : []));
  }

  send(message: ClientMessageInput): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string | Buffer): void {
    this.socket.send(text);
  }

  /** The fake lab does what `order` says; see fake-lab.mjs. */
  order(order: unknown, id = 0): void {
    const command = { do: "program.input" as const, program: 1, text: JSON.stringify(order) };
    this.send({ type: "command", id, command });
  }

  /** Resolves with the first message of that type that `fits`, past ones included. */
  next<T extends ServerMessage["type"]>(
    type: T,
    fits: (message: MessageOf<T>) => boolean = () => true,
  ): Promise<MessageOf<T>> {
    const isWanted = (message: ServerMessage): message is MessageOf<T> => message.type === type;
    return this.#until(() => this.messages.filter(isWanted).find(fits));
  }

  /** Resolves once the client knows `count` events. */
  async hasEvents(count: number): Promise<void> {
    await this.#until(() => (this.events.length >= count ? true : undefined));
  }

  #until<R>(look: () => R | undefined): Promise<R> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look();
        if (found === undefined) return;
        this.#waiting.delete(again);
        resolve(found);
      };
      this.#waiting.add(again);
      again();
    });
  }
}
