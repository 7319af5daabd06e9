import type { TraceEvent, TraceLog } from "@wirestage/trace";
import { tellsOfNoise } from "../link-noise/link-noise.ts";
import { LANES, type TickColour, tickOf } from "./event-lane.ts";
import type { TimeAxis } from "./time-axis.ts";

export interface TickArea {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** Place on the axis at the right edge, in ns. */
  readonly end: number;
  /** Changes when the colours have. */
  readonly theme: string;
  /** Whether link noise has ticks. */
  readonly noise: boolean;
}

const TICK_WIDTH = 1.5;
const LANE_GAP = 2;

/** Which colour wins where events stand too close to be told apart: what is rare and means something. */
const RANK: Readonly<Record<TickColour, number>> = {
  "--kind-other": 1,
  "--kind-ack": 2,
  "--accent": 3,
  "--client": 4,
  "--server": 4,
  "--held": 5,
  "--lost": 6,
};

/** Draws a tick per event. What is already on the canvas stays: only new events cost anything. */
export class TickPainter {
  #area: TickArea | null = null;
  #axis: TimeAxis | null = null;
  #drawn = 0;
  /** What stands in each column of each lane. */
  #cells = new Map<number, TickColour>();
  #colours = new Map<TickColour, string>();
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
  }

  paint(log: TraceLog, axis: TimeAxis, area: TickArea): void {
    if (!this.#context || area.width === 0) return;
    if (axis !== this.#axis || !sameArea(this.#area, area)) this.#clear(axis, area);
    for (; this.#drawn < log.events.length; this.#drawn += 1) {
      const event = log.events[this.#drawn];
      if (event && (area.noise || !tellsOfNoise(event, log))) this.#tick(this.#context, event, log, area);
    }
  }

  #clear(axis: TimeAxis, area: TickArea): void {
    this.#area = area;
    this.#axis = axis;
    this.#drawn = 0;
    this.#cells = new Map();
    this.#colours = new Map();
    this.#canvas.width = Math.round(area.width * area.pixelRatio);
    this.#canvas.height = Math.round(area.height * area.pixelRatio);
    this.#context?.setTransform(area.pixelRatio, 0, 0, area.pixelRatio, 0, 0);
  }

  #tick(context: CanvasRenderingContext2D, event: TraceEvent, log: TraceLog, area: TickArea): void {
    const { lane, colour } = tickOf(event, log);
    const place = this.#axis?.placeOf(event.t, log.latest.t) ?? 0;
    const column = Math.round(((place / area.end) * area.width) / TICK_WIDTH);
    const cell = column * LANES + lane;
    const there = this.#cells.get(cell);
    if (there === colour || (there !== undefined && RANK[there] > RANK[colour])) return;
    // Client and server share a column, one over the other.
    const isShared = there !== undefined && RANK[there] === RANK[colour];
    if (!isShared) this.#cells.set(cell, colour);
    const laneHeight = area.height / LANES;
    const height = laneHeight - LANE_GAP;
    const top = lane * laneHeight + LANE_GAP / 2;
    context.fillStyle = this.#colourOf(colour);
    context.fillRect(
      (column - 0.5) * TICK_WIDTH,
      isShared ? top + height / 2 : top,
      TICK_WIDTH,
      isShared ? height / 2 : height,
    );
  }

  #colourOf(colour: TickColour): string {
    const known = this.#colours.get(colour) ?? getComputedStyle(this.#canvas).getPropertyValue(colour);
    this.#colours.set(colour, known);
    return known;
  }
}

function sameArea(a: TickArea | null, b: TickArea): boolean {
  return (
    a !== null &&
    a.width === b.width &&
    a.height === b.height &&
    a.pixelRatio === b.pixelRatio &&
    a.end === b.end &&
    a.theme === b.theme &&
    a.noise === b.noise
  );
}
