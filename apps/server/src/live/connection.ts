import { type ClientMessage, closeCode, type ErrorBody, type ServerMessage } from "@wirestage/protocol";
import type { WebSocket } from "ws";
import type { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import type { Lab, Watcher } from "../labs/lab.ts";
import type { ServerMetrics } from "../metrics.ts";
import type { Cancel, Timers } from "../timers.ts";
import { receive } from "./client-message.ts";
import { MessageMeter } from "./message-meter.ts";

export interface LiveLimits {
  readonly messagesPerSecond: number;
  /** Longest message that is read, in bytes. */
  readonly messageBytes: number;
  readonly watchers: number;
}

export interface LiveParts {
  readonly socket: WebSocket;
  readonly lab: Lab;
  /** `seq` of the first event wanted. */
  readonly from: number;
  readonly limits: LiveLimits;
  readonly timers: Timers;
  readonly metrics: ServerMetrics;
}

type Phase =
  | { readonly name: "greeting" }
  | { readonly name: "streaming"; readonly mayCommand: boolean }
  | { readonly name: "ended" };

/** How long a client may take to say hello, in ms. */
const HELLO_MS = 10_000;
/** A socket that was silent this long is asked whether it is still there; after twice as long it is not. */
const PING_MS = 30_000;
/** While this many bytes wait to be read by the client it is sent no further batch. */
const HIGH_WATER = 1024 * 1024;

/** One client's view of a lab: first a greeting, then the trace from where it asked, and commands the other way. */
export class LiveConnection implements Watcher {
  readonly #parts: LiveParts;
  readonly #meter: MessageMeter;
  /** How far the client has been told the trace. A place in the store, not a queue: a slow reader costs nothing. */
  #next: number;
  #phase: Phase = { name: "greeting" };
  #heard = true;
  #cancelTimer: Cancel;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#next = parts.from;
    this.#meter = new MessageMeter(parts.limits.messagesPerSecond, parts.timers);
    this.#cancelTimer = parts.timers.after(HELLO_MS, () => this.#greetingMissing());
    const { socket } = parts;
    socket.on("message", (data, isBinary) => this.#message(data.toString(), isBinary));
    socket.on("pong", () => {
      this.#heard = true;
    });
    socket.on("close", () => this.#closed());
  }

  traceChanged(): void {
    this.#pump();
  }

  watchersChanged(count: number): void {
    if (this.#phase.name === "streaming") this.#send({ type: "watchers", count });
  }

  /** Says why, and closes. What was sent before still arrives. */
  end(error: ErrorBody): void {
    if (this.#phase.name === "ended") return;
    endSocket(this.#parts.socket, error, this.#parts.metrics);
    this.#closed();
  }

  #message(text: string, isBinary: boolean): void {
    if (this.#phase.name === "ended") return;
    this.#heard = true;
    this.#parts.metrics.messages.inc({ direction: "in" });
    const { limits } = this.#parts;
    if (Buffer.byteLength(text) > limits.messageBytes) {
      this.end(new ApiError("message_too_large", { limit: limits.messageBytes }).body);
      return;
    }
    const verdict = this.#meter.count();
    if (verdict === "flood") {
      this.end(this.#tooMany());
      return;
    }
    const received = receive(isBinary ? "" : text);
    if (verdict === "over") {
      this.#refuse(received.ok ? idOf(received.message) : received.id, this.#tooMany());
      return;
    }
    if (!received.ok) {
      this.#refuse(received.id, received.error.body);
      return;
    }
    this.#act(received.message);
  }

  #act(message: ClientMessage): void {
    if (this.#phase.name === "greeting" && message.type !== "hello") {
      this.#refuse(message.id, new ApiError("bad_command", { why: "the first message is hello" }).body);
      return;
    }
    switch (message.type) {
      case "hello":
        this.#hello(message.token);
        return;
      case "command":
        this.#command(message);
        return;
      case "ping":
        this.#send({ type: "pong", id: message.id, now: this.#parts.lab.now });
        return;
      default:
        message satisfies never;
    }
  }

  #hello(token: string | undefined): void {
    const { lab, limits } = this.#parts;
    if (this.#phase.name !== "greeting") {
      this.#refuse(null, new ApiError("bad_command", { why: "hello was said before" }).body);
      return;
    }
    if (token !== undefined && !lab.tokens.accepts(token)) {
      this.end(new ApiError("token_wrong").body);
      return;
    }
    try {
      lab.watch(this, limits.watchers);
    } catch (error) {
      if (error instanceof ApiError) {
        this.end(error.body);
        return;
      }
      throw error;
    }
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.timers.after(PING_MS, () => this.#checkAlive());
    const mayCommand = token !== undefined;
    this.#phase = { name: "streaming", mayCommand };
    this.#send({ type: "welcome", lab: lab.id, mayCommand, now: lab.now, next: lab.store.next });
    this.watchersChanged(lab.watcherCount);
    this.#pump();
  }

  #command({ id, command }: Extract<ClientMessage, { type: "command" }>): void {
    if (this.#phase.name !== "streaming" || !this.#phase.mayCommand) {
      this.#refuse(id, new ApiError("token_missing").body);
      return;
    }
    this.#parts.lab.commandOf(this, command, (refusal) => {
      if (this.#phase.name === "ended") return;
      if (refusal === null) this.#send({ type: "ack", id, ok: true });
      else this.#refuse(id, refusal);
    });
  }

  #pump(): void {
    const { socket, lab } = this.#parts;
    while (this.#phase.name === "streaming" && !this.#told() && socket.bufferedAmount < HIGH_WATER) {
      const { bytes, next } = lab.batch(this.#next);
      this.#next = next;
      this.#sendText(bytes);
    }
    if (this.#phase.name === "streaming" && this.#told() && lab.phase.state !== "open")
      this.end(lab.phase.error);
  }

  #told(): boolean {
    return this.#next >= this.#parts.lab.store.next;
  }

  #send(message: z.input<typeof ServerMessage>): void {
    this.#sendText(JSON.stringify(message));
  }

  #sendText(text: string | Buffer): void {
    this.#parts.metrics.messages.inc({ direction: "out" });
    this.#parts.socket.send(text, { binary: false }, () => this.#sent());
  }

  /** The socket took a message, so there may be room for what had to wait. */
  #sent(): void {
    if (!this.#told()) this.#pump();
  }

  #refuse(id: number | null, error: ErrorBody): void {
    this.#parts.metrics.refusals.inc({ code: error.code });
    this.#send({ type: "refused", id, error });
  }

  #tooMany(): ErrorBody {
    return new ApiError("too_many_messages", { limit: this.#parts.limits.messagesPerSecond }).body;
  }

  #greetingMissing(): void {
    const why = `no hello came within ${HELLO_MS / 1_000} s`;
    this.end(new ApiError("bad_request", { why }).body);
  }

  #checkAlive(): void {
    const { socket, timers } = this.#parts;
    if (!this.#heard) {
      socket.terminate();
      return;
    }
    this.#heard = false;
    socket.ping();
    this.#cancelTimer = timers.after(PING_MS, () => this.#checkAlive());
  }

  #closed(): void {
    this.#phase = { name: "ended" };
    this.#cancelTimer();
    this.#parts.lab.unwatch(this);
  }
}

function idOf(message: ClientMessage): number | null {
  return message.type === "hello" ? null : message.id;
}

/** Tells a client why its connection is closed, in a message and in the close code, and closes it. */
export function endSocket(socket: WebSocket, error: ErrorBody, metrics: ServerMetrics): void {
  metrics.refusals.inc({ code: error.code });
  metrics.messages.inc({ direction: "out" });
  socket.send(JSON.stringify({ type: "end", error } satisfies z.input<typeof ServerMessage>));
  socket.close(closeCode(error.code), error.code);
}
