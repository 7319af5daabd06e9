import { type ErrorBody, LIMITS } from "@wirestage/protocol";
import type { CommandAnswer } from "../../session/session.ts";

/** Where to cut so that a part has at most `longest` UTF-16 units and no character is cut in two. */
function cutAt(text: string, longest: number): number {
  if (text.length <= longest) return text.length;
  const last = text.charCodeAt(longest - 1);
  return last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest;
}

/**
 * Sends what is typed in order, one command at a time: what is typed while one is under way goes with the next, so that
 * fast typing and long pastes stay within what a lab takes in a second.
 */
export class TypedKeys {
  #waiting = "";
  #busy = false;
  readonly #send: (data: string) => Promise<CommandAnswer>;
  readonly #refused: (error: ErrorBody) => void;

  /** @param refused told once why keys were not taken; those that waited behind them are forgotten */
  constructor(send: (data: string) => Promise<CommandAnswer>, refused: (error: ErrorBody) => void) {
    this.#send = send;
    this.#refused = refused;
  }

  type(data: string): void {
    this.#waiting += data;
    if (!this.#busy) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#busy = true;
    while (this.#waiting !== "") {
      const at = cutAt(this.#waiting, LIMITS.inputLength);
      const part = this.#waiting.slice(0, at);
      this.#waiting = this.#waiting.slice(at);
      const answer = await this.#send(part);
      if (!answer.ok) {
        this.#waiting = "";
        this.#refused(answer.error);
      }
    }
    this.#busy = false;
  }
}
