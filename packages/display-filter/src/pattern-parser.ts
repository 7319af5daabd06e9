import { utf8Bytes } from "./byte-string.ts";

/** What a pattern is made of. A set holds, for each byte, whether it is a member. */
export type PatternNode =
  | { readonly kind: "set"; readonly members: readonly boolean[] }
  | { readonly kind: "sequence" | "either"; readonly parts: readonly PatternNode[] }
  | {
      readonly kind: "repeat";
      readonly part: PatternNode;
      readonly least: number;
      readonly most: number | null;
    }
  | { readonly kind: "start" | "end" };

/** Thrown where a text is no pattern; `reason` says at what. */
export class PatternFault extends Error {}

const MAX_DEPTH = 16;
const MAX_REPEAT = 100;

function setOf(isMember: (byte: number) => boolean): boolean[] {
  return Array.from({ length: 256 }, (_, byte) => isMember(byte));
}

/** Upper and lower case are one, as `matches` of Wireshark has it. */
function caseless(members: readonly boolean[]): boolean[] {
  const isLetter = (byte: number) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return members.map((isMember, byte) => isMember || (isLetter(byte) && members[byte ^ 0x20] === true));
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isWord = (byte: number) =>
  isDigit(byte) || byte === 0x5f || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

const CLASSES: Readonly<Record<string, (byte: number) => boolean>> = {
  d: isDigit,
  D: (byte) => !isDigit(byte),
  w: isWord,
  W: (byte) => !isWord(byte),
  s: isBlank,
  S: (byte) => !isBlank(byte),
};

const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7, "0": 0 };

const NEWLINE = 10;

/**
 * The regular part of what PCRE reads: no look-around, no back-references, so that a machine without backtracking can
 * run it.
 * @throws PatternFault
 */
export function parsePattern(text: string): PatternNode {
  return new PatternParser(text).whole();
}

class PatternParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): PatternNode {
    const node = this.#either();
    if (this.#at < this.#text.length) throw new PatternFault(this.#next());
    return node;
  }

  #next(): string {
    const code = this.#text.codePointAt(this.#at);
    return code === undefined ? "" : String.fromCodePoint(code);
  }

  #take(): string {
    const character = this.#next();
    this.#at += character.length;
    return character;
  }

  #takeIf(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#take();
    return true;
  }

  #either(): PatternNode {
    const parts = [this.#sequence()];
    while (this.#takeIf("|")) parts.push(this.#sequence());
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : { kind: "either", parts };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#text.length && this.#next() !== "|" && this.#next() !== ")") {
      parts.push(this.#repeated(this.#atom()));
    }
    return { kind: "sequence", parts };
  }

  #repeated(part: PatternNode): PatternNode {
    const bounds = this.#bounds();
    if (bounds === null) return part;
    if (part.kind === "start" || part.kind === "end") throw new PatternFault(this.#text[this.#at - 1]);
    // The longest or the shortest: either way it matches or it does not.
    this.#takeIf("?");
    if ("*+".includes(this.#next() || " ")) throw new PatternFault(this.#next());
    const [least, most] = bounds;
    return { kind: "repeat", part, least, most };
  }

  #bounds(): readonly [number, number | null] | null {
    if (this.#takeIf("*")) return [0, null];
    if (this.#takeIf("+")) return [1, null];
    if (this.#takeIf("?")) return [0, 1];
    const counted = /^\{(\d{1,3})(?:(,)(\d{1,3})?)?\}/.exec(this.#text.slice(this.#at));
    if (counted === null) return null;
    const [whole, first, comma, second] = counted;
    const least = Number(first);
    const most = second === undefined ? (comma === undefined ? least : null) : Number(second);
    if (least > MAX_REPEAT || (most !== null && (most > MAX_REPEAT || most < least)))
      throw new PatternFault(whole);
    this.#at += whole.length;
    return [least, most];
  }

  #atom(): PatternNode {
    const character = this.#take();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return this.#class();
      case ".":
        return { kind: "set", members: setOf((byte) => byte !== NEWLINE) };
      case "^":
        return { kind: "start" };
      case "$":
        return { kind: "end" };
      case "\\":
        return { kind: "set", members: caseless(this.#escaped()) };
      case "*":
      case "+":
      case "?":
        throw new PatternFault(character);
      default:
        return literal(character);
    }
  }

  #group(): PatternNode {
    if (this.#depth >= MAX_DEPTH) throw new PatternFault("(");
    this.#depth += 1;
    if (this.#takeIf("?") && !this.#takeIf(":")) throw new PatternFault(`(?${this.#next()}`);
    const node = this.#either();
    if (!this.#takeIf(")")) throw new PatternFault("(");
    this.#depth -= 1;
    return node;
  }

  /** The bytes that stand for themselves or a class behind a backslash. */
  #escaped(): readonly boolean[] {
    const character = this.#take();
    const isMember = Object.hasOwn(CLASSES, character) ? CLASSES[character] : undefined;
    if (isMember !== undefined) return setOf(isMember);
    const code = this.#escapedCode(character);
    return setOf((byte) => byte === code);
  }

  #escapedCode(character: string): number {
    if (character === "x") {
      const digits = /^[0-9a-f]{2}/i.exec(this.#text.slice(this.#at))?.[0];
      if (digits === undefined) throw new PatternFault("\\x");
      this.#at += 2;
      return Number.parseInt(digits, 16);
    }
    const control = Object.hasOwn(CONTROLS, character) ? CONTROLS[character] : undefined;
    if (control !== undefined) return control;
    if (!/^[^0-9A-Za-z]$/.test(character)) throw new PatternFault(`\\${character}`);
    return character.charCodeAt(0);
  }

  #class(): PatternNode {
    const isNegated = this.#takeIf("^");
    const members = setOf(() => false);
    for (let isFirst = true; isFirst || this.#next() !== "]"; isFirst = false) {
      if (this.#next() === "") throw new PatternFault("[");
      this.#member(members);
    }
    this.#take();
    const all = caseless(members);
    return { kind: "set", members: isNegated ? all.map((isMember) => !isMember) : all };
  }

  #member(members: boolean[]): void {
    const low = this.#classByte();
    if (typeof low !== "number") {
      for (const [byte, isMember] of low.entries()) members[byte] ||= isMember;
      return;
    }
    const isRange = this.#next() === "-" && this.#text[this.#at + 1] !== "]";
    if (isRange) this.#take();
    const high = isRange ? this.#classByte() : low;
    if (typeof high !== "number" || high < low) throw new PatternFault("-");
    for (let byte = low; byte <= high; byte++) members[byte] = true;
  }

  #classByte(): number | readonly boolean[] {
    const character = this.#take();
    const [byte, ...more] = utf8Bytes(character);
    if (byte === undefined || more.length > 0) throw new PatternFault(character);
    if (character !== "\\") return byte;
    if (Object.hasOwn(CLASSES, this.#next())) return this.#escaped();
    return this.#escapedCode(this.#take());
  }
}

function literal(character: string): PatternNode {
  const parts = utf8Bytes(character).map(
    (code): PatternNode => ({ kind: "set", members: caseless(setOf((byte) => byte === code)) }),
  );
  return { kind: "sequence", parts };
}
