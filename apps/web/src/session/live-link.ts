import {
  type ClientMessageInput,
  type CommandInput,
  type ErrorBody,
  type ErrorCode,
  ServerMessage,
} from "@wirestage/protocol";
import { TraceError, type TraceLog, type TraceTime } from "@wirestage/trace";
import { Listeners } from "./listeners.ts";
import type { LiveSocket, OpenSocket } from "./live-socket.ts";
import type { CommandAnswer, LinkState } from "./session.ts";

/** Pauses between attempts to come back, in ms; the last one repeats. */
const RETRY_MS = [250, 500, 1_000, 2_000, 4_000, 8_000] as const;
/** Keeps the estimate of the lab's clock true and the connection from falling asleep. */
const PING_MS = 10_000;

/** After these the connection is made again: the trace goes on. */
const PASSING: ReadonlySet<ErrorCode> = new Set(["too_many_messages", "too_many_requests"]);
const TOKEN_REFUSED: ReadonlySet<ErrorCode> = new Set(["token_wrong", "token_missing"]);

export interface LiveLinkParts {
  readonly lab: string;
  readonly token: string | null;
  readonly log: TraceLog;
  readonly openSocket: OpenSocket;
  /** Why the lab cannot be reached, asked after an attempt that failed; null where trying again may help. */
  readonly askWhy: (lab: string) => Promise<ErrorBody | null>;
  /** Calls `action` after `ms`; returns how to take it back. */
  readonly after: (ms: number, action: () => void) => () => void;
  /** The lab's clock stood at `now` when the message that has just arrived was sent. */
  readonly onNow: (now: TraceTime) => void;
  readonly onEvents: () => void;
  /** The server does not take the token; the link goes on watching without one. */
  readonly onTokenRefused: () => void;
}

function pageError(code: ErrorCode, message: string, where: string): ErrorBody {
  return { code, message, facts: { where } };
}

/**
 * The page's connection to one lab. Events go into the log, answers to whoever asked; a lost connection is made again
 * and resumes after the last event received.
 */
export class LiveLink {
  #state: LinkState = { status: "connecting" };
  #socket: LiveSocket | null = null;
  /** Messages of a socket that was given up are passed over. */
  #generation = 0;
  #attempt = 0;
  #token: string | null;
  #nextId = 0;
  #cancelTimer: (() => void) | null = null;
  readonly #waiting = new Map<number, (answer: CommandAnswer) => void>();
  readonly #changed = new Listeners();
  readonly #parts: LiveLinkParts;

  constructor(parts: LiveLinkParts) {
    this.#parts = parts;
    this.#token = parts.token;
  }

  readonly subscribe = this.#changed.subscribe;

  get state(): LinkState {
    return this.#state;
  }

  connect(): void {
    const generation = ++this.#generation;
    const from = this.#parts.log.latest.next;
    const current = (action: () => void) => {
      if (generation === this.#generation) action();
    };
    this.#socket = this.#parts.openSocket(
      `/api/labs/${encodeURIComponent(this.#parts.lab)}/trace?from=${from}`,
      {
        opened: () =>
          current(() => this.#send({ type: "hello", ...(this.#token && { token: this.#token }) })),
        message: (text) => current(() => this.#receive(text)),
        closed: () => current(() => this.#lost()),
      },
    );
  }

  close(): void {
    this.#giveUpSocket();
    this.#cancelTimer?.();
    this.#answerAll();
  }

  command(command: CommandInput): Promise<CommandAnswer> {
    if (this.#state.status !== "open") return Promise.resolve({ ok: false, error: this.#notOpen() });
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ type: "command", id, command });
    });
  }

  #notOpen(): ErrorBody {
    if (this.#state.status === "ended") return this.#state.error;
    return pageError("internal", "There is no connection to the lab at the moment.", "connection");
  }

  #send(message: ClientMessageInput): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#changed.tell();
  }

  #receive(text: string): void {
    const message = parseMessage(text);
    if (message) this.#take(message);
    else this.#end(pageError("internal", "The server sent something this page does not know.", "message"));
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        this.#attempt = 0;
        this.#parts.onNow(message.now);
        this.#become({ status: "open", mayCommand: message.mayCommand, watchers: 1 });
        this.#pingLater();
        return;
      case "batch":
        this.#append(message.events);
        this.#parts.onNow(message.now);
        return;
      case "ack":
        this.#answer(message.id, { ok: true });
        return;
      case "refused":
        this.#refused(message.id, message.error);
        return;
      case "watchers":
        if (this.#state.status === "open") this.#become({ ...this.#state, watchers: message.count });
        return;
      case "pong":
        this.#parts.onNow(message.now);
        return;
      case "end":
        this.#ended(message.error);
        return;
      default:
        message satisfies never;
    }
  }

  /** A gap means that this connection cannot be trusted: it is made again from the last good event. */
  #append(events: Parameters<TraceLog["append"]>[0]): void {
    try {
      this.#parts.log.append(events);
    } catch (error) {
      if (!(error instanceof TraceError)) throw error;
      if (error.code === "trace_gap") this.#lost();
      else this.#end(pageError("internal", error.message, "trace"));
    }
    this.#parts.onEvents();
  }

  #answer(id: number, answer: CommandAnswer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #answerAll(): void {
    const answer = { ok: false, error: this.#notOpen() } as const;
    for (const id of [...this.#waiting.keys()]) this.#answer(id, answer);
  }

  #refused(id: number | null, error: ErrorBody): void {
    if (id !== null) this.#answer(id, { ok: false, error });
    else if (TOKEN_REFUSED.has(error.code)) this.#ended(error);
  }

  #ended(error: ErrorBody): void {
    if (TOKEN_REFUSED.has(error.code) && this.#token !== null) {
      this.#token = null;
      this.#parts.onTokenRefused();
      this.#giveUpSocket();
      this.connect();
    } else if (PASSING.has(error.code)) this.#lost();
    else this.#end(error);
  }

  #end(error: ErrorBody): void {
    this.#giveUpSocket();
    this.#cancelTimer?.();
    this.#become({ status: "ended", error });
    this.#answerAll();
  }

  #giveUpSocket(): void {
    this.#generation += 1;
    this.#socket?.close();
    this.#socket = null;
  }

  #lost(): void {
    const neverOpened = this.#state.status !== "open";
    const retryInMs = RETRY_MS[Math.min(this.#attempt, RETRY_MS.length - 1)] ?? 0;
    this.#attempt += 1;
    this.#giveUpSocket();
    this.#become({ status: "lost", retryInMs });
    this.#answerAll();
    this.#wait(retryInMs, () => this.connect());
    if (neverOpened || this.#attempt > 1) void this.#askWhy();
  }

  /** A refused upgrade tells a page nothing, so the reason is asked for by plain HTTP. */
  async #askWhy(): Promise<void> {
    const error = await this.#parts.askWhy(this.#parts.lab);
    if (error && this.#state.status === "lost") this.#end(error);
  }

  #pingLater(): void {
    this.#wait(PING_MS, () => {
      this.#send({ type: "ping", id: this.#nextId++ });
      this.#pingLater();
    });
  }

  #wait(ms: number, action: () => void): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#parts.after(ms, action);
  }
}

function parseMessage(text: string): ServerMessage | null {
  try {
    return ServerMessage.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
