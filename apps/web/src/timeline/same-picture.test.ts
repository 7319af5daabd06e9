import { frameAt, NS_PER_MS, type TraceEvent, TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import { segmentBytes, tcpEchoRun } from "@wirestage/trace/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SPEEDS, TracePlayer } from "../session/player.ts";
import { AnimatedPlayhead } from "../session/playhead.ts";
import { StateView } from "../session/state-view.ts";
import { FakeFrames } from "../session/testing/fake-frames.ts";
import { WORDS } from "../stage/label-words.fixture.ts";
import { scene } from "../stage/scene.ts";
import { idleStretchAt } from "./idle-stretch.ts";

const RULE = {
  id: "lose-some",
  host: "client",
  filter: "tcp",
  pick: { of: "every", nth: 2 },
  action: { do: "lose" },
} as const;

/** A connection on whose wire everything happens that can: by hand and by rule, to frames of either kernel and of none. */
function story(): readonly TraceEvent[] {
  const b = tcpEchoRun({ latencyMs: 60, input: ["one", "two", "three", "four"] });
  const onWire = () => [...b.log.latest.onWire.values()].filter(({ sent }) => sent.due !== null);
  const newest = (act: (frame: number) => void) => () => {
    const frame = onWire().at(-1)?.frame;
    if (frame !== undefined) act(frame);
  };
  b.later(
    540,
    newest((frame) => b.copy(frame)),
  );
  b.later(
    560,
    newest((frame) => b.reschedule(frame, 150)),
  );
  b.later(700, () => b.event({ kind: "rule.set", rule: RULE }));
  for (let at = 780; at < 4_000; at += 230) {
    b.later(
      at,
      newest((frame) => b.hold(frame)),
    );
    b.later(
      at + 15,
      newest((frame) => b.alter(frame, { offset: 50, checksums: "left" })),
    );
    b.later(at + 120, () => {
      const held = [...b.log.latest.onWire.values()].find((entry) => frameAt(entry, b.t).fate === "held");
      if (held) b.release(held.frame, 30);
    });
  }
  b.later(1_500, () => b.inject("client", segmentBytes("client", { flags: ["RST"], seq: 9 })));
  b.later(
    2_000,
    newest((frame) => b.lose(b.copy(frame), 0.5, { by: "rule", rule: RULE.id })),
  );
  b.later(2_600, () => b.event({ kind: "rule.removed", id: RULE.id, why: "hand" }));
  b.later(7_000, () => b.event({ kind: "note", topic: "late", facts: {} }));
  return b.run(8_000).events;
}

const events = story();
const END = events.at(-1)?.t ?? traceTime(0);

/** What the stage shows of `log` at a place: the scene as plain data, through a window that goes along with the present. */
function picture(log: TraceLog, states: StateView, t: TraceTime, count: number | null, nsPerPixel: number) {
  const state = states.after(count ?? log.countAt(t));
  const top = Math.round(t / nsPerPixel / 400) * 400 - 900;
  const view = {
    width: 900,
    top,
    bottom: top + 1_600,
    nsPerPixel,
    words: WORDS,
    selected: null,
    noise: false,
  };
  const { scale, ...rest } = scene(log, state, t, view);
  return {
    state,
    ...rest,
    present: rest.present,
    heights: [0, 0.2, 0.7, 1].map((part) => scale.y(traceTime(Math.round(t * part)))),
  };
}

/** A page whose stage is drawn at every animation frame. */
class Viewer {
  readonly log = new TraceLog();
  readonly states = new StateView(this.log);
  readonly frames = new FakeFrames();
  #edge: TraceTime = traceTime(0);
  #zoom = NS_PER_MS;
  readonly playhead: AnimatedPlayhead = new AnimatedPlayhead(this.frames.request, (ms) =>
    this.player.advance(ms),
  );
  readonly player = new TracePlayer(
    { log: this.log, growing: () => this.#edge < END, edge: () => this.#edge },
    this.playhead,
  );

  constructor() {
    this.player.cutIdle((t) => idleStretchAt(this.log, t, false));
    this.playhead.subscribe(() => this.draw());
    this.log.append(events.filter((event) => event.t === 0));
  }

  growTo(t: TraceTime): void {
    if (t <= this.#edge) return;
    this.log.append(events.filter((event) => event.t <= t));
    this.#edge = t;
    this.playhead.touch();
  }

  zoomTo(nsPerPixel: number): void {
    this.#zoom = nsPerPixel;
  }

  draw() {
    return picture(this.log, this.states, this.playhead.t, this.playhead.count, this.#zoom);
  }

  /** What one sees who comes to the same place with the whole trace, and nothing before. */
  fresh() {
    const log = new TraceLog();
    log.append(events);
    return picture(log, new StateView(log), this.playhead.t, this.playhead.count, this.#zoom);
  }
}

type Deed = (viewer: Viewer) => void;

const part = fc.integer({ min: 0, max: 1_000 });
const at = (share: number) => traceTime(Math.round((END * share) / 1_000));
const deed: fc.Arbitrary<Deed> = fc.oneof(
  part.map(
    (share): Deed =>
      (viewer) =>
        viewer.growTo(at(share)),
  ),
  part.map(
    (share): Deed =>
      ({ player }) =>
        player.seek(at(share)),
  ),
  fc.nat({ max: events.length - 1 }).map(
    (seq): Deed =>
      ({ player }) =>
        player.seekEvent(seq),
  ),
  fc.constantFrom<1 | -1>(1, -1).map(
    (direction): Deed =>
      ({ player }) =>
        player.step(direction),
  ),
  fc.constantFrom(...SPEEDS).map(
    (speed): Deed =>
      ({ player }) =>
        player.setSpeed(speed),
  ),
  fc.integer({ min: 1, max: 30 }).map(
    (count): Deed =>
      ({ player, frames }) => {
        player.play();
        frames.frames(count, 40);
      },
  ),
  fc.tuple(part, part).map(
    ([from, to]): Deed =>
      ({ player }) =>
        player.setLoop({ from: at(from), to: at(to) }),
  ),
  fc.constant<Deed>(({ player }) => player.setLoop(null)),
  fc.constant<Deed>(({ player }) => player.goLive()),
  fc.constantFrom(NS_PER_MS, 4 * NS_PER_MS).map(
    (zoom): Deed =>
      (viewer) =>
        viewer.zoomTo(zoom),
  ),
);

describe("the same place in a trace", () => {
  it("is told of a story in which all that the wire can do is done", () => {
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of [
      "copied",
      "injected",
      "altered",
      "held",
      "released",
      "rescheduled",
      "lost",
    ] as const) {
      expect(kinds).toContain(`frame.${kind}`);
    }
  });

  it("looks the same, whatever seeking, stepping, playing, looping and growing led there", () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 30 }), (deeds) => {
        const viewer = new Viewer();
        for (const act of deeds) {
          act(viewer);
          viewer.frames.frame(16);
        }
        expect(viewer.draw()).toEqual(viewer.fresh());
      }),
      { numRuns: 120 },
    );
  });
});
