import { bytesOfBase64 } from "@wirestage/trace";
import { base64OfBytes } from "../format/base64.ts";
import { sameBytes } from "./computation.ts";
import type { SocketStreams } from "./socket-streams.ts";
import type { NonceMade } from "./story.ts";
import type { Stretch } from "./stretches.ts";

/** Bytes that a program gave to a socket or took from it. */
export interface Passed extends Stretch {
  readonly socket: SocketStreams;
  readonly base64: string;
  readonly is: "sent" | "received";
}

/** How many of the bytes that a program passed last are remembered. */
const RECENT = 4;

/** The random bytes that programs made, and the bytes that they passed last. */
export class NonceTable {
  /** By program and base64. */
  readonly #made = new Map<string, NonceMade>();
  /** By base64: the number of the verification that had it first. */
  readonly #uses = new Map<string, number>();
  readonly #recent = new Map<number, Passed[]>();

  make(program: number, made: NonceMade): void {
    this.#made.set(`${program} ${base64OfBytes(made.bytes)}`, made);
  }

  made(program: number, base64: string): NonceMade | null {
    return this.#made.get(`${program} ${base64}`) ?? null;
  }

  /** The verification that had these bytes before number `now`, which from here on counts as having had them. */
  firstUse(base64: string, now: number): number | null {
    const first = this.#uses.get(base64) ?? null;
    if (first === null) this.#uses.set(base64, now);
    return first;
  }

  passed(program: number, passed: Passed): void {
    const recent = this.#recent.get(program) ?? [];
    recent.push(passed);
    if (recent.length > RECENT) recent.shift();
    this.#recent.set(program, recent);
  }

  /** The newest of those that the program passed last and that are this message. */
  passedAs(program: number, message: Uint8Array): Passed | null {
    const recent = this.#recent.get(program) ?? [];
    return recent.findLast(({ base64 }) => sameBytes(bytesOfBase64(base64), message)) ?? null;
  }
}
