import { segmentBytes } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import {
  carriedCells,
  carriersOf,
  differences,
  receivedCells,
  sentCells,
  spanInFrame,
} from "./passage-bytes.ts";
import { storyIndex } from "./story-index.ts";
import { HmacLab, type LoginOptions } from "./verification.fixture.ts";

const ALL = Number.POSITIVE_INFINITY;

function answerOf(options: LoginOptions) {
  const lab = new HmacLab();
  lab.login(options);
  const [story] = storyIndex(lab.log).verifications(ALL);
  if (!story?.answer) throw new Error("no answer");
  return { log: lab.log, story, answer: story.answer, mac: [...(story.proverMac?.mac ?? [])] };
}

describe("the bytes of an answer", () => {
  it("split over two frames are filled in as recv takes them", () => {
    const { log, answer, mac } = answerOf({ splitAfter: 20 });
    const [first, second] = answer.received;
    expect(receivedCells(answer, log, first?.seq ?? 0).every((cell) => cell === null)).toBe(true);
    expect(receivedCells(answer, log, second?.seq ?? 0)).toEqual([
      ...mac.slice(0, 20),
      ...Array(12).fill(null),
    ]);
    expect(receivedCells(answer, log, ALL)).toEqual(mac);
    expect(answer.carried.map((part) => spanInFrame(answer, part))).toEqual([
      { start: 54, end: 74 },
      { start: 54, end: 66 },
    ]);
  });

  it("altered on the wire are those of the sender before, and others after", () => {
    const { log, answer, mac } = answerOf({ alteredByte: 3 });
    const [part] = answer.carried;
    if (!part) throw new Error("no frame");
    const { now, made } = carriedCells(answer, part, log, log.latest.t);
    expect(made).toEqual(mac);
    expect([...differences(made, now)]).toEqual([3]);
    expect(carriedCells(answer, part, log, part.t).now).not.toEqual(mac);
    expect([...differences(sentCells(answer, log, ALL), receivedCells(answer, log, ALL))]).toEqual([3]);
  });

  it("are not carried by what is injected over them when the server has all of them", () => {
    const lab = new HmacLab();
    const { answerFrames } = lab.login();
    const late = lab.b.inject(
      "client",
      segmentBytes("client", { flags: ["ACK"], seq: 32, ack: 33, payload: "a!" }),
    );
    lab.pass();
    const index = storyIndex(lab.log);
    const [story] = index.verifications(ALL);
    expect(story?.answer?.carried.map(({ frame }) => frame)).toEqual([...answerFrames, late]);
    expect(story?.answer && carriersOf(story.answer).map(({ frame }) => frame)).toEqual(answerFrames);
    expect(index.partOf(late)).toBeNull();
  });
});
