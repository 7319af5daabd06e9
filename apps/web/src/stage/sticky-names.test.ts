import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { WORDS } from "./label-words.fixture.ts";
import { type Scene, scene } from "./scene.ts";
import { isCovered, statesThatPass, stickyShift } from "./sticky-names.ts";

const { log } = tcpEchoRun({ latencyMs: 50 }).run();

function sceneWith(nsPerPixel: number): Scene {
  const t = traceTime(5000 * NS_PER_MS);
  const view = {
    width: 500,
    top: -100,
    bottom: 20_000,
    nsPerPixel,
    words: WORDS,
    selected: null,
    noise: false,
  };
  return scene(log, log.seek(t), t, view);
}

/** Centres of the names of one side, with half of what each needs. */
function namesOf({ states, calls }: Scene, side: "left" | "right", windowTop: number, nowY: number) {
  const ofStates = states.flatMap((mark) =>
    mark.side === side && mark.labelY !== null
      ? [{ name: String(mark.state), y: mark.labelY + stickyShift(mark, nowY, windowTop), half: 12 }]
      : [],
  );
  const ofCalls = calls
    .filter((call) => call.side === side && !isCovered(call, statesThatPass(call, states), nowY, windowTop))
    .flatMap(({ name, labelY }) => (labelY === null ? [] : [{ name: `${name}()`, y: labelY, half: 7 }]));
  return [...ofStates, ...ofCalls].sort((a, b) => a.y - b.y);
}

describe("names of states and calls in one column", () => {
  it.each([0.2, 1, 5, 20, 100])(
    "at %d ms per pixel no name of a call stands under that of a state, wherever the window is",
    (ms) => {
      const now = sceneWith(ms * NS_PER_MS);
      for (const side of ["left", "right"] as const) {
        for (let windowTop = 0; windowTop < now.nowY; windowTop += 3) {
          const names = namesOf(now, side, windowTop, now.nowY);
          for (const [at, { name, y, half }] of names.entries()) {
            const above = names[at - 1];
            const isCall = name.endsWith("()") || above?.name.endsWith("()");
            if (above && isCall)
              expect(y - above.y, `${above.name} ${name}`).toBeGreaterThanOrEqual(half + above.half - 3);
          }
        }
      }
    },
  );

  it("names stand in the order of what they name", () => {
    for (const ms of [1, 5, 20]) {
      const { states } = sceneWith(ms * NS_PER_MS);
      for (const side of ["left", "right"] as const) {
        const heights = states.flatMap((mark) => (mark.side === side ? (mark.labelY ?? []) : []));
        expect(heights).toEqual([...heights].sort((a, b) => a - b));
      }
    }
  });

  it("the name of a state that lasts comes down with the window and stops at its end", () => {
    const { states } = sceneWith(NS_PER_MS);
    const mark = states.find((each) => each.state === "ESTABLISHED" && each.side === "left");
    if (!mark || mark.labelY === null || mark.y1 === null) throw new Error("ESTABLISHED has no name");
    expect(stickyShift(mark, 0, mark.y0 - 50)).toBe(0);
    expect(mark.labelY + stickyShift(mark, 0, mark.y0 + 60)).toBe(mark.y0 + 73);
    expect(mark.labelY + stickyShift(mark, 0, mark.y1 + 500)).toBe(mark.y1 - 12);
  });
});
