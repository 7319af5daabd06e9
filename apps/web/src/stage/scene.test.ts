import { EMPTY_STATE, NS_PER_MS, TraceLog, traceTime } from "@wirestage/trace";
import { routerSolicitationBytes, segmentBytes, TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WORDS } from "./label-words.fixture.ts";
import { type Scene, type StageView, scene } from "./scene.ts";

const view: StageView = {
  width: 1000,
  top: -100,
  bottom: 20_000,
  nsPerPixel: NS_PER_MS,
  words: WORDS,
  selected: null,
  noise: false,
};

function sceneAt(log: TraceLog, ms: number, change: Partial<StageView> = {}): Scene {
  const t = traceTime(Math.round(ms * NS_PER_MS));
  return scene(log, log.seek(t), t, { ...view, ...change });
}

const told = ({ frames }: Scene) =>
  frames.map((mark) => `${mark.frame} ${mark.text.kind} ${mark.text.numbers}`);
const frameIn = ({ frames }: Scene, frame: number) => {
  const found = frames.find((mark) => mark.frame === frame);
  if (!found) throw new Error(`frame ${frame} is not in the scene`);
  return found;
};

describe("scene of a whole run", () => {
  const { log } = tcpEchoRun({ latencyMs: 50 }).run();

  it("before anything happened there is nothing, and no error", () => {
    const empty = scene(new TraceLog(), EMPTY_STATE, traceTime(0), view);
    expect(empty).toMatchObject({ frames: [], labels: [], states: [], calls: [], folds: [] });
  });

  it("names every frame with relative numbers, as Wireshark does", () => {
    expect(told(sceneAt(log, 5000))).toEqual([
      "1 SYN Seq=0",
      "2 SYN-ACK Seq=0 Ack=1",
      "3 ACK Seq=1 Ack=1",
      "4 data 5\u202fB Seq=1 Ack=1 Len=5",
      "5 ACK Seq=1 Ack=6",
      "6 data 5\u202fB Seq=1 Ack=6 Len=5",
      "7 ACK Seq=6 Ack=6",
      "8 FIN Seq=6 Ack=6",
      "9 ACK Seq=6 Ack=7",
      "10 FIN Seq=6 Ack=7",
      "11 ACK Seq=7 Ack=7",
    ]);
  });

  it("a frame's line goes from its host to the other, as steep as its flight was long", () => {
    const now = sceneAt(log, 5000);
    const { left, right } = now.columns;
    const [from, to] = frameIn(now, 1).path;
    expect([from?.x, to?.x]).toEqual([left, right]);
    expect((to?.y ?? 0) - (from?.y ?? 0)).toBeCloseTo(50);
    expect(frameIn(now, 2).path.map((point) => point.x)).toEqual([right, left]);
  });

  it("in mid-air a frame has no end yet and stands under the present", () => {
    const now = sceneAt(log, 545);
    expect(frameIn(now, 1)).toMatchObject({ end: { fate: "flying" }, path: [{ x: now.columns.left }] });
    expect(now.labels).toEqual([]);
    expect(now.present).toMatchObject([{ frame: 1, row: 0, more: 0 }]);
  });

  it("data is acknowledged only once the ACK has arrived", () => {
    expect(frameIn(sceneAt(log, 819), 4).acknowledgedBy).toBeNull();
    expect(frameIn(sceneAt(log, 821), 4).acknowledgedBy).toBe(5);
    expect(frameIn(sceneAt(log, 5000), 1).acknowledgedBy).toBeNull();
  });

  it("both kernels' states stand in order, each with its cause", () => {
    const states = (side: "left" | "right") =>
      sceneAt(log, 5000)
        .states.filter((mark) => mark.side === side)
        .map((mark) => `${mark.state} ${mark.cause.by}`);
    expect(states("left")).toEqual([
      "SYN_SENT call",
      "ESTABLISHED frame",
      "FIN_WAIT1 call",
      "FIN_WAIT2 frame",
      "TIME_WAIT frame",
    ]);
    expect(states("right")).toEqual([
      "LISTEN call",
      "SYN_RECV frame",
      "ESTABLISHED frame",
      "CLOSE_WAIT frame",
      "LAST_ACK call",
    ]);
  });

  it("a call that waits is open, and closed once it returned", () => {
    const connect = (ms: number) => sceneAt(log, ms).calls.find((mark) => mark.name === "connect");
    expect(connect(600)).toMatchObject({ blocked: true, y1: null });
    expect(connect(700)?.y1).not.toBeNull();
  });

  it("the minute of TIME_WAIT is folded, and its fold is told to last 60 s", () => {
    const last = sceneAt(log, 62_000).folds.filter((fold) => fold.to - fold.from > 50_000 * NS_PER_MS);
    expect(last).toHaveLength(1);
    expect(Math.round(((last[0]?.to ?? 0) - (last[0]?.from ?? 0)) / NS_PER_MS)).toBe(59_950);
  });

  it("only what is in the window is in the scene", () => {
    const all = sceneAt(log, 5000);
    const y = frameIn(all, 8).path[0]?.y ?? 0;
    const part = sceneAt(log, 5000, { top: y - 1, bottom: y + 1 });
    expect(part.frames.map((mark) => mark.frame)).toEqual([8]);
  });
});

describe("scene under a hand", () => {
  it("a held frame stops half-way, counts its repeats and shows none of them as a frame of its own", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(545);
    b.hold(1);
    b.run(1545).repeat(1);
    b.run(2545).repeat(1);
    const now = sceneAt(b.run(3000).log, 3000);
    expect(now.frames).toHaveLength(1);
    const mark = frameIn(now, 1);
    expect(mark).toMatchObject({ end: { fate: "held" }, repeats: 2 });
    expect(mark.path[1]?.x).toBeCloseTo((now.columns.left + now.columns.right) / 2);
    expect(frameIn(sceneAt(b.log, 2000), 1).repeats).toBe(1);
  });

  it("a dropped frame ends where it died, and its second sending is known as such", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(745);
    b.lose(4, 0.5);
    b.later(200, () => b.segment("client", { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "hello" }));
    const now = sceneAt(b.run(1100).log, 1100);
    const again = now.frames.at(-1);
    expect(frameIn(now, 4)).toMatchObject({ end: { fate: "lost" }, retransmissionOf: null });
    expect(frameIn(now, 4).path.at(-1)?.x).toBeCloseTo((now.columns.left + now.columns.right) / 2);
    expect(again).toMatchObject({ retransmissionOf: 4, text: { note: "[retransmission of #4]" } });
  });

  it("frames held at one place stand in rows, the longest held on top", () => {
    const b = new TraceBuilder();
    b.delay("client", 100);
    for (const seq of [1, 6, 11])
      b.segment("client", { flags: ["PSH", "ACK"], seq, ack: 1, payload: "hello" });
    b.run(50);
    for (const frame of [2, 1, 3]) b.hold(frame);
    const rows = sceneAt(b.run(500).log, 500).present.map(({ frame, row }) => [frame, row]);
    expect(rows).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
  });

  it("frames that fly close together share one label", () => {
    const b = new TraceBuilder();
    b.delay("client", 1000);
    for (let at = 0; at < 10; at++) {
      b.later(at, () =>
        b.segment("client", { flags: ["PSH", "ACK"], seq: 1 + 5 * at, ack: 1, payload: "hello" }),
      );
    }
    const present = sceneAt(b.run(500).log, 500).present;
    expect(present.filter((mark) => mark.row !== null)).toMatchObject([{ frame: 1, more: 9 }]);
  });
});

const ACTS = ["send", "hold", "release", "lose", "copy", "alter", "inject"] as const;

/** What happens next in a made-up trace; plain data, so that a failure can be pasted into a test. */
const deed = fc.record({
  wait: fc.integer({ min: 0, max: 3000 }),
  host: fc.constantFrom("client" as const, "server" as const),
  act: fc.constantFrom(...ACTS),
});

const EARLY = { flags: ["ACK"], seq: 1, ack: 1 } as const;

function traceOf(deeds: readonly { wait: number; host: "client" | "server"; act: (typeof ACTS)[number] }[]) {
  const b = new TraceBuilder();
  b.delay("client", 700);
  b.delay("server", 30);
  let ms = 0;
  for (const { wait, host, act } of deeds) {
    ms += wait;
    b.run(ms);
    if (act === "send") b.segment(host, EARLY);
    if (act === "inject") b.inject(host, segmentBytes(host, EARLY));
    const newest = [...b.log.latest.onWire.values()].at(-1);
    if (!newest) continue;
    const isHeld = newest.fates.at(-1)?.kind === "frame.held";
    if (act === "hold" && !isHeld) b.hold(newest.frame);
    if (act === "release" && isHeld) b.release(newest.frame, 100);
    if (act === "lose") b.lose(newest.frame);
    if (act === "copy") b.copy(newest.frame);
    if (act === "alter") b.alter(newest.frame, { offset: 40, checksums: "left" });
  }
  return { log: b.run().log, ms: ms + 1000 };
}

/** Plain numbers of a scene, without what is kept for speed. */
function plain({ frames, ...rest }: Scene) {
  return JSON.stringify({
    ...rest,
    frames: frames.map(({ entry, ...mark }) => ({ ...mark, fates: entry.fates.length })),
  });
}

describe("scene at any time", () => {
  it("is the same whatever was looked at before, and however much of the trace is known", () => {
    fc.assert(
      fc.property(
        fc.array(deed, { maxLength: 25 }),
        fc.array(fc.nat(1000), { maxLength: 8 }),
        (deeds, visits) => {
          const { log, ms } = traceOf(deeds);
          const at = ms / 2;
          const t = traceTime(Math.round(at * NS_PER_MS));
          const known = new TraceLog();
          known.append(log.events.slice(0, log.countAt(t)));
          const live = plain(sceneAt(known, at));
          for (const visit of visits) sceneAt(log, (ms * visit) / 1000);
          expect(plain(sceneAt(log, at))).toBe(live);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a program that is ended inside of a call", () => {
  it("ends the call's bar there, and not before", () => {
    const b = new TraceBuilder();
    const program = b.program("server");
    b.block(b.enter(program, "server", "accept", [], 11));
    b.later(1000, () =>
      b.event({ kind: "program.ended", program, exitCode: null, signal: "SIGKILL", limit: null }),
    );
    const { log } = b.run(5000);
    expect(sceneAt(log, 900).calls).toMatchObject([{ name: "accept", y1: null }]);
    expect(sceneAt(log, 4000).calls[0]?.y1).not.toBeNull();
  });
});

describe("link noise", () => {
  function withNoise() {
    const b = new TraceBuilder();
    for (const host of ["client", "server"]) b.delay(host, 50);
    b.later(100, () => b.datagram("client", { payload: "one" }));
    b.later(1_000, () => b.frame("server", routerSolicitationBytes("server")));
    b.later(2_000, () => b.datagram("client", { payload: "two" }));
    return b.run(3_000).log;
  }
  const log = withNoise();
  const frames = ({ frames }: Scene) => frames.map((mark) => mark.frame);

  it("is hidden unless wanted, and the other frames keep their numbers", () => {
    expect(frames(sceneAt(log, 3_000))).toEqual([1, 3]);
    expect(frames(sceneAt(log, 3_000, { noise: true }))).toEqual([1, 2, 3]);
  });

  it("ends no quiet time while it is hidden", () => {
    const lengths = (scene: Scene) =>
      scene.folds
        .filter((fold) => fold !== scene.scale.open)
        .map((fold) => (fold.to - fold.from) / NS_PER_MS);
    expect(lengths(sceneAt(log, 3_000))).toEqual([1_850]);
    expect(lengths(sceneAt(log, 3_000, { noise: true }))).toEqual([850, 950]);
  });

  it.each([true, false])(
    "once it is shown (%s), frames stand where a drawing from scratch has them",
    (noise) => {
      const log = withNoise();
      const heights = (scene: Scene) =>
        scene.frames.map(({ frame, path }) => [frame, path.map(({ y }) => y)]);
      sceneAt(log, 3_000, { noise: !noise });
      const switched = sceneAt(log, 3_000, { noise });
      expect(heights(switched)).toEqual(heights(sceneAt(withNoise(), 3_000, { noise })));
    },
  );
});
