import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { shrinkChildHashTables } from "@wirestage/linux";
import { type FoundPython, type FromLab, OpenLabRequest, type ToLab } from "@wirestage/protocol";
import { type EventKind, type EventOf, TraceEvent, TraceLog } from "@wirestage/trace";
import { findPython } from "./children/find-python.ts";
import { PYTHON_LIMITS } from "./children/python.ts";
import { PythonSearch } from "./children/python-search.ts";
import { Workshop } from "./workshop.ts";

const PROGRAMS = fileURLToPath(new URL("../../../packages/programs", import.meta.url));
const PATIENCE_MS = 20_000;

type Answer = Extract<FromLab, { type: "ack" | "refused" | "open-failed" | "full" | "closed" }>;

const { WIRESTAGE_PYTHON: command = "python3" } = process.env;
const cache = mkdtempSync(join(tmpdir(), "wirestage-python-"));
process.on("exit", () => rmSync(cache, { recursive: true, force: true }));
const places = { tracer: join(PROGRAMS, "python"), cache };
const found = await findPython(command, places);

/** Knows already of the Python of WIRESTAGE_PYTHON. */
function finishedSearch(): PythonSearch {
  return new PythonSearch(places, () => findPython(command, places), found);
}

/** Knows that there is no Python. */
export function fruitlessSearch(): PythonSearch {
  const none: FoundPython = { available: false, message: "none for this test" };
  return new PythonSearch(places, async () => none, none);
}

/** A workshop whose channel ends in this object: what a server would see, parsed as a server would not. */
export class TestBench {
  readonly log = new TraceLog();
  readonly answers: Answer[] = [];
  /** What the lab said of commands that have ended. */
  readonly overs: Extract<FromLab, { type: "attach-over" }>[] = [];
  readonly wholeFrames = new Map<number, Uint8Array>();
  readonly #workshop: Workshop;
  #waiting: { satisfied(): boolean; resolve(): void }[] = [];
  #nextCommand = 1;
  #attached: Extract<FromLab, { type: "attached" }> | null = null;
  #open = false;

  /** @param programs directory of the pairs to run */
  constructor(programs = PROGRAMS, limits = PYTHON_LIMITS, search = finishedSearch()) {
    shrinkChildHashTables();
    this.#workshop = new Workshop(
      {
        send: (message) => this.#receive(message),
        sendFrame: (_lab, frame, bytes) => void this.wholeFrames.set(frame, bytes),
        sendEvents: (_lab, { lines }) => {
          this.log.append(lines.map((line) => TraceEvent.parse(JSON.parse(line))));
          this.#check();
        },
      },
      programs,
      search,
      limits,
    );
  }

  open(request: Partial<OpenLabRequest> = {}, maxEvents = 100_000): void {
    this.#workshop.handle({
      type: "open",
      lab: "lab",
      request: OpenLabRequest.parse(request),
      seed: request.seed ?? 1,
      maxEvents,
    });
  }

  /** The answer to a command; it is given at once. */
  command(command: Extract<ToLab, { type: "command" }>["command"]): Answer {
    this.#workshop.handle({ type: "command", lab: "lab", id: this.#nextCommand++, command });
    const answer = this.answers.at(-1);
    if (!answer) throw new Error("the lab gave no answer");
    return answer;
  }

  /** Where a command is to be started. */
  attach(host: string, command: string[]): Extract<FromLab, { type: "attached" }> {
    this.#workshop.handle({ type: "attach", lab: "lab", id: this.#nextCommand++, host, command });
    if (this.#attached) return this.#attached;
    throw new Error(`the lab did not attach a command: ${JSON.stringify(this.answers.at(-1))}`);
  }

  /** What the server says of a command that was attached. */
  tell(message: Extract<ToLab, { type: "attach-process" | "attach-ended" }>): void {
    this.#workshop.handle(message);
  }

  async close(): Promise<void> {
    if (this.#open) {
      this.#workshop.handle({ type: "close", lab: "lab" });
      await this.until("closed", () => this.answers.some((answer) => answer.type === "closed"));
    }
    this.#open = false;
    this.#workshop.close();
  }

  events<K extends EventKind>(kind: K): EventOf<K>[] {
    return this.log.events.filter((event): event is EventOf<K> => event.kind === kind);
  }

  /** Resolves as soon as `condition` holds after something came from the lab. */
  until(what: string, condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`waited ${PATIENCE_MS} ms for ${what}\n${this.story()}`));
      }, PATIENCE_MS);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push({ satisfied: condition, resolve: done });
    });
  }

  /** The trace, a line an event, for messages of failing tests. */
  story(): string {
    return this.log.events
      .map(({ seq, t, kind, ...facts }) => `${seq} ${t} ${kind} ${JSON.stringify(facts)}`)
      .join("\n");
  }

  #receive(message: FromLab): void {
    switch (message.type) {
      case "opened":
        this.#open = true;
        break;
      case "attached":
        this.#attached = message;
        break;
      case "attach-over":
        this.overs.push(message);
        break;
      case "ack":
      case "refused":
      case "open-failed":
      case "full":
      case "closed":
        this.answers.push(message);
        break;
      default:
        break;
    }
    this.#check();
  }

  #check(): void {
    const ready = this.#waiting.filter((each) => each.satisfied());
    this.#waiting = this.#waiting.filter((each) => !ready.includes(each));
    for (const each of ready) each.resolve();
  }
}
