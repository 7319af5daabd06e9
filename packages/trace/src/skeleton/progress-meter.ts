import { bytesOfBase64 } from "../call-text.ts";
import type { EventFacts } from "../event.ts";
import { type FrameShape, FrameShapes } from "./frame-shape.ts";

/** A frame or a program by what it is in every run of the same: the `nth` of those that are called so, from 1. */
export interface NamedThing {
  readonly name: string;
  readonly nth: number;
}

/** `over`: it was delivered or lost. */
export type FramePlace = "flying" | "held" | "over";

type FactsOf<K extends EventFacts["kind"]> = Extract<EventFacts, { kind: K }>;
type OriginFacts = FactsOf<"frame.sent" | "frame.copied" | "frame.injected">;

/** Numbers of things by name, and back. */
class Register {
  readonly #numbers = new Map<string, number[]>();
  readonly #names = new Map<number, NamedThing>();

  add(name: string, number: number): void {
    const numbers = this.#numbers.get(name) ?? [];
    this.#numbers.set(name, numbers);
    numbers.push(number);
    this.#names.set(number, { name, nth: numbers.length });
  }

  nameOf(number: number): NamedThing | null {
    return this.#names.get(number) ?? null;
  }

  numberOf({ name, nth }: NamedThing): number | null {
    return this.#numbers.get(name)?.[nth - 1] ?? null;
  }
}

/**
 * How far a story has come: counts that are the same in every run of the same commands at the same point of the story,
 * whatever the clock says. Acknowledgments without data, frames sent again and link noise are not counted, because
 * kernels send them by their own clocks; data is counted in bytes and output in lines, because both may be cut otherwise.
 */
export class ProgressMeter {
  readonly counts = new Map<string, number>();
  #total = 0;
  readonly #shapes = new FrameShapes();
  readonly #frames = new Register();
  readonly #programs = new Register();
  readonly #places = new Map<number, FramePlace>();
  readonly #held = new Set<number>();
  /** What a frame counts, of those that count. */
  readonly #counted = new Map<number, FrameShape>();
  readonly #calls = new Map<number, string>();

  /** Frames that are held, the one that has been so longest first. */
  get held(): readonly number[] {
    return [...this.#held];
  }

  frameCalled(thing: NamedThing): number | null {
    return this.#frames.numberOf(thing);
  }

  nameOfFrame(frame: number): NamedThing | null {
    return this.#frames.nameOf(frame);
  }

  programCalled(thing: NamedThing): number | null {
    return this.#programs.numberOf(thing);
  }

  nameOfProgram(program: number): NamedThing | null {
    return this.#programs.nameOf(program);
  }

  placeOf(frame: number): FramePlace | null {
    return this.#places.get(frame) ?? null;
  }

  /** @returns whether the story has come further by it */
  take(event: EventFacts): boolean {
    const before = this.#total;
    this.#take(event);
    return this.#total > before;
  }

  #take(event: EventFacts): void {
    switch (event.kind) {
      case "frame.sent":
      case "frame.copied":
      case "frame.injected":
        this.#takeOrigin(event);
        return;
      case "frame.held":
        this.#move(event, "held", "stops");
        return;
      case "frame.released":
        this.#place(event.frame, "flying");
        return;
      case "frame.delivered":
        this.#move(event, "over", "gets");
        return;
      case "frame.lost":
        this.#move(event, "over", "loses");
        return;
      case "call.entered":
        this.#calls.set(event.call, `${event.program} ${event.name}`);
        this.#count(`calls ${event.program} ${event.name}`);
        return;
      case "call.returned":
        this.#count(`answers ${this.#calls.get(event.call) ?? ""}`);
        return;
      default:
        this.#takeOther(event);
    }
  }

  #takeOther(event: EventFacts): void {
    switch (event.kind) {
      case "socket.changed":
        this.#takeState(event);
        return;
      case "socket.closed":
        this.#count(`${event.host} CLOSED`);
        return;
      case "program.started":
        this.#programs.add(`${event.host} ${event.name} ${event.role ?? event.language}`, event.program);
        this.#count(`starts ${event.host}`);
        return;
      case "program.asking":
        this.#count(`asks ${event.program}`);
        return;
      case "program.input":
        this.#count(`reads ${event.program}`);
        return;
      case "program.output":
        this.#count(`prints ${event.program}`, event.text.split("\n").length - 1);
        return;
      case "program.ended":
        this.#count(`ends ${event.program}`);
        return;
      default:
        return;
    }
  }

  /** FIN_WAIT2 is passed over where the acknowledgment of a FIN comes with the other's FIN, which a clock decides. */
  #takeState({ host, before, state, sampling }: FactsOf<"socket.changed">): void {
    if (before !== state && state !== "FIN_WAIT2" && sampling === "exact") this.#count(`${host} ${state}`);
  }

  #takeOrigin(event: OriginFacts): void {
    const shape = this.#shapes.of(bytesOfBase64(event.bytes));
    this.#frames.add(`${event.host} ${shape.text}`, event.frame);
    this.#place(event.frame, "flying");
    const counts = event.kind === "frame.sent" && shape.kind !== "ACK" && shape.kind !== "link";
    if (!counts || shape.isRepeat) return;
    this.#counted.set(event.frame, shape);
    this.#countFrame(event, "sends");
  }

  #move(facts: { readonly frame: number; readonly host: string }, place: FramePlace, verb: string): void {
    this.#place(facts.frame, place);
    this.#countFrame(facts, verb);
  }

  #place(frame: number, place: FramePlace): void {
    this.#places.set(frame, place);
    if (place === "held") this.#held.add(frame);
    else this.#held.delete(frame);
  }

  #countFrame({ frame, host }: { readonly frame: number; readonly host: string }, verb: string): void {
    const shape = this.#counted.get(frame);
    if (!shape) return;
    const amount = shape.kind === "data" ? shape.payloadLength : 1;
    this.#count(`${host} ${verb} ${shape.kind}`, amount);
  }

  #count(key: string, amount = 1): void {
    this.#total += amount;
    if (amount > 0) this.counts.set(key, (this.counts.get(key) ?? 0) + amount);
  }
}
