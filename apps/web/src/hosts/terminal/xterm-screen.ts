import "@xterm/xterm/css/xterm.css";
import { FitAddon } from "@xterm/addon-fit";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { Terminal } from "@xterm/xterm";
import type { Feed } from "./terminal-feed.ts";
import { onThemeChange, terminalTheme } from "./terminal-theme.ts";

/** Lines kept above the screen. */
const SCROLLBACK = 2_000;
/** Lines from the end that are told as text. */
const TOLD_LINES = 200;
const FONT_PX = 12;
const LINE_HEIGHT = 1.35;
/** RIS of ECMA-48. xterm writes later than it is told; its method for this would come before what is still to be written. */
const FULL_RESET = "\x1bc";
/** WCAG 2.2 §1.4.3; colours that a program asks for are moved until they have it. */
const LEAST_CONTRAST = 4.5;

export interface XtermScreenParts {
  readonly element: HTMLElement;
  /** Accessible name of where one types; says how to leave it. */
  readonly label: string;
  /** Keys as a terminal sends them. */
  readonly typed: (data: string) => void;
  /** Its size in characters, told when it changes. */
  readonly resized: (columns: number, rows: number) => void;
  /** What the screen and the lines above it say, without trailing blanks. */
  readonly told: (text: string) => void;
}

/** Keys that stay the browser's: Tab and Escape leave the terminal, a selection can be copied, anything pasted. */
function isBrowsers(event: KeyboardEvent, hasSelection: boolean): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.key === "Tab" && !event.ctrlKey) return true;
  const key = event.key.toLowerCase();
  const isCommand = event.ctrlKey || event.metaKey;
  return isCommand && (key === "v" || (key === "c" && (hasSelection || event.shiftKey)));
}

/**
 * Names where one types. A key that leaves the terminal is let go elsewhere; xterm, which has to hear of that, would else
 * take the next text without a key (an emoji, dictation) for an echo of it.
 */
function prepare(textarea: HTMLTextAreaElement, label: string): void {
  textarea.setAttribute("aria-label", label);
  textarea.addEventListener("blur", () => textarea.dispatchEvent(new KeyboardEvent("keyup", { key: "Tab" })));
}

/** A terminal emulator in an element, as large as that is. */
export class XtermScreen {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #parts: XtermScreenParts;
  readonly #ends: (() => void)[];
  #readOnly = false;
  #closed = false;

  constructor(parts: XtermScreenParts) {
    this.#parts = parts;
    this.#terminal = new Terminal({
      allowProposedApi: true,
      fontFamily: getComputedStyle(parts.element).getPropertyValue("--font-mono"),
      fontSize: FONT_PX,
      lineHeight: LINE_HEIGHT,
      scrollback: SCROLLBACK,
      minimumContrastRatio: LEAST_CONTRAST,
      cursorInactiveStyle: "outline",
      theme: terminalTheme(parts.element),
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.loadAddon(new Unicode11Addon());
    this.#terminal.unicode.activeVersion = "11";
    this.#terminal.attachCustomKeyEventHandler((event) => this.#onKey(event));
    this.#terminal.onData(parts.typed);
    this.#terminal.onResize(({ cols, rows }) => parts.resized(cols, rows));
    this.#terminal.open(parts.element);
    if (this.#terminal.textarea) prepare(this.#terminal.textarea, parts.label);
    this.#ends = [this.#followSize(), this.#followTheme()];
  }

  /** Writes what is new; `told` follows when it is on the screen. */
  write({ reset, text }: Feed): void {
    if (reset || text !== "") this.#terminal.write(reset ? FULL_RESET + text : text, () => this.#tell());
  }

  /** Nothing can be typed, and keys stay the page's. */
  set readOnly(readOnly: boolean) {
    this.#readOnly = readOnly;
    this.#terminal.options.disableStdin = readOnly;
    this.#terminal.options.cursorInactiveStyle = readOnly ? "none" : "outline";
  }

  get size(): { readonly columns: number; readonly rows: number } {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** The last lines as text; a line that was wrapped is one line. */
  text(): string {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let at = Math.max(0, active.length - TOLD_LINES); at < active.length; at++) {
      const line = active.getLine(at);
      const text = line?.translateToString(true) ?? "";
      if (line?.isWrapped) lines.push((lines.pop() ?? "") + text);
      else lines.push(text);
    }
    return lines.join("\n").trimEnd();
  }

  close(): void {
    this.#closed = true;
    for (const end of this.#ends) end();
    this.#terminal.dispose();
  }

  /** What was written before `close` may be drawn after it. */
  #tell(): void {
    if (!this.#closed) this.#parts.told(this.text());
  }

  /** False where xterm is to leave the key alone. */
  #onKey(event: KeyboardEvent): boolean {
    if (this.#readOnly || isBrowsers(event, this.#terminal.hasSelection())) return false;
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return true;
    event.preventDefault();
    if (event.type === "keydown") this.#terminal.blur();
    return false;
  }

  #followSize(): () => void {
    const observer = new ResizeObserver(() => this.#fit.fit());
    observer.observe(this.#parts.element);
    return () => observer.disconnect();
  }

  #followTheme(): () => void {
    return onThemeChange(() => {
      this.#terminal.options.theme = terminalTheme(this.#parts.element);
    });
  }
}
