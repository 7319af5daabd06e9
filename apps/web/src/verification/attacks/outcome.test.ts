import { frameEnd, type TraceLog } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { frameIndex } from "../../inspector/frame-index.ts";
import { storyIndex } from "../story-index.ts";
import { HmacLab, nonceOf } from "../verification.fixture.ts";
import { outcomeOf } from "./outcome.ts";
import { refusalTimes, spreadOf } from "./reply-spread.ts";
import type { TrialName } from "./trial.ts";

/** What is told of a trial that was all that happened. */
function told(trial: TrialName, log: TraceLog) {
  const { is, findings } = outcomeOf({ trial, since: 0, until: null }, log);
  return { is, findings: findings.map(({ key }) => key) };
}

function firstAnswer(lab: HmacLab): Uint8Array | null {
  return storyIndex(lab.log).verifications(Number.POSITIVE_INFINITY)[0]?.compared?.given ?? null;
}

describe("a wrong secret", () => {
  it("fails where the MACs differ and the server closes", () => {
    const lab = new HmacLab();
    lab.login({ clientSecret: "open barley" });
    expect(told("wrongSecret", lab.log)).toEqual({ is: "failed", findings: ["macsDiffer", "closed"] });
  });

  it("succeeds where it is the server's after all: the trace decides, and nothing else", () => {
    const lab = new HmacLab();
    lab.login();
    expect(told("wrongSecret", lab.log)).toEqual({ is: "succeeded", findings: ["macsEqual"] });
  });

  it("is undecided where the trial was stopped before the server had decided", () => {
    const lab = new HmacLab();
    lab.login();
    const until = lab.log.events.findIndex(
      (event) => event.kind === "call.entered" && event.name === "hmac.compare_digest",
    );
    expect(outcomeOf({ trial: "wrongSecret", since: 0, until }, lab.log).is).toBe("open");
  });

  it("is not judged by what was tried after it", () => {
    const lab = new HmacLab();
    const until = lab.log.events.length;
    lab.login({ clientSecret: "open barley" });
    expect(outcomeOf({ trial: "wrongSecret", since: 0, until }, lab.log).is).toBe("open");
    expect(outcomeOf({ trial: "wrongSecret", since: lab.log.events.length, until: null }, lab.log).is).toBe(
      "open",
    );
  });
});

describe("an old answer", () => {
  it("fails for another nonce", () => {
    const lab = new HmacLab();
    lab.login();
    lab.login({ nonce: nonceOf(2), answer: firstAnswer(lab) }, "tcp-hmac-replay");
    expect(told("replay", lab.log)).toEqual({
      is: "failed",
      findings: ["sameAnswer", "otherNonce", "computedNothing", "otherExpected", "closed"],
    });
  });

  it("succeeds for the same nonce", () => {
    const lab = new HmacLab({ name: "tcp-hmac-nonce-reused" });
    lab.makes(nonceOf(1));
    lab.login({ isMadeBefore: true });
    lab.login({ isMadeBefore: true, answer: firstAnswer(lab) }, "tcp-hmac-replay");
    expect(told("nonceReused", lab.log)).toEqual({
      is: "succeeded",
      findings: ["sameAnswer", "sameNonce", "computedNothing"],
    });
  });

  it("is undecided before the second client has come", () => {
    const lab = new HmacLab();
    lab.login();
    expect(told("replay", lab.log).is).toBe("open");
  });
});

describe("an altered answer", () => {
  it("keeps the honest client out, and says which bit", () => {
    const lab = new HmacLab();
    const { answerFrames } = lab.login({ alteredByte: 5 });
    const { is, findings } = outcomeOf({ trial: "altered", since: 0, until: null }, lab.log);
    expect(is).toBe("nobody");
    expect(findings[0]).toEqual({
      key: "flipped",
      facts: { byte: 6, bit: 0 },
      evidence: [{ kind: "frame", frame: answerFrames[0] }],
    });
    expect(findings.map(({ key }) => key)).toContain("oneBit");
  });

  it("is nothing to speak of where nobody has altered any", () => {
    const lab = new HmacLab();
    lab.login();
    expect(told("altered", lab.log)).toEqual({ is: "open", findings: [] });
  });
});

describe("the times in which the server refused", () => {
  it("run from the arrival of a wrong answer to the first FIN", () => {
    const lab = new HmacLab();
    lab.login({ clientSecret: "open barley" });
    const times = refusalTimes(storyIndex(lab.log).verifications(Number.POSITIVE_INFINITY), lab.log);
    const fin = lab.log.frames.find(({ frame }) => frameIndex(lab.log).summary(frame)?.kind === "FIN");
    const story = storyIndex(lab.log).verifications(Number.POSITIVE_INFINITY)[0];
    const answer = lab.log.frames[(story?.answer?.carried[0]?.frame ?? 0) - 1];
    expect(times).toEqual([(fin?.sent.t ?? 0) - ((answer && frameEnd(answer)?.t) ?? 0)]);
  });

  it("spread by their standard deviation, which two do not tell", () => {
    expect(spreadOf([100, 200])).toBeNull();
    expect(spreadOf([100, 200, 300])).toBe(100);
  });
});
