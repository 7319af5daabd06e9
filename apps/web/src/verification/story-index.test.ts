import { type EventFacts, TraceEvent, TraceLog } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import type { Verification } from "./story.ts";
import { storyIndex } from "./story-index.ts";
import { bytesOfText, bytesValue, HmacLab, nonceOf } from "./verification.fixture.ts";

const ALL = Number.POSITIVE_INFINITY;

function storiesOf(log: TraceLog): readonly Verification[] {
  return storyIndex(log).verifications(ALL);
}

function onlyStory(log: TraceLog): Verification {
  const [story, ...others] = storiesOf(log);
  if (!story || others.length > 0) throw new Error("not exactly one verification");
  return story;
}

function carriedBytes(log: TraceLog, { frame, start, end }: { frame: number; start: number; end: number }) {
  return Uint8Array.from(atob(log.frames[frame - 1]?.sent.bytes ?? ""), (each) =>
    each.charCodeAt(0),
  ).subarray(start, end);
}

describe("a good login", () => {
  const lab = new HmacLab();
  const { far, near, client, nonceFrame, answerFrames } = lab.login();
  const story = onlyStory(lab.log);

  it("follows the nonce from os.urandom through these bytes of this frame into the client's recv", () => {
    expect(story.made?.bytes).toEqual(nonceOf(1));
    expect(story.nonce).toMatchObject({ from: 0, to: 32 });
    expect(story.nonce?.sent.map(({ from, to }) => [from, to])).toEqual([[0, 32]]);
    const [carried] = story.nonce?.carried ?? [];
    expect(carried?.frame).toBe(nonceFrame);
    expect(carried && carriedBytes(lab.log, carried)).toEqual(nonceOf(1));
    expect(story.nonce?.received.map(({ from, to }) => [from, to])).toEqual([[0, 32]]);
  });

  it("knows both ends, both computations with their keys, and the verdict", () => {
    expect(story.connection).toMatchObject({ socket: far, peer: near, remote: "10.0.0.1:40022" });
    expect(story.prover).toBe(client);
    expect(story.proverMac).toMatchObject({
      host: "client",
      key: bytesOfText("open sesame"),
      digest: "sha256",
    });
    expect(story.verifierMac?.mac).toEqual(story.proverMac?.mac);
    expect(story.answer?.carried.map(({ frame }) => frame)).toEqual(answerFrames);
    expect(story.compared).toMatchObject({ equal: true, own: story.verifierMac?.mac });
    expect(story.verdict.is).toBe("accepted");
  });

  it("is not there before the nonce was made", () => {
    expect(storyIndex(lab.log).verifications(story.begun.seq)).toEqual([]);
    expect(storyIndex(lab.log).verifications(story.begun.seq + 1)).toEqual([story]);
  });
});

describe("a login that fails", () => {
  it("with another secret is refused, and the server closes", () => {
    const lab = new HmacLab();
    lab.login({ clientSecret: "open barley" });
    const story = onlyStory(lab.log);
    expect(story.verdict.is).toBe("refused");
    expect(story.closed?.seq).toBeGreaterThan(story.compared?.seq ?? ALL);
    expect(story.compared?.given).toEqual(story.proverMac?.mac);
  });

  it("without an answer ends when the server's patience does", () => {
    const lab = new HmacLab();
    lab.login({ answer: null });
    const story = onlyStory(lab.log);
    expect(story).toMatchObject({ answer: null, compared: null, proverMac: null });
    expect(story.verdict.is).toBe("timedOut");
    expect(story.closed).not.toBeNull();
  });

  it("because of a flipped bit has sent and received answers that differ", () => {
    const lab = new HmacLab();
    lab.login({ alteredByte: 5 });
    const story = onlyStory(lab.log);
    expect(story.verdict.is).toBe("refused");
    expect(story.compared?.given[5]).toBe((story.proverMac?.mac[5] ?? 0) ^ 1);
  });
});

describe("an answer in pieces", () => {
  it("split over two frames is one passage with two frames and two recv calls", () => {
    const lab = new HmacLab();
    const { answerFrames } = lab.login({ splitAfter: 20 });
    const { answer, verdict } = onlyStory(lab.log);
    expect(answer?.carried.map(({ frame, from, to }) => [frame, from, to])).toEqual([
      [answerFrames[0], 0, 20],
      [answerFrames[1], 20, 32],
    ]);
    expect(answer?.received.map(({ from, to }) => [from, to])).toEqual([
      [0, 20],
      [20, 32],
    ]);
    expect(verdict.is).toBe("accepted");
  });
});

describe("an old answer sent again", () => {
  it("is refused where the nonce is a new one", () => {
    const lab = new HmacLab();
    lab.login();
    const [first] = storiesOf(lab.log);
    lab.login({ nonce: nonceOf(2), answer: first?.compared?.given ?? null }, "tcp-hmac-replay");
    const second = storiesOf(lab.log)[1];
    expect(second).toMatchObject({ nonceOf: null, answerOf: 1, proverMac: null, number: 2 });
    expect(second?.verdict.is).toBe("refused");
  });

  it("is accepted where the server uses its nonce again", () => {
    const lab = new HmacLab({ name: "tcp-hmac-nonce-reused" });
    lab.makes(nonceOf(1));
    lab.login({ isMadeBefore: true });
    const [first] = storiesOf(lab.log);
    lab.login({ isMadeBefore: true, answer: first?.compared?.given ?? null }, "tcp-hmac-replay");
    const [again, second] = storiesOf(lab.log);
    expect(again?.number).toBe(1);
    expect(second).toMatchObject({ nonceOf: 1, answerOf: 1, proverMac: null });
    expect(second?.made).toEqual(first?.made);
    expect(second?.verdict.is).toBe("accepted");
  });
});

describe("any program", () => {
  it("that verifies nobody makes no story", () => {
    expect(storiesOf(tcpEchoRun().run().log)).toEqual([]);
  });

  it("tells the same story in either language", () => {
    const [ts, python] = (["ts", "python"] as const).map((language) => {
      const lab = new HmacLab({ language });
      lab.login();
      return onlyStory(lab.log);
    });
    expect(python).toEqual(ts);
  });

  it("of somebody else's, whose random bytes nobody saw being made, is told from its hmac.digest on", () => {
    const lab = new HmacLab({ name: "mine.py" });
    lab.login({ isMadeBefore: true });
    const story = onlyStory(lab.log);
    expect(story.made).toBeNull();
    expect(story.nonce).toMatchObject({ from: 0, to: 32 });
    expect(story.proverMac).not.toBeNull();
    expect(story.verdict.is).toBe("accepted");
  });

  it("that only hashes, and asks nobody, makes no story", () => {
    const b = new TraceBuilder();
    const program = b.program("server", "mine.py");
    const random = b.enter(program, "server", "os.urandom", [16], 1);
    b.return(random, { ok: true, value: bytesValue(nonceOf(3)) });
    const values = [bytesValue(bytesOfText("k")), bytesValue(bytesOfText("m")), "sha256"];
    b.return(b.enter(program, "server", "hmac.digest", values, 2), {
      ok: true,
      value: bytesValue(nonceOf(4)),
    });
    expect(storiesOf(b.log)).toEqual([]);
  });
});

describe("a recording without secrets", () => {
  it("tells all but the keys", () => {
    const lab = new HmacLab();
    lab.login();
    const events = lab.log.events.map((event): TraceEvent => {
      if (event.kind !== "call.entered" || event.name !== "hmac.digest") return event;
      const [, ...others] = event.arguments;
      return TraceEvent.parse({ ...event, arguments: [{ type: "withheld" }, ...others] });
    });
    const log = new TraceLog();
    log.append(events);
    const story = onlyStory(log);
    expect(story.proverMac?.key).toBeNull();
    expect(story.proverMac?.mac).toEqual(story.compared?.given);
  });
});

describe("a long trace", () => {
  it("is read once: a log that grows costs what is new", () => {
    const lab = new HmacLab();
    lab.login();
    const index = storyIndex(lab.log);
    const { length } = lab.log.events;
    let reads = 0;
    const events = new Proxy(lab.log.events, {
      get(target, key, receiver) {
        if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    Object.defineProperty(lab.log, "events", { value: events });
    index.grow();
    expect(reads).toBe(0);
    const facts: EventFacts = { kind: "program.line", program: lab.server, line: 1 };
    lab.log.append([TraceEvent.parse({ ...facts, seq: length, t: lab.b.t })]);
    index.grow();
    expect(reads).toBe(1);
  });
});

describe("a client that ends its side", () => {
  it.each([
    ["closes without a comparison", null, "left"],
    ["compares what there is", new Uint8Array(0), "refused"],
  ] as const)("before it answered, where the server then %s", (_, given, verdict) => {
    const lab = new HmacLab();
    const { far } = lab.challenge();
    lab.receives(lab.server, "server", far, [new Uint8Array(0)]);
    if (given) lab.compares(nonceOf(9), given);
    lab.closes(far);
    expect(onlyStory(lab.log).verdict.is).toBe(verdict);
  });
});
