import type { TraceLog } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { storyIndex } from "./story-index.ts";
import { storyRows } from "./story-rows.ts";
import { HmacLab, type LoginOptions, nonceOf } from "./verification.fixture.ts";
import { whyVerdict } from "./why.ts";

function newest(log: TraceLog) {
  const story = storyIndex(log).verifications(Number.POSITIVE_INFINITY).at(-1);
  if (!story) throw new Error("no verification");
  return story;
}

function whyOf(options: LoginOptions, lab = new HmacLab(), name = "tcp-hmac") {
  lab.login(options, name);
  return whyVerdict(newest(lab.log), lab.log);
}

describe("why a verdict came out as it did", () => {
  it("names the secret, the wire, the length and the old answer apart", () => {
    expect(whyOf({})).toEqual({ because: "sameSecret" });
    expect(whyOf({ clientSecret: "open barley" })).toEqual({ because: "secrets" });
    expect(whyOf({ alteredByte: 7 })).toEqual({ because: "answerAltered", bytes: 1 });
    expect(whyOf({ answer: new Uint8Array(32) })).toEqual({ because: "nothingComputed" });
    expect(whyOf({ answer: new Uint8Array(10) })).toEqual({ because: "short", own: 32, given: 10 });
    expect(whyOf({ answer: new Uint8Array(40) })).toEqual({ because: "lengths", own: 32, given: 40 });
    expect(whyOf({ answer: null })).toMatchObject({ because: "timeout", arrived: 0 });
  });

  it("does not put it down to the secret where the client computed over something else than the nonce", () => {
    const clientSecret = "open barley";
    expect(whyOf({ clientMessage: nonceOf(9), clientSecret })).toEqual({ because: "differ" });
  });

  it("tells a replay that a new nonce defeats from one that an old nonce lets through", () => {
    for (const [isReused, because] of [
      [false, "replayed"],
      [true, "nonceReused"],
    ] as const) {
      const lab = new HmacLab({ name: isReused ? "tcp-hmac-nonce-reused" : "tcp-hmac" });
      if (isReused) lab.makes(nonceOf(1));
      lab.login({ isMadeBefore: isReused });
      const answer = newest(lab.log).compared?.given ?? null;
      const options = { answer, isMadeBefore: isReused, nonce: nonceOf(isReused ? 1 : 2) };
      expect(whyOf(options, lab, "tcp-hmac-replay")).toEqual({ because, of: 1 });
    }
  });
});

describe("what a reader sees at one point of the trace", () => {
  const lab = new HmacLab();
  lab.login();
  const story = newest(lab.log);

  it("is the whole story in the order in which it happened, at its end", () => {
    const rows = storyRows(story, Number.POSITIVE_INFINITY);
    const order = ["connected", "made", "passage", "computed", "passage", "computed", "compared", "verdict"];
    expect(rows.map(({ is }) => is)).toEqual(order);
    expect(rows.flatMap((row) => (row.is === "computed" ? [row.side] : []))).toEqual(["client", "server"]);
  });

  it("is nothing that has yet to happen", () => {
    const sentAt = story.nonce?.sent[0]?.seq ?? 0;
    expect(storyRows(story, sentAt).map(({ is }) => is)).toEqual(["connected", "made"]);
    expect(storyRows(story, sentAt + 1).map(({ is }) => is)).toEqual(["connected", "made", "passage"]);
  });
});
