import { seenOf } from "../verification/passage-bytes.ts";
import { type Phase, type PhaseName, phasesOf } from "../verification/phases.ts";
import { storyIndex } from "../verification/story-index.ts";
import { PHASE_LANE } from "./columns.ts";
import type { SceneContext } from "./scene-context.ts";
import { textWidth } from "./text-width.ts";

/** A phase of a verified connection, beside the ladder. Heights from the first drawn event; `y1` is null while it lasts. */
export interface PhaseMark {
  readonly name: PhaseName;
  readonly verification: number;
  readonly remote: string;
  /** Phases of connections at the same time stand side by side. */
  readonly lane: number;
  readonly y0: number;
  readonly y1: number | null;
}

const PHASE_FONT = 11;
const PADDING = 12;
/** From one upright character to the one below it. */
const UPRIGHT_PITCH = 13;

/** More connections at once share the last lane. */
const MOST_LANES = 2;

/** One verified connection: its phases that had begun, in its lane. */
export interface PhaseLife {
  readonly phases: readonly Phase[];
  readonly lane: number;
}

/** The lanes of all verified connections that had begun by now, in the order of their first phases. */
export function phaseLives({ index, count }: Pick<SceneContext, "index" | "count">): readonly PhaseLife[] {
  const ends: number[] = [];
  return storyIndex(index.log)
    .verifications(count)
    .flatMap((story) => {
      const phases = phasesOf(story).filter(({ from }) => from.seq < count);
      const first = phases[0]?.from.seq;
      if (first === undefined) return [];
      const free = ends.findIndex((end) => end < first);
      const lane = free < 0 ? Math.min(ends.length, MOST_LANES - 1) : free;
      ends[lane] = Math.max(ends[lane] ?? 0, phases.at(-1)?.to?.seq ?? Number.POSITIVE_INFINITY);
      return [{ phases, lane }];
    });
}

/** How many lanes the phases have needed so far. */
export function phaseLanes(lives: readonly PhaseLife[]): number {
  return 1 + Math.max(-1, ...lives.map(({ lane }) => lane));
}

/** The phases of which something is to be seen in the window. */
export function phaseMarks(lives: readonly PhaseLife[], context: SceneContext): PhaseMark[] {
  const { count, scale, from, to } = context;
  return lives.flatMap(({ phases, lane }) =>
    phases
      .filter((phase) => phase.from.t <= to && (phase.to === null || phase.to.t >= from))
      .map((phase) => {
        const [end = null] = phase.to === null ? [] : seenOf([phase.to], count);
        const { name, verification, remote } = phase;
        const y1 = end && scale.y(end.t);
        return { name, verification, remote, lane, y0: scale.y(phase.from.t), y1 };
      }),
  );
}

/** Chinese characters stand upright, one below the other; other names are turned. */
export function isUpright(name: string): boolean {
  return Array.from(name).every((character) => character > "\u2e80");
}

/** Pixels that a name takes downwards. */
function nameHeight(name: string): number {
  return isUpright(name) ? Array.from(name).length * UPRIGHT_PITCH : textWidth(name, PHASE_FONT);
}

/** Where each upright character has its centre, or where a turned name begins. */
export function phaseTextPlaces(name: string, top: number): readonly number[] {
  return isUpright(name) ? Array.from(name, (_, at) => top + UPRIGHT_PITCH * (at + 0.5)) : [top];
}

/** The longest of the names, written downwards, for which there is room; null where there is for none. */
export function phaseText(names: readonly string[], height: number): string | null {
  return names.find((name) => nameHeight(name) + PADDING <= height) ?? null;
}

/** How far the name comes down with the window, so that a phase that lasts stays named. */
export function phaseTextShift(text: string, top: number, height: number, windowTop: number): number {
  const room = height - nameHeight(text) - PADDING;
  return Math.max(0, Math.min(windowTop - top, room));
}

/** From the stage's right edge to where the lane begins. */
export function phaseX(width: number, lanes: number, lane: number): number {
  return width - (lanes - lane) * PHASE_LANE;
}
