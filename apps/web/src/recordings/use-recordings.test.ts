import type { RecordingList } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import { inTurn, type Recordings, recordingsAfter } from "./use-recordings.ts";

const list: RecordingList = { recordings: [], keeping: { usedBytes: 1, limitBytes: 2, problem: null } };
const here: Recordings = { status: "here", list, missed: null };

describe("the list of recordings", () => {
  it("asked for again in vain: stays, says so, and is another state, so that the next question follows", () => {
    const after = recordingsAfter(here, { ok: false, error: null });
    expect(after).toEqual({ status: "here", list, missed: { error: null } });
    const still = recordingsAfter(after, { ok: false, error: null });
    expect(still).not.toBe(after);
    expect(recordingsAfter(still, { ok: true, value: list })).toEqual(here);
  });

  it("that never came: has failed", () => {
    const after = recordingsAfter({ status: "loading" }, { ok: false, error: null });
    expect(after).toEqual({ status: "failed", error: null });
  });

  it("an answer that a later one has overtaken changes nothing", async () => {
    const taken: string[] = [];
    const ask = inTurn<string>((answer) => taken.push(answer));
    let answerLate = (_: string): void => {};
    const late = new Promise<string>((resolve) => {
      answerLate = resolve;
    });
    const asked = ask(late);
    await ask(Promise.resolve("after the deletion"));
    answerLate("before it");
    await asked;
    expect(taken).toEqual(["after the deletion"]);
  });
});
