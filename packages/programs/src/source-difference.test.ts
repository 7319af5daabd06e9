import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DifferenceRow, sourceDifference } from "./source-difference.ts";

const MARK = { same: " ", removed: "-", added: "+" } as const;

/** As a diff is usually printed: ` a`, `-b`, `+c`. */
function printed(before: string, after: string): string[] {
  return sourceDifference(before, after).map((row) => {
    return `${MARK[row.kind]}${row.kind === "removed" ? row.before.text : row.after.text}`;
  });
}

function beforeOf(rows: readonly DifferenceRow[]) {
  return rows.flatMap((row) => (row.kind === "added" ? [] : [row.before]));
}

function afterOf(rows: readonly DifferenceRow[]) {
  return rows.flatMap((row) => (row.kind === "removed" ? [] : [row.after]));
}

describe("sourceDifference", () => {
  it("of equal texts is all the same", () => {
    expect(printed("a\nb\n", "a\nb\n")).toEqual([" a", " b", " "]);
  });

  it("tells a line that came in, with the numbers that lines have on either side", () => {
    expect(sourceDifference("a\nc", "a\nb\nc")).toEqual([
      { kind: "same", before: { line: 1, text: "a" }, after: { line: 1, text: "a" } },
      { kind: "added", after: { line: 2, text: "b" } },
      { kind: "same", before: { line: 2, text: "c" }, after: { line: 3, text: "c" } },
    ]);
  });

  it("puts what was removed before what was added in its place", () => {
    expect(printed("a\nx\nb", "a\ny\nb")).toEqual([" a", "-x", "+y", " b"]);
  });

  it("takes lines that moved into a try for the same", () => {
    const before = "while True:\n    talk()\n    close()";
    const after = "while True:\n    try:\n        talk()\n    except OSError:\n        pass\n    close()";
    expect(printed(before, after)).toEqual([
      " while True:",
      "+    try:",
      "         talk()",
      "+    except OSError:",
      "+        pass",
      "     close()",
    ]);
  });

  const text = fc
    .array(fc.constantFrom("a", "b", "c", "  a", ""), { maxLength: 12 })
    .map((all) => all.join("\n"));

  it("holds every line of both texts once, in order, under its own number", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = sourceDifference(before, after);
        const lines = (whole: string) => whole.split("\n").map((each, at) => ({ line: at + 1, text: each }));
        expect(beforeOf(rows)).toEqual(lines(before));
        expect(afterOf(rows)).toEqual(lines(after));
      }),
    );
  });

  it("never changes more than what one text has and the other lacks requires", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 12 }), fc.constantFrom("new", "other"), (before, at, line) => {
        const after = before.split("\n").toSpliced(at, 0, line).join("\n");
        const changed = sourceDifference(before, after).filter(({ kind }) => kind !== "same");
        expect(changed).toMatchObject([{ kind: "added", after: { text: line } }]);
      }),
    );
  });
});
