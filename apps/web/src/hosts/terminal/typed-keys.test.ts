import { type ErrorBody, LIMITS } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import type { CommandAnswer } from "../../session/session.ts";
import { TypedKeys } from "./typed-keys.ts";

function bench() {
  const sent: string[] = [];
  const refused: ErrorBody[] = [];
  const answers: ((answer: CommandAnswer) => void)[] = [];
  const keys = new TypedKeys(
    (data) => {
      sent.push(data);
      return new Promise((resolve) => answers.push(resolve));
    },
    (error) => refused.push(error),
  );
  const answer = async (given: CommandAnswer = { ok: true }) => {
    answers.shift()?.(given);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sent, refused, keys, answer };
}

const ENDED: ErrorBody = { code: "program_ended", message: "", facts: {} };

describe("keys typed into a terminal", () => {
  it("go at once; those typed meanwhile go together with the next", async () => {
    const { sent, keys, answer } = bench();
    keys.type("你");
    keys.type("好");
    keys.type("\r");
    expect(sent).toEqual(["你"]);
    await answer();
    expect(sent).toEqual(["你", "好\r"]);
    await answer();
    keys.type("x");
    expect(sent).toEqual(["你", "好\r", "x"]);
  });

  it("of a long paste go in parts, and no character is cut in two", async () => {
    const { sent, keys, answer } = bench();
    keys.type(`${"a".repeat(LIMITS.inputLength - 1)}😀b`);
    await answer();
    await answer();
    expect(sent.map((part) => part.length)).toEqual([LIMITS.inputLength - 1, 3]);
    expect(sent[1]).toBe("😀b");
  });

  it("that are refused are told once, and the rest is forgotten", async () => {
    const { sent, refused, keys, answer } = bench();
    keys.type("a");
    keys.type("bc");
    await answer({ ok: false, error: ENDED });
    expect(refused).toEqual([ENDED]);
    expect(sent).toEqual(["a"]);
    keys.type("d");
    expect(sent).toEqual(["a", "d"]);
  });
});
