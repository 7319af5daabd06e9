import { EMPTY_STATE, reduceAll, type TraceEvent, TraceLog, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { zoomFor } from "../../stage/camera.ts";
import { WORDS } from "../../stage/label-words.fixture.ts";
import { ladderIndex } from "../../stage/ladder-index.ts";
import { scene } from "../../stage/scene.ts";
import { StateView } from "../state-view.ts";

const EVENTS = 100_000;
/** Events that one line of the run makes, about. */
const PER_LINE = 20;
const SEEKS = 200;
/** Seeks of the first moments, in which code is compiled. */
const WARM_UP = 40;
/** What a stage of usual size draws, with what it draws beyond its edges. Pixels. */
const WINDOW = { width: 760, above: 700, below: 400 };

function longRun(): readonly TraceEvent[] {
  const input = Array.from({ length: EVENTS / PER_LINE }, (_, index) => `line ${index}`);
  return tcpEchoRun({ input, latencyMs: 20, paceMs: 10 }).run().events;
}

/** The same places whenever it runs (a linear congruential generator, its constants from Numerical Recipes). */
function* places(): Generator<number> {
  for (let seed = 1; ; seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) yield seed / 2 ** 32;
}

function timed(act: () => void): number {
  const begun = performance.now();
  act();
  return performance.now() - begun;
}

const events = longRun();
const log = new TraceLog();
const load = timed(() => {
  for (let from = 0; from < events.length; from += 500) log.append(events.slice(from, from + 500));
  ladderIndex(log);
});
const states = new StateView(log);
const nsPerPixel = zoomFor(log.latest.hosts);
const seeks: number[] = [];
const fromZero: number[] = [];
for (const share of places()) {
  if (seeks.length === WARM_UP + SEEKS) break;
  const t = traceTime(Math.round(log.latest.t * share));
  seeks.push(
    timed(() => {
      const state = states.after(log.countAt(t));
      const y = ladderIndex(log).scale(t, nsPerPixel, false).y(t);
      const { width, above, below } = WINDOW;
      const window = { width, top: y - above, bottom: y + below, nsPerPixel };
      scene(log, state, t, { ...window, words: WORDS, selected: null, noise: false });
    }),
  );
  fromZero.push(timed(() => reduceAll(EMPTY_STATE, events.slice(0, log.countAt(t)))));
}
const times = { events: events.length, load, seeks: seeks.slice(WARM_UP), fromZero: fromZero.slice(WARM_UP) };
// biome-ignore lint/suspicious/noConsole: this is a program, run for what it says.
console.log(JSON.stringify(times));
