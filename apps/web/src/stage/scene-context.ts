import type { TraceTime } from "@wirestage/trace";
import type { Columns } from "./columns.ts";
import type { LadderIndex } from "./ladder-index.ts";
import type { StageView } from "./scene.ts";
import type { TimeScale } from "./time-scale.ts";

/** What every part of a scene is made from. */
export interface SceneContext {
  readonly index: LadderIndex;
  readonly scale: TimeScale;
  readonly columns: Columns;
  /** Name of the host on the left. */
  readonly left: string;
  readonly t: TraceTime;
  /** How many events had happened; at one time there can be several, and a step shows them one by one. */
  readonly count: number;
  readonly view: StageView;
  /** The times at the window's edges. */
  readonly from: TraceTime;
  readonly to: TraceTime;
}

/**
 * From when on something can be seen in the window: what is not yet over at the scene's time is drawn up to it, and is
 * seen through a window below it as well.
 */
export function earliest({ from, t }: SceneContext): TraceTime {
  return from < t ? from : t;
}
