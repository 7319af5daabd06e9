import { execFileSync } from "node:child_process";
import { z } from "zod";
import { percentile, report } from "./report.ts";

/** Two frames of an animation at 60 a second. */
const TWO_FRAMES_MS = 33;

const Times = z.object({
  events: z.int(),
  load: z.number(),
  seeks: z.array(z.number()),
  fromZero: z.array(z.number()),
});

/** What the page does for a seek, done by the page's own code in a process of its own. */
const output = execFileSync(
  process.execPath,
  ["--import", "tsx", "apps/web/src/session/testing/seek-times.ts"],
  { encoding: "utf8" },
);
const { events, load, seeks, fromZero } = Times.parse(JSON.parse(output));
report({
  name: `seek in a trace of ${events} events to a random time, state and scene, 95th percentile of ${seeks.length}`,
  value: percentile(seeks, 0.95),
  unit: "ms",
  baseline: {
    name: "the state alone, reduced from the first event to that time",
    value: percentile(fromZero, 0.95),
  },
  aim: { atMost: TWO_FRAMES_MS },
});
report({
  name: "taking in such a trace: states, checkpoints and the ladder's index",
  value: load,
  unit: "ms",
});
