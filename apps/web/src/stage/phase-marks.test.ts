import { describe, expect, it } from "vitest";
import { HmacLab } from "../verification/verification.fixture.ts";
import { WORDS } from "./label-words.fixture.ts";
import { phaseText, phaseTextPlaces, phaseTextShift } from "./phase-marks.ts";
import { scene } from "./scene.ts";

const VIEW = {
  width: 900,
  top: 0,
  bottom: 100_000,
  nsPerPixel: 1_000_000,
  words: WORDS,
  selected: null,
  noise: false,
};

function sceneOf(lab: HmacLab, count = lab.log.events.length) {
  const state = lab.log.stateAfter(count);
  return scene(lab.log, state, state.t, VIEW);
}

describe("phases beside the ladder", () => {
  const lab = new HmacLab();
  const { far, nonceFrame, answerFrames } = lab.login();
  lab.closes(far);

  it("follow each other without overlapping, and the last goes on", () => {
    const { phases } = sceneOf(lab);
    expect(phases.map(({ name }) => name)).toEqual(["handshake", "verification", "talk", "teardown"]);
    for (const [at, phase] of phases.entries()) {
      const next = phases[at + 1];
      if (next) expect(phase.y1).toBeLessThanOrEqual(next.y0);
      else expect(phase.y1).toBeNull();
    }
  });

  it("take room from the ladder only where a connection is verified", () => {
    const { columns } = sceneOf(lab);
    const before = sceneOf(lab, 3).columns;
    expect(before.phaseLanes).toBe(0);
    expect(columns.phaseLanes).toBe(1);
    expect(columns.right).toBeLessThan(before.right);
  });

  it("show nothing that has yet to happen", () => {
    const nonce = lab.log.frames[nonceFrame - 1]?.sent.seq ?? 0;
    const { phases } = sceneOf(lab, nonce);
    expect(phases.map(({ name, y1 }) => [name, y1 !== null])).toEqual([
      ["handshake", true],
      ["verification", false],
    ]);
  });

  it("name the frames that carry nonce and answer", () => {
    const kinds = new Map(sceneOf(lab).frames.map(({ frame, text }) => [frame, text.kind]));
    expect(kinds.get(nonceFrame)).toBe("nonce 32\u202fB");
    expect(answerFrames.map((frame) => kinds.get(frame))).toEqual(["answer 32\u202fB"]);
  });

  it("stand side by side where two connections live at the same time", () => {
    const two = new HmacLab();
    two.login();
    two.login({ nonce: new Uint8Array(32).fill(9) });
    expect(new Set(sceneOf(two).phases.map(({ lane }) => lane))).toEqual(new Set([0, 1]));
  });
});

describe("the name of a phase", () => {
  it("is the longest that there is room for, or none", () => {
    expect(phaseText(["TCP handshake", "TCP"], 200)).toBe("TCP handshake");
    expect(phaseText(["TCP handshake", "TCP"], 45)).toBe("TCP");
    expect(phaseText(["TCP handshake", "TCP"], 10)).toBeNull();
  });

  it("in Chinese has its characters upright, none over another", () => {
    const places = phaseTextPlaces("数据传输", 100);
    expect(places).toHaveLength(4);
    for (const [at, place] of places.entries()) {
      expect(place - (places[at - 1] ?? 0)).toBeGreaterThan(11);
    }
    expect(phaseText(["数据传输", "收发"], 4 * 13)).toBe("收发");
    expect(phaseTextPlaces("talk", 100)).toEqual([100]);
  });

  it("comes down with the window, but not out of its phase", () => {
    expect(phaseTextShift("talk", 0, 500, 100)).toBe(100);
    expect(phaseTextShift("talk", 0, 50, 100)).toBeLessThan(50);
    expect(phaseTextShift("talk", 300, 500, 100)).toBe(0);
  });
});
