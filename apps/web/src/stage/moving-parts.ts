import type { TraceTime } from "@wirestage/trace";
import { createContext, useContext, useLayoutEffect, useRef } from "react";
import type { TimeScale } from "./time-scale.ts";

/** The moment that moving parts are drawn for. */
export interface Present {
  readonly t: TraceTime;
  readonly scale: TimeScale;
  /** Height of the present in the drawn ladder's own coordinates. */
  readonly y: number;
  /** The same from the stage's upper edge. */
  readonly screenY: number;
  /** Upper end of what can be seen under the hosts' names, in the drawn ladder's coordinates. */
  readonly windowTop: number;
}

type Place = (present: Present) => void;

/** What moves with the playhead between two renders: each part writes its own attributes, all in one pass. */
export class MovingParts {
  readonly #parts = new Set<Place>();
  present: Present | null = null;

  add(part: Place): () => void {
    this.#parts.add(part);
    return () => this.#parts.delete(part);
  }

  draw(present: Present): void {
    this.present = present;
    for (const place of this.#parts) place(present);
  }
}

export const MovingPartsContext = createContext<MovingParts>(new MovingParts());

/** Has `place` called whenever the playhead moved, and before the browser shows a render. */
export function useMoving(place: Place): void {
  const parts = useContext(MovingPartsContext);
  const latest = useRef(place);
  useLayoutEffect(() => {
    latest.current = place;
    if (parts.present) place(parts.present);
  });
  useLayoutEffect(() => parts.add((present) => latest.current(present)), [parts]);
}
