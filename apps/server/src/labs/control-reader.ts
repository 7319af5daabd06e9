import { FromLab } from "@wirestage/protocol";
import type { z } from "zod";

export type EventsHeader = Extract<FromLab, { type: "events" }>;
export type LabReport = Exclude<FromLab, EventsHeader>;

export interface ControlListener {
  /** Raw lines of consecutive events, the first with `seq` = `from`. */
  events(lab: string, from: number, lines: readonly string[], now: EventsHeader["now"]): void;
  report(report: LabReport): void;
}

/** A lab process said something that the control protocol does not know. */
export class ControlError extends Error {
  constructor(message: string, cause?: z.ZodError | SyntaxError) {
    super(message, { cause });
    this.name = "ControlError";
  }
}

/** Far more than the longest event: a line that reaches it has no end. In UTF-16 units. */
const MAX_LINE = 8 * 1024 * 1024;

/** Cuts a lab process's output into messages and event lines, whatever the chunks are. */
export class ControlReader {
  readonly #listener: ControlListener;
  #rest = "";
  #header: EventsHeader | null = null;
  #taken = 0;

  constructor(listener: ControlListener) {
    this.#listener = listener;
  }

  /** Tells the listener all that `chunk` completes, before it returns. @throws ControlError */
  push(chunk: string): void {
    const text = this.#rest === "" ? chunk : this.#rest + chunk;
    let lines: string[] = [];
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      const line = text.slice(start, end);
      start = end + 1;
      if (this.#header === null) {
        this.#message(line);
        continue;
      }
      lines.push(line);
      if (this.#taken + lines.length === this.#header.count) {
        this.#tellEvents(this.#header, lines);
        lines = [];
      }
    }
    if (this.#header !== null && lines.length > 0) this.#tellEvents(this.#header, lines);
    this.#rest = text.slice(start);
    if (this.#rest.length > MAX_LINE) throw new ControlError("a line without an end");
  }

  #message(line: string): void {
    const message = parseMessage(line);
    if (message.type === "events") {
      this.#header = message;
      this.#taken = 0;
    } else {
      this.#listener.report(message);
    }
  }

  #tellEvents(header: EventsHeader, lines: string[]): void {
    const from = header.from + this.#taken;
    this.#taken += lines.length;
    if (this.#taken === header.count) this.#header = null;
    this.#listener.events(header.lab, from, lines, header.now);
  }
}

function parseMessage(line: string): FromLab {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new ControlError("a line that is not JSON", error instanceof SyntaxError ? error : undefined);
  }
  const parsed = FromLab.safeParse(value);
  if (!parsed.success) throw new ControlError("an unknown message", parsed.error);
  return parsed.data;
}
