import type { FoundPython, Language, ToLab } from "@wirestage/protocol";
import type { Python, PythonPlaces } from "./python.ts";

/** What is about one lab. */
export type LabMessage = Exclude<ToLab, { type: "find-python" | "python" }>;

/** What this process knows of Python: it looks when it must, once, or is told what another process has found. */
export class PythonSearch {
  readonly places: PythonPlaces;
  readonly #look: () => Promise<FoundPython>;
  #found: FoundPython | null;
  #search: Promise<FoundPython> | null = null;

  /** @param found what is known already, if anything is */
  constructor(places: PythonPlaces, look: () => Promise<FoundPython>, found: FoundPython | null = null) {
    this.places = places;
    this.#look = look;
    this.#found = found;
  }

  get isOver(): boolean {
    return this.#found !== null;
  }

  /** Null where there is none that can be used, and until it is found. */
  get python(): Python | null {
    if (!this.#found?.available) return null;
    return { executable: this.#found.executable, ...this.places };
  }

  tell(found: FoundPython): void {
    this.#found = found;
  }

  async find(): Promise<FoundPython> {
    if (this.#found) return this.#found;
    this.#search ??= this.#look();
    const found = await this.#search;
    this.#found ??= found;
    return this.#found;
  }
}

/**
 * Lets what a lab is told pass; from the first message on that needs Python it keeps them back, in their order, until
 * it is known whether there is one. Other labs do not wait.
 */
export class PythonWait {
  readonly #search: PythonSearch;
  readonly #pass: (message: LabMessage) => void;
  readonly #kept = new Map<string, LabMessage[]>();

  constructor(search: PythonSearch, pass: (message: LabMessage) => void) {
    this.#search = search;
    this.#pass = pass;
  }

  take(message: LabMessage): void {
    const kept = this.#kept.get(message.lab);
    if (kept) kept.push(message);
    else if (this.#search.isOver || !needsPython(message)) this.#pass(message);
    else {
      this.#kept.set(message.lab, [message]);
      void this.#search.find().then(() => this.#release(message.lab));
    }
  }

  #release(lab: string): void {
    const kept = this.#kept.get(lab) ?? [];
    this.#kept.delete(lab);
    for (const message of kept) this.#pass(message);
  }
}

function needsPython(message: LabMessage): boolean {
  if (message.type === "open") return isInPython(message.request);
  if (message.type !== "command") return false;
  const { command } = message;
  return (command.do === "run.start" || command.do === "program.start") && isInPython(command);
}

function isInPython(request: {
  readonly language: Language;
  readonly clientLanguage?: Language | undefined;
}): boolean {
  return request.language === "python" || request.clientLanguage === "python";
}
