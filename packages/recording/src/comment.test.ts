import { borrowBlocks } from "@wirestage/pcapng";
import { traceTime } from "@wirestage/trace";
import { type TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, test } from "vitest";
import { shownDuration, shownName } from "./comment.ts";
import { APPLICATION, heldSynRun, madeFramesRun, synInFlight } from "./recorded-run.fixture.ts";
import { writeRecording } from "./write-recording.ts";

/** What Wireshark shows beside each packet. */
function comments(run: TraceBuilder): (readonly string[])[] {
  const blocks = [...borrowBlocks(writeRecording(run.events, { application: APPLICATION }))];
  return blocks.flatMap((block) => (block.kind === "enhanced-packet" ? [block.comments] : []));
}

describe("a packet's comments tell a Wireshark user", () => {
  test("that a frame was held, repeated, released and delivered", () => {
    expect(comments(heldSynRun())[0]).toEqual([
      "sent because of call connect() #6",
      "held by hand at 50 % for 5.03 s, repeated 3 times by the kernel meanwhile, then released",
      "delivered to server after 5.43 s",
    ]);
  });

  test("that a frame is the repeat of a held one, and which timer sent it", () => {
    expect(comments(heldSynRun())[1]).toEqual([
      "sent because the retransmit timer of socket 2 ran out",
      "repeat of frame 1, swallowed while that one was held",
    ]);
  });

  test("that a frame answers another", () => {
    const run = tcpEchoRun({ latencyMs: 0.25 }).run();
    expect(comments(run)[1]).toEqual(["sent because frame 1 arrived", "delivered to client after 250.00 µs"]);
  });

  test("that a frame was still flying, or still held, when the recording ended", () => {
    const run = synInFlight();
    expect(comments(run)[0]?.at(-1)).toBe("still on its way when the recording ended");
    run.hold(1, 0.25, { by: "rule", rule: "hold" });
    run.repeat(1);
    expect(comments(run)[0]?.slice(1)).toEqual([
      "held by rule hold at 25 %, repeated once by the kernel meanwhile, still held when the recording ended",
    ]);
    run.release(1, 5);
    expect(comments(run)[0]?.slice(1)).toEqual([
      "held by rule hold at 25 % for 0.00 µs, repeated once by the kernel meanwhile, then released",
      "still on its way when the recording ended",
    ]);
  });

  test("that a frame was put off, by whom and by how much, and that it then went sooner", () => {
    const run = synInFlight();
    const fact = { kind: "frame.rescheduled", frame: 1, host: "client" } as const;
    const due = run.log.frames[0]?.sent.due ?? 0;
    const rule = { by: "rule", rule: "late" } as const;
    run.event({ ...fact, by: rule, position: 0, due: traceTime(due + 50_000_000) });
    run.event({ ...fact, by: { by: "hand" }, position: 0.25, due: traceTime(due + 20_000_000) });
    expect(comments(run)[0]?.slice(1)).toEqual([
      "rescheduled by rule late at 0 % to arrive 50.00 ms later",
      "rescheduled by hand at 25 % to arrive 30.00 ms sooner",
      "still on its way when the recording ended",
    ]);
  });

  test("that a rule let go what it held", () => {
    const run = synInFlight();
    const by = { by: "rule", rule: "swap" } as const;
    run.hold(1, 0.5, by);
    run.event({ kind: "frame.released", frame: 1, host: "client", by, due: traceTime(run.t + 1) });
    expect(comments(run)[0]?.[1]).toBe("held by rule swap at 50 % for 0.00 µs, then released by rule swap");
  });

  test("in which of two holds a frame was repeated", () => {
    const run = synInFlight();
    run.hold(1, 0.25);
    run.release(1, 300);
    run.hold(1, 0.5);
    run.repeat(1);
    expect(comments(run)[0]?.slice(1)).toEqual([
      "held by hand at 25 % for 0.00 µs, then released",
      "held by hand at 50 %, repeated once by the kernel meanwhile, still held when the recording ended",
    ]);
    run.release(1, 300);
    run.hold(1, 0.75);
    expect(comments(run)[0]?.at(-1)).toBe("held by hand at 75 %, still held when the recording ended");
  });

  test.each([
    [{ by: "hand" } as const, "lost: dropped by hand"],
    [{ by: "rule", rule: "lose\0\n" } as const, "lost: dropped by rule lose\ufffd\ufffd"],
    [{ by: "limit", limit: "frames_on_wire" } as const, "lost: dropped by the limit frames_on_wire"],
  ])("that a frame was lost by %o", (by, said) => {
    const run = synInFlight();
    run.lose(1, 0.5, by);
    expect(comments(run)[0]?.at(-1)).toBe(said);
  });

  test("that a held frame was dropped", () => {
    const run = synInFlight();
    run.hold(1);
    run.lose(1);
    expect(comments(run)[0]?.slice(1)).toEqual(["held by hand at 50 % for 0.00 µs", "lost: dropped by hand"]);
  });

  test("that a frame was altered, which of its bytes, and whether one could tell", () => {
    expect(comments(madeFramesRun())[0]).toEqual([
      "sent by the kernel on its own",
      "altered by hand at 40 %: byte 299 from 0x78 to 0x79, checksums mended",
      "delivered to server after 100.00 ms",
    ]);
  });

  test("that a frame was copied, and from which", () => {
    expect(comments(madeFramesRun())[1]).toEqual([
      "copied by hand from frame 1, at 60 %",
      "delivered to server after 40.00 ms",
    ]);
  });

  test("that a frame was injected, so that nobody looks for the program that sent it", () => {
    expect(comments(madeFramesRun())[2]).toEqual([
      "injected by hand at 50 %: no kernel sent it",
      "delivered to server after 50.00 ms",
    ]);
  });

  test("that a frame was altered while it was held, in the midst of a hold that goes on", () => {
    const run = synInFlight();
    run.hold(1);
    run.alter(1, { offset: 53, bit: 7, checksums: "left" });
    run.alter(1, { offset: 0, bit: 7, checksums: "left" });
    run.release(1, 5);
    expect(comments(run)[0]?.slice(1)).toEqual([
      "held by hand at 50 % for 0.00 µs, then released",
      "altered by hand at 50 %: byte 53 from 0x00 to 0x80, checksums left",
      "altered by hand at 50 %: byte 0 from 0x02 to 0x82, checksums left",
      "still on its way when the recording ended",
    ]);
  });

  test("no more than a person reads, however often a frame was held", () => {
    const run = synInFlight();
    for (let i = 0; i < 100; i++) {
      run.hold(1);
      run.release(1, 300);
    }
    const said = comments(run)[0] ?? [];
    expect(said).toHaveLength(1 + 16 + 1 + 16);
    expect(said[17]).toBe("… 69 more like these …");
  });
});

test.each([
  ["rst-storm", "rst-storm"],
  ["a\0b\x1b[31m\u0085", "a\ufffdb\ufffd[31m\ufffd"],
  ["x".repeat(70_000), `${"x".repeat(120)}…`],
  ["🦊".repeat(121), `${"🦊".repeat(120)}…`],
])("the name %j is shown on one short line", (name, shown) => {
  expect(shownName(name)).toBe(shown);
});

test.each([
  [0, "0.00 µs"],
  [40_000, "40.00 µs"],
  [400_120_000, "400.12 ms"],
  [5_030_000_000, "5.03 s"],
])("%d ns are shown as %s", (ns, shown) => {
  expect(shownDuration(ns)).toBe(shown);
});
