import { LIMITS } from "@wirestage/protocol";
import { terminalWidth } from "./terminal-width.ts";

/** What typing comes to: text for the screen, a whole line, end of input (Ctrl-D), or the wish to kill (Ctrl-C). */
export type TerminalEvent =
  | { readonly is: "echo"; readonly text: string }
  | { readonly is: "line"; readonly text: string }
  | { readonly is: "end" }
  | { readonly is: "interrupt" };

const INTERRUPT = "\x03";
const END = "\x04";
const BACKSPACE = "\x08";
const KILL_LINE = "\x15";
const DELETE = "\x7f";
const BELL = "\x07";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * What a terminal of Linux does with keys before a program reads them (termios(3): ICANON, ECHO, ECHOE, ECHOCTL, ICRNL,
 * IUTF8), except that a character that takes two columns is also wiped off two.
 */
export class LineDiscipline {
  /** What can still be wiped out: characters, and controls as the two columns that show them. */
  #line: string[] = [];
  /** What Ctrl-D in the middle of a line has handed over already. */
  #handedOver = "";

  type(data: string): TerminalEvent[] {
    return [...graphemes.segment(data)].flatMap(({ segment }) => this.#key(segment));
  }

  #key(key: string): TerminalEvent[] {
    switch (key) {
      case "\r":
      case "\n":
      case "\r\n":
        return [echo("\r\n"), { is: "line", text: this.#take() }];
      case BACKSPACE:
      case DELETE:
        return this.#erase(1);
      case KILL_LINE:
        return this.#erase(this.#line.length);
      case INTERRUPT:
        this.#take();
        return [echo("^C"), { is: "interrupt" }];
      case END:
        return this.#end();
      default:
        return this.#add(key);
    }
  }

  /** A line that is full takes no more but its end (N_TTY_BUF_SIZE in drivers/tty/n_tty.c). */
  #add(key: string): TerminalEvent[] {
    if (this.#line.length + this.#handedOver.length >= LIMITS.inputLength) return [echo(BELL)];
    this.#line.push(key);
    return [echo(shown(key))];
  }

  #erase(count: number): TerminalEvent[] {
    const erased = count === 0 ? [] : this.#line.splice(-count);
    const columns = terminalWidth(shown(erased.join("")));
    return columns === 0 ? [] : [echo("\b \b".repeat(columns))];
  }

  /** Hands over what there is without a line end; with nothing before it that is the end of input, or of the line. */
  #end(): TerminalEvent[] {
    if (this.#line.length > 0) {
      this.#handedOver += this.#line.splice(0).join("");
      return [];
    }
    return this.#handedOver === "" ? [{ is: "end" }] : [{ is: "line", text: this.#take() }];
  }

  #take(): string {
    const text = this.#handedOver + this.#line.splice(0).join("");
    this.#handedOver = "";
    return text;
  }
}

function echo(text: string): TerminalEvent {
  return { is: "echo", text };
}

/** Controls as a caret and a letter (ECHOCTL); those of ISO 6429 beyond ASCII not at all. */
function shown(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? `^${String.fromCharCode(code + 0x40)}` : "";
  });
}
