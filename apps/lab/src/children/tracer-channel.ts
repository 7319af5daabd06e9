import { close, ERRNO, type Reactor, read, waitReadable, write } from "@wirestage/linux";
import { LIMITS } from "@wirestage/protocol";
import { type Attempted, isAttempted, LONGEST_LINE, TracerMessage } from "./tracer-message.ts";

const LINE_FEED = 0x0a;
const CHUNK = 64 * 1024;
/** Messages that wait for a word: no more than a program has threads. */
const MOST_UNANSWERED = 2 * LIMITS.pythonProcesses;

const buffer = new Uint8Array(new ArrayBuffer(CHUNK));

export interface ChannelListener {
  message(message: TracerMessage): void;
  /** Nobody speaks at the other end any more. */
  closed(): void;
  /** What came is nothing that a tracer says. The channel is closed. */
  broken(why: string): void;
}

/** The lab's end of the stream to a tracer: lines of JSON from it, numbers and words to it. */
export class TracerChannel {
  readonly #fd: number;
  readonly #reactor: Reactor;
  readonly #listener: ChannelListener;
  /** Octets of a line that has not ended. */
  #rest: Buffer = Buffer.alloc(0);
  /** Numbers of messages that wait for a word. */
  readonly #unanswered = new Set<number>();
  /** Read, and not yet given to the listener. */
  #heard: TracerMessage[] = [];
  #isDispatching = false;
  #closed = false;
  #isSilent = false;

  /**
   * Takes over `fd`, a stream socket that does not block.
   * @param said what was read of it before
   */
  constructor(fd: number, reactor: Reactor, listener: ChannelListener, said?: Buffer) {
    this.#fd = fd;
    this.#reactor = reactor;
    this.#listener = listener;
    reactor.watch(fd, { read: true, write: false }, () => this.#readable());
    if (!said) return;
    this.#take(said);
    setImmediate(() => this.#dispatch());
  }

  /** Answers a message. @param text follows the line as it is */
  say(number: number, word: string | number, text = ""): void {
    if (this.#closed) return;
    this.#unanswered.delete(number);
    const line = Buffer.from(`${number} ${word}\n${text}`);
    const taken = write(this.#fd, line);
    if (taken.ok && taken.value === line.length) return;
    if (taken.ok || taken.errno === ERRNO.EAGAIN) this.#break("it does not read its answers");
    else this.#end();
  }

  /**
   * Waits here and now for what the tracer answers to `try`; what else it says meanwhile is kept for later.
   * @returns null if it has said nothing to that number for so many ms
   */
  hear(number: number, patienceMs: number): Attempted | null {
    const until = performance.now() + patienceMs;
    for (;;) {
      const answer = this.#takeAttempted(number);
      if (answer || this.#closed) return answer;
      const left = Math.ceil(until - performance.now());
      if (left < 0 || !waitReadable(this.#fd, Math.max(left, 0))) return null;
      if (this.#read()) setImmediate(() => this.#dispatch());
    }
  }

  /** From here on the listener hears nothing. */
  close(): void {
    this.#heard = [];
    this.#closeDescriptor();
    this.#isSilent = true;
  }

  #closeDescriptor(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reactor.unwatch(this.#fd);
    close(this.#fd);
  }

  #takeAttempted(number: number): Attempted | null {
    const at = this.#heard.findIndex((message) => message.number === number && isAttempted(message));
    const found = this.#heard[at];
    if (!found || !isAttempted(found)) return null;
    this.#heard.splice(at, 1);
    return found;
  }

  #readable(): void {
    this.#read();
    this.#dispatch();
  }

  /** Gives the listener what was heard, one after the other, although it may hear more meanwhile. */
  #dispatch(): void {
    if (this.#isDispatching) return;
    this.#isDispatching = true;
    try {
      for (let next = this.#heard.shift(); next; next = this.#heard.shift()) this.#listener.message(next);
    } finally {
      this.#isDispatching = false;
    }
  }

  /** @returns false if nothing came */
  #read(): boolean {
    if (this.#closed) return false;
    const taken = read(this.#fd, buffer);
    if (!taken.ok) {
      if (taken.errno !== ERRNO.EAGAIN) this.#end();
      return false;
    }
    if (taken.value === 0) {
      this.#end();
      return false;
    }
    this.#take(Buffer.concat([this.#rest, buffer.subarray(0, taken.value)]));
    return true;
  }

  #take(octets: Buffer): void {
    let from = 0;
    for (let at = octets.indexOf(LINE_FEED); at >= 0; at = octets.indexOf(LINE_FEED, from)) {
      this.#hearLine(octets.toString("utf8", from, at));
      from = at + 1;
      if (this.#closed) return;
    }
    this.#rest = octets.subarray(from);
    if (this.#rest.length > LONGEST_LINE) this.#break(`its line is longer than ${LONGEST_LINE} octets`);
  }

  #hearLine(line: string): void {
    const message = parsed(line);
    if (typeof message === "string") {
      this.#break(message);
      return;
    }
    if (message.say === "returned" || message.say === "raised") this.#unanswered.delete(message.number);
    else this.#unanswered.add(message.number);
    this.#heard.push(message);
    const most = Math.max(this.#unanswered.size, this.#heard.length);
    if (most > MOST_UNANSWERED) this.#break("it waits for no answer");
  }

  #break(why: string): void {
    this.#closeDescriptor();
    this.#tell(() => this.#listener.broken(why));
  }

  #end(): void {
    this.#closeDescriptor();
    this.#tell(() => this.#listener.closed());
  }

  /** Later, since it may have been found out in the middle of a call; after all that was heard before. */
  #tell(what: () => void): void {
    setImmediate(() => {
      this.#dispatch();
      if (!this.#isSilent) what();
    });
  }
}

/** Or a sentence why it is no message. */
function parsed(line: string): TracerMessage | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return "its line is no JSON";
  }
  const message = TracerMessage.safeParse(json);
  if (message.success) return message.data;
  const [issue] = message.error.issues;
  return `its message is none: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "unknown"}`;
}
