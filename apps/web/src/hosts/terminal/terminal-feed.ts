import type { EventOf } from "@wirestage/trace";

/** What a program printed and what it read from its terminal, in order. */
export type Said = EventOf<"program.output" | "program.input">;

export interface Feed {
  /** The screen has to be emptied first: time went back, another program is shown, or the screen has another width. */
  readonly reset: boolean;
  readonly text: string;
}

/** What a screen begins with is at most this long; what lies before has scrolled out of it. In UTF-16 units. */
const LONGEST_START = 64 * 1024;

const RED = "\x1b[31m";
const BOLD = "\x1b[1m";
const PLAIN = "\x1b[0m";

/** A terminal goes to the line's beginning by CR only; what did not come through one ends its lines with LF alone. */
function withReturns(text: string): string {
  return text.replace(/\r?\n/g, "\r\n");
}

function textOf(said: Said, echoes: boolean): string {
  if (said.kind === "program.input")
    return echoes ? "" : `${BOLD}${withReturns(said.text.trimEnd())}${PLAIN}\r\n`;
  switch (said.stream) {
    case "stdout":
    case "terminal":
      return withReturns(said.text);
    case "stderr":
      return `${RED}${withReturns(said.text)}${PLAIN}`;
    default:
      return said.stream satisfies never;
  }
}

/** Cut before a line, so that no escape sequence and no character is cut in two. */
function tail(text: string): string {
  if (text.length <= LONGEST_START) return text;
  const from = text.indexOf("\n", text.length - LONGEST_START);
  return from < 0 ? text.slice(-LONGEST_START) : text.slice(from + 1);
}

/**
 * Tells what to write to a screen so that it shows what a terminal had at some time: what is new where time went on,
 * everything from the start where it went back. A line typed is echoed by the terminal itself; only of a program that
 * had no terminal (recordings made before there were any) it is written here.
 */
export class TerminalFeed {
  #program: number | null = null;
  #written = 0;
  #echoes = false;
  #columns = 0;

  /**
   * @param said all that is known of the program, also what lies after the shown time; it only ever grows
   * @param count how much of it had been said by then
   * @param columns width of the screen; a narrower one cuts the line of the cursor off, so all is written again
   */
  next(program: number, said: readonly Said[], count: number, columns: number): Feed {
    const echoes = said.some((each) => each.kind === "program.output" && each.stream === "terminal");
    const isOther = program !== this.#program || columns !== this.#columns || echoes !== this.#echoes;
    const reset = isOther || count < this.#written;
    const from = reset ? 0 : this.#written;
    this.#program = program;
    this.#written = count;
    this.#echoes = echoes;
    this.#columns = columns;
    const text = said
      .slice(from, count)
      .map((each) => textOf(each, echoes))
      .join("");
    return { reset, text: reset ? tail(text) : text };
  }
}
