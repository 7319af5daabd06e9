import type { FlowCrossing, FlowLoop, FlowPlan, FlowSide, StepName } from "./flow-plan.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StepBox extends Box {
  readonly side: FlowSide;
  readonly name: StepName;
}

/** Straight down from one step to the next. */
export interface FlowLine {
  readonly side: FlowSide;
  readonly to: StepName;
  readonly x: number;
  readonly y0: number;
  readonly y1: number;
}

/** Out of the side of `from`, up at `x`, and back into the side of `to`. */
export interface LoopPath {
  readonly loop: FlowLoop;
  readonly start: { readonly x: number; readonly y: number };
  readonly x: number;
  readonly end: { readonly x: number; readonly y: number };
}

export interface CrossingLine {
  readonly crossing: FlowCrossing;
  /** At the client's step, and at the server's step or kernel. */
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
}

/** Pixels from the chart's upper left corner. */
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly steps: readonly StepBox[];
  readonly kernel: Box | null;
  readonly lines: readonly FlowLine[];
  readonly loops: readonly LoopPath[];
  readonly crossings: readonly CrossingLine[];
}

const HEAD = 26;
const LEAST_ROW = 30;
const MOST_ROW = 50;
const MOST_WIDTH = 760;
const LEAST_STEP = 84;
const MOST_STEP = 168;
/** Between the columns, for arrows with their words. */
const LEAST_GAP = 120;
const LOOP_STEP = 15;
const GUTTER = 12;
/** The kernel's box leaves the outer part of the server's column to the line from `listen` to `accept`. */
const KERNEL_PART = 0.72;
const BESIDE_KERNEL = 0.88;

function gutterOf(plan: FlowPlan, side: FlowSide): number {
  const depths = plan.loops.filter((loop) => loop.side === side).map((loop) => loop.depth + 1);
  return GUTTER + LOOP_STEP * Math.max(0, ...depths);
}

interface Grid {
  readonly rowHeight: number;
  readonly stepHeight: number;
  readonly stepWidth: number;
  readonly columns: Readonly<Record<FlowSide, number>>;
  readonly width: number;
}

function gridOf(plan: FlowPlan, width: number, height: number): Grid {
  const whole = Math.min(MOST_WIDTH, width);
  const left = gutterOf(plan, "client");
  const right = gutterOf(plan, "server");
  const room = (whole - left - right - LEAST_GAP) / 2;
  const stepWidth = Math.round(Math.min(MOST_STEP, Math.max(LEAST_STEP, room)));
  const perRow = Math.floor((height - HEAD) / plan.rows);
  const rowHeight = Math.min(MOST_ROW, Math.max(LEAST_ROW, perRow));
  const columns = { client: left, server: Math.max(left + stepWidth + 40, whole - right - stepWidth) };
  return { rowHeight, stepHeight: Math.min(30, rowHeight - 8), stepWidth, columns, width: whole };
}

function middleOf({ rowHeight }: Grid, row: number): number {
  return HEAD + (row + 0.5) * rowHeight;
}

function stepBoxes(plan: FlowPlan, grid: Grid, side: FlowSide): StepBox[] {
  const { columns, stepWidth: width, stepHeight: height } = grid;
  return plan.steps[side].map(({ name, row }) => ({
    side,
    name,
    x: columns[side],
    y: middleOf(grid, row) - height / 2,
    width,
    height,
  }));
}

function kernelBox({ kernelRow }: FlowPlan, grid: Grid): Box | null {
  if (kernelRow === null) return null;
  const height = grid.stepHeight;
  const y = middleOf(grid, kernelRow) - height / 2;
  return { x: grid.columns.server, y, width: Math.round(KERNEL_PART * grid.stepWidth), height };
}

function linesOf(steps: readonly StepBox[], kernel: Box | null): FlowLine[] {
  return steps.slice(1).map((to, at) => {
    const from = steps[at] ?? to;
    const y0 = from.y + from.height;
    const passesKernel = kernel !== null && to.side === "server" && kernel.y > y0 && kernel.y < to.y;
    const part = passesKernel ? BESIDE_KERNEL : 0.5;
    return { side: to.side, to: to.name, x: to.x + part * to.width, y0, y1: to.y };
  });
}

function loopPath(loop: FlowLoop, steps: readonly StepBox[]): LoopPath[] {
  const boxOf = (name: StepName) => steps.find((step) => step.side === loop.side && step.name === name);
  const [from, to] = [boxOf(loop.from), boxOf(loop.to)];
  if (!from || !to) return [];
  const isLeft = loop.side === "client";
  const edge = isLeft ? from.x : from.x + from.width;
  const x = edge + (isLeft ? -1 : 1) * LOOP_STEP * (loop.depth + 1);
  // Two loops may meet at one step: the inner one uses its lower half, the outer one its upper half.
  const shift = from.height / 5;
  const start = { x: edge, y: from.y + from.height / 2 };
  const end = { x: edge, y: to.y + to.height / 2 + (loop.depth === 0 ? shift : -shift) };
  return [{ loop, start, x, end }];
}

/** Where everything stands in a window of this size; as high as its rows need, which may be more than the window. */
export function flowLayout(plan: FlowPlan, width: number, height: number): FlowLayout {
  const grid = gridOf(plan, width, height);
  const client = stepBoxes(plan, grid, "client");
  const server = stepBoxes(plan, grid, "server");
  const steps = [...client, ...server];
  const kernel = kernelBox(plan, grid);
  const x0 = grid.columns.client + grid.stepWidth;
  return {
    width: grid.width,
    height: HEAD + plan.rows * grid.rowHeight,
    steps,
    kernel,
    lines: [...linesOf(client, null), ...linesOf(server, kernel)],
    loops: plan.loops.flatMap((loop) => loopPath(loop, steps)),
    crossings: plan.crossings.map((crossing) => ({
      crossing,
      x0,
      x1: grid.columns.server,
      y: middleOf(grid, crossing.row),
    })),
  };
}
