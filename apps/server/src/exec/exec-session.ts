import type { Socket } from "node:net";
import { type CommandLimit, type ErrorBody, FromExec, type OpenLab, type ToExec } from "@wirestage/protocol";
import { ApiError } from "../errors/api-error.ts";
import { errorOf, whyNot } from "../errors/error-of.ts";
import type { Attachment, AttachPlace, CommandEnd } from "../labs/attachments.ts";
import type { Lab } from "../labs/lab.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";
import type { Cancel, Timers } from "../timers.ts";
import { LineReader } from "./line-reader.ts";

export interface ExecParts {
  readonly registry: LabRegistry;
  readonly timers: Timers;
  /** Directory of the tracer's `sitecustomize`. */
  readonly pythonPath: string;
}

type Phase =
  | { readonly name: "greeting"; readonly giveUp: Cancel }
  | { readonly name: "asked"; readonly lab: Lab }
  | { readonly name: "attached"; readonly lab: Lab; readonly program: number }
  /** The command has ended; the lab has not said yet whether that was its doing. */
  | { readonly name: "ended" }
  | { readonly name: "over" };

/** How long a connection may take to say what it wants, in ms. */
const GREETING_MS = 10_000;
const UNKNOWN_END: CommandEnd = { exitCode: null, signal: null };

/** One connection to the exec socket: a question for the open labs, or one command from its beginning to its end. */
export class ExecSession implements Attachment {
  readonly #parts: ExecParts;
  readonly #connection: Socket;
  readonly #lines = new LineReader();
  #phase: Phase;

  constructor(connection: Socket, parts: ExecParts) {
    this.#parts = parts;
    this.#connection = connection;
    const giveUp = parts.timers.after(GREETING_MS, () => this.#refuse(badCommand("nothing was asked")));
    this.#phase = { name: "greeting", giveUp };
    connection.setEncoding("utf8").on("data", (chunk: string) => this.#read(chunk));
    connection.on("close", () => this.#closed());
    // Whoever is gone reads no answer; `close` follows.
    connection.on("error", () => connection.destroy());
  }

  attached({ program, ...place }: AttachPlace): void {
    if (this.#phase.name !== "asked") return;
    this.#phase = { name: "attached", lab: this.#phase.lab, program };
    this.#say({ type: "attached", ...place, pythonPath: this.#parts.pythonPath });
    if (this.#connection.destroyed) this.#closed();
  }

  refused(error: ErrorBody): void {
    this.#end({ type: "refused", error });
  }

  known(): void {
    if (this.#phase.name === "attached") this.#say({ type: "known" });
  }

  over(limit: CommandLimit | null): void {
    this.#end({ type: "over", limit });
  }

  labEnded(error: ErrorBody): void {
    this.#end({ type: "lab-ended", error });
  }

  #read(chunk: string): void {
    const lines = this.#lines.push(chunk);
    if (lines === null) this.#refuse(badCommand("a line without an end"));
    for (const line of lines ?? []) this.#take(line);
  }

  #take(line: string): void {
    if (this.#phase.name === "over") return;
    try {
      this.#act(messageOf(line));
    } catch (thrown) {
      const error = errorOf(thrown, 0);
      if (error === null) throw thrown;
      this.#refuse(error);
    }
  }

  /** @throws ApiError */
  #act(message: FromExec): void {
    switch (message.type) {
      case "labs":
        this.#greeted();
        this.#end({ type: "labs", labs: openLabs(this.#parts.registry) });
        return;
      case "attach":
        this.#greeted();
        this.#attach(message);
        return;
      case "started": {
        const { lab, program } = this.#command();
        lab.attachProcess(program, message.pid);
        return;
      }
      case "ended":
        this.#ended(message);
        return;
      default:
        message satisfies never;
    }
  }

  /** @throws ApiError for a second question */
  #greeted(): void {
    if (this.#phase.name !== "greeting") throw badCommand("one question to a connection");
    this.#phase.giveUp();
  }

  #attach({ lab: id, host, command }: Extract<FromExec, { type: "attach" }>): void {
    const lab = this.#parts.registry.get(id);
    this.#phase = { name: "asked", lab };
    lab.attach(host, command, this);
  }

  #ended({ exitCode, signal }: CommandEnd): void {
    const { lab, program } = this.#command();
    this.#phase = { name: "ended" };
    lab.attachEnded(program, { exitCode, signal });
  }

  /** @throws ApiError where nothing is attached */
  #command(): Extract<Phase, { name: "attached" }> {
    if (this.#phase.name !== "attached") throw badCommand("nothing is attached");
    return this.#phase;
  }

  /** A lab that has not answered yet is told once it has. */
  #closed(): void {
    switch (this.#phase.name) {
      case "greeting":
        this.#phase.giveUp();
        this.#phase = { name: "over" };
        return;
      case "attached": {
        const { lab, program } = this.#phase;
        this.#phase = { name: "over" };
        lab.attachEnded(program, UNKNOWN_END);
        return;
      }
      case "asked":
      case "ended":
      case "over":
        return;
      default:
        this.#phase satisfies never;
    }
  }

  #refuse(error: ApiError): void {
    const { lab, program } = this.#phase.name === "attached" ? this.#phase : { lab: null, program: 0 };
    this.#end({ type: "refused", error: error.body });
    lab?.attachEnded(program, UNKNOWN_END);
  }

  #end(message: ToExec): void {
    if (this.#phase.name === "over") return;
    if (this.#phase.name === "greeting") this.#phase.giveUp();
    this.#phase = { name: "over" };
    this.#say(message);
    this.#connection.end();
  }

  #say(message: ToExec): void {
    if (this.#connection.writable) this.#connection.write(`${JSON.stringify(message)}\n`);
  }
}

function openLabs({ labs }: LabRegistry): OpenLab[] {
  return [...labs].flatMap((lab) => (lab.phase.state === "open" ? [lab.glance()] : []));
}

/** @throws ApiError */
function messageOf(line: string): FromExec {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ApiError("bad_json");
  }
  const parsed = FromExec.safeParse(value);
  if (!parsed.success) throw badCommand(whyNot(parsed.error));
  return parsed.data;
}

function badCommand(why: string): ApiError {
  return new ApiError("bad_command", { why }, `The server did not understand wirestage exec: ${why}.`);
}
