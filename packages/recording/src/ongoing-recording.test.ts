import { Buffer } from "node:buffer";
import { borrowBlocks } from "@wirestage/pcapng";
import type { TraceEvent } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyRun } from "./any-run.fixture.ts";
import { written } from "./batches.fixture.ts";
import { RecordingError } from "./error.ts";
import { OngoingRecording } from "./ongoing-recording.ts";
import { readRecording, recoverRecording } from "./read-recording.ts";
import { APPLICATION, heldSynRun, snapped } from "./recorded-run.fixture.ts";
import { rewriteRecording } from "./rewrite-recording.ts";
import { writeRecording } from "./write-recording.ts";

const application = APPLICATION;
/** For tests that read thousands of files: a busy machine takes longer than vitest's 5 s. */
const MANY_FILES_MS = 60_000;

const batchSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

/** The events up to a cut, none where not even the first is whole. */
function upTo(cut: Uint8Array): readonly TraceEvent[] {
  try {
    const { events, whole } = recoverRecording(cut);
    expect(whole).toBe(false);
    return events;
  } catch (error) {
    expect(error).toBeInstanceOf(RecordingError);
    return [];
  }
}

describe("a recording that is written as its run goes", () => {
  test("holds the events of any run, in batches of whatever size, and written anew it is as if written at the end", {
    timeout: MANY_FILES_MS,
  }, () => {
    fc.assert(
      fc.property(anyRun, batchSizes, fc.nat({ max: 200 }), (run, sizes, snapLength) => {
        const { events, frames } = snapped(run, snapLength);
        const { file } = written(events, sizes, { application, frames });
        expect(readRecording(file)).toEqual(events);
        expect(rewriteRecording(file, application)).toEqual(writeRecording(events, { application, frames }));
      }),
      { numRuns: 40 },
    );
  });

  test("cut at any byte it gives its events up to there, and loses none that was in a whole block", {
    timeout: MANY_FILES_MS,
  }, () => {
    fc.assert(
      fc.property(
        anyRun,
        batchSizes,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (run, sizes, shares) => {
          const { file, moments } = written(run, sizes, { application });
          for (const share of shares.take(30)) {
            const length = Math.min(Math.floor(share * file.length), file.length - 1);
            const events = upTo(file.subarray(0, length));
            const given = moments.findLast((moment) => moment.length <= length)?.events ?? 0;
            expect(events.length).toBeGreaterThanOrEqual(given);
            expect(events).toEqual(run.slice(0, events.length));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test("cut at every byte of one run, it never gives fewer events than at a byte before", {
    timeout: MANY_FILES_MS,
  }, () => {
    const { events } = heldSynRun();
    const { file } = written(events.slice(0, 40), [7], { application });
    let most = 0;
    for (let length = 0; length < file.length; length += 1) {
      const count = upTo(file.subarray(0, length)).length;
      expect(count).toBeGreaterThanOrEqual(most);
      most = count;
    }
    expect(most).toBe(40);
  });

  test("is whole blocks after every batch, each event in the file as soon as it was added", () => {
    const { events } = heldSynRun();
    const { file, moments } = written(events, [1], { application });
    for (const { length, events: count } of moments) {
      const { events: found } = recoverRecording(file.subarray(0, length));
      expect(found).toHaveLength(count);
    }
  });

  test("says beside a packet why it was sent, and nothing of what it cannot know yet", () => {
    const { file } = written(heldSynRun().events, [5], { application });
    const packets = [...borrowBlocks(file)].filter((block) => block.kind === "enhanced-packet");
    expect(packets[0]?.comments).toEqual(["sent because of call connect() #6"]);
    expect(packets.every(({ comments }) => comments.length === 1)).toBe(true);
  });

  test("has no secret in it, at no time", () => {
    const run = new TraceBuilder();
    run.event({
      kind: "program.started",
      ...{ program: 1, host: "client", name: "tcp-hmac", role: "client", language: "ts" },
      parameters: { SECRET: "open sesame" },
    });
    const { file } = written(run.events, [1], { application });
    expect(Buffer.from(file).includes("open sesame")).toBe(false);
    expect(recoverRecording(file).events).toHaveLength(2);
  });

  test("takes no event that is not the next", () => {
    const [opened] = heldSynRun().events;
    const recording = new OngoingRecording({ application });
    if (opened === undefined) throw new Error("a trace starts with lab.opened");
    recording.add(opened);
    expect(() => recording.add(opened)).toThrow(/event 1 is missing/);
    expect(() => recording.add('{"seq":1}')).toThrow(/event 1 is not one of a trace/);
  });
});

describe("a recording that was cut off", () => {
  const { events } = heldSynRun();
  const { file, moments } = written(events, [10], { application });

  test("gives the whole frames that the file has", () => {
    const { events: cut, frames } = snapped(events, 20);
    const whole = written(cut, [10], { application, frames }).file;
    const recovered = recoverRecording(whole.subarray(0, whole.length - 50));
    expect(recovered.frames(1)).toEqual(frames(1));
    expect(recovered.frames(9_999)).toBeNull();
  });

  test("is not written anew, because it would look whole then", () => {
    const cut = file.subarray(0, moments.at(-2)?.length);
    expect(recoverRecording(cut)).toMatchObject({ whole: false });
    expect(() => rewriteRecording(cut, application)).toThrow(/cut off/);
  });

  test("is refused by who asks for a whole one", () => {
    expect(() => readRecording(file.subarray(0, -1))).toThrow(
      expect.objectContaining({ code: "recording_damaged" }),
    );
  });

  test("is not taken for one that was changed", () => {
    const changed = Buffer.from(
      Buffer.from(file).toString("latin1").replace('{"seq":3,', '["seq":3,'),
      "latin1",
    );
    expect(() => recoverRecording(changed)).toThrow(/not JSON/);
  });
});
