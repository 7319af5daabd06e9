import type { CommandLimit, ErrorBody, FromLab } from "@wirestage/protocol";

/** Where a command is to be started, and as which program of the lab. */
export type AttachPlace = Omit<Extract<FromLab, { type: "attached" }>, "type" | "lab" | "id">;

/** How a command ended; both null where nobody knows. */
export interface CommandEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** Whoever starts one command in a host of a lab from the machine's own terminal. */
export interface Attachment {
  attached(place: AttachPlace): void;
  refused(error: ErrorBody): void;
  /** The lab knows the command's process. */
  known(): void;
  /** The lab knows that the command has ended; `limit` is what it went beyond where the lab has ended it. */
  over(limit: CommandLimit | null): void;
  /** The lab is over; what was started in it must end. */
  labEnded(error: ErrorBody): void;
}

/** The commands of one lab that are about to be started or run. */
export class Attachments {
  readonly #asked = new Map<number, Attachment>();
  readonly #running = new Map<number, Attachment>();

  get size(): number {
    return this.#asked.size + this.#running.size;
  }

  /** `id` is that of the message to the lab process, and comes back with its answer. */
  ask(id: number, attachment: Attachment): void {
    this.#asked.set(id, attachment);
  }

  attached(id: number, place: AttachPlace): void {
    const attachment = this.#take(id);
    if (attachment === undefined) return;
    this.#running.set(place.program, attachment);
    attachment.attached(place);
  }

  /** False where `id` belongs to no attachment. */
  refused(id: number, error: ErrorBody): boolean {
    const attachment = this.#take(id);
    attachment?.refused(error);
    return attachment !== undefined;
  }

  known(program: number): void {
    this.#running.get(program)?.known();
  }

  over(program: number, limit: CommandLimit | null): void {
    const attachment = this.#running.get(program);
    this.#running.delete(program);
    attachment?.over(limit);
  }

  labEnded(error: ErrorBody): void {
    const all = [...this.#asked.values(), ...this.#running.values()];
    this.#asked.clear();
    this.#running.clear();
    for (const attachment of all) attachment.labEnded(error);
  }

  #take(id: number): Attachment | undefined {
    const attachment = this.#asked.get(id);
    this.#asked.delete(id);
    return attachment;
  }
}
