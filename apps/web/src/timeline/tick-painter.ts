import type { TraceLog } from "@wirestage/trace";
import { tellsOfNoise } from "../link-noise/link-noise.ts";
import { LANES, tickOf } from "./event-lane.ts";
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

/** Draws a tick per event. What is already on the canvas stays: only new events cost anything. */
export class TickPainter {
  #area: TickArea | null = null;
  #drawn = 0;
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
  }

  paint(log: TraceLog, axis: TimeAxis, area: TickArea): void {
    if (!this.#context || area.width === 0) return;
    if (!sameArea(this.#area, area)) this.#clear(area);
    if (this.#drawn === log.events.length) return;
    this.#paintNew(this.#context, log, axis, area);
  }

  #clear(area: TickArea): void {
    this.#area = area;
    this.#drawn = 0;
    this.#canvas.width = Math.round(area.width * area.pixelRatio);
    this.#canvas.height = Math.round(area.height * area.pixelRatio);
    this.#context?.setTransform(area.pixelRatio, 0, 0, area.pixelRatio, 0, 0);
  }

  #paintNew(context: CanvasRenderingContext2D, log: TraceLog, axis: TimeAxis, area: TickArea): void {
    const style = getComputedStyle(this.#canvas);
    const laneHeight = area.height / LANES;
    for (; this.#drawn < log.events.length; this.#drawn += 1) {
      const event = log.events[this.#drawn];
      if (!event || (!area.noise && tellsOfNoise(event, log))) continue;
      const { lane, colour } = tickOf(event, log);
      const x = (axis.placeOf(event.t, log.latest.t) / area.end) * area.width;
      context.fillStyle = style.getPropertyValue(colour);
      context.fillRect(
        x - TICK_WIDTH / 2,
        lane * laneHeight + LANE_GAP / 2,
        TICK_WIDTH,
        laneHeight - LANE_GAP,
      );
    }
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
