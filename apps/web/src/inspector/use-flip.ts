import { decodeFrame } from "@wirestage/wire";
import { type RefObject, useEffect } from "react";
import { useLog, useTraceState } from "../session/hooks.ts";
import { useFlipRequest } from "./flip-request.ts";
import { fateIn } from "./frame-fate.ts";
import type { FrameModel } from "./frame-model.ts";

/** The first byte of what the frame carries, else its last one: where a flip is easiest to follow. */
function firstFlipOffset(model: FrameModel): number {
  const { payload } = decodeFrame(model.bytes).layers;
  return payload.bytes.length > 0 ? payload.start : Math.max(0, model.bytes.length - 1);
}

/** Whether a bit of this frame is to be flipped now; as that is asked for, its bytes take the focus. */
export function useFlip(
  model: FrameModel,
  grid: RefObject<HTMLElement | null>,
  onAsked: (offset: number) => void,
): boolean {
  const { frame, asked } = useFlipRequest();
  const log = useLog();
  const state = useTraceState();
  const isAsked = frame === model.entry.frame;
  const entry = log.frames[model.entry.frame - 1] ?? model.entry;
  const { fate } = fateIn(state, entry, state.t);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is asked for
  useEffect(() => {
    if (!isAsked) return;
    // The focus first: it lights up the byte where the keyboard was.
    grid.current?.focus({ preventScroll: true });
    onAsked(firstFlipOffset(model));
  }, [isAsked, asked]);
  return isAsked && (fate === "flying" || fate === "held");
}
