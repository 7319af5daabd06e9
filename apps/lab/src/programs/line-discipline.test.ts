import { LIMITS } from "@wirestage/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { LineDiscipline } from "./line-discipline.ts";

let discipline: LineDiscipline;

beforeEach(() => {
  discipline = new LineDiscipline();
});

/** What shows on the terminal. */
function screen(data: string): string {
  return discipline
    .type(data)
    .map((event) => (event.is === "echo" ? event.text : ""))
    .join("");
}

/** What reaches the program: lines, and names of other things. */
function handed(data: string): string[] {
  return discipline.type(data).flatMap((event) => {
    if (event.is === "echo") return [];
    return [event.is === "line" ? `line ${event.text}` : event.is];
  });
}

describe("LineDiscipline", () => {
  it("hands over a line at Enter, and shows what is typed as it is typed", () => {
    expect(discipline.type("h")).toEqual([{ is: "echo", text: "h" }]);
    expect(discipline.type("i")).toEqual([{ is: "echo", text: "i" }]);
    expect(discipline.type("\r")).toEqual([
      { is: "echo", text: "\r\n" },
      { is: "line", text: "hi" },
    ]);
  });

  it("takes a paste of several lines as so many lines, however they end, and keeps the rest for later", () => {
    expect(handed("one\rtwo\nthree\r\nfo")).toEqual(["line one", "line two", "line three"]);
    expect(handed("ur\r")).toEqual(["line four"]);
  });

  it.each([
    ["a letter", "a", 1],
    ["a Chinese character", "握", 2],
    ["a syllable of Korean", "한", 2],
    ["a fullwidth letter", "Ａ", 2],
    ["an emoji", "😀", 2],
    ["a letter with a combining accent", "e\u0301", 1],
    ["a control shown by a caret", "\x1b", 2],
  ])("wipes %s off as many columns as it took", (_, typed, columns) => {
    discipline.type(`x${typed}`);
    expect(screen("\x7f")).toBe("\b \b".repeat(columns));
    expect(handed("\r")).toEqual(["line x"]);
  });

  it("wipes nothing off an empty line, so that a prompt stays", () => {
    expect(screen("\x7f\b\x15")).toBe("");
    expect(screen("a\x7f\x7f")).toBe("a\b \b");
  });

  it("wipes the whole line at Ctrl-U", () => {
    discipline.type("a握手");
    expect(screen("\x15")).toBe("\b \b".repeat(5));
    expect(handed("b\r")).toEqual(["line b"]);
  });

  it("shows Ctrl-C, forgets the line and asks for the kill", () => {
    discipline.type("abc");
    expect(discipline.type("\x03")).toEqual([{ is: "echo", text: "^C" }, { is: "interrupt" }]);
    expect(handed("\r")).toEqual(["line "]);
  });

  it("ends the input at Ctrl-D on an empty line, and shows nothing of it", () => {
    expect(discipline.type("\x04")).toEqual([{ is: "end" }]);
  });

  it("hands a line over at the second Ctrl-D, without a line end", () => {
    expect(discipline.type("abc\x04").filter(({ is }) => is !== "echo")).toEqual([]);
    expect(screen("\x7f")).toBe("");
    expect(discipline.type("\x04")).toEqual([{ is: "line", text: "abc" }]);
  });

  it("keeps what Ctrl-D handed over in the line that Enter ends", () => {
    expect(handed("ab\x04cd\r")).toEqual(["line abcd"]);
  });

  it("rings for every key that a full line does not take, and still lets it end", () => {
    discipline.type("x".repeat(LIMITS.inputLength));
    expect(screen("yz")).toBe("\x07\x07");
    expect(handed("\r")).toEqual([`line ${"x".repeat(LIMITS.inputLength)}`]);
  });

  it("shows no control of the upper half, which a terminal would obey", () => {
    expect(screen("\x9b2J")).toBe("2J");
  });
});
