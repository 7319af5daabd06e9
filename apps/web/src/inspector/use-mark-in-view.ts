import { type RefObject, useEffect } from "react";
import { useByteMark } from "./byte-mark.ts";

/** Brings the bytes of `frame` that another view wants to be seen into view, once each time that it wants them. */
export function useMarkInView(
  frame: number,
  grid: RefObject<HTMLElement | null>,
  onMark: (start: number) => void,
): void {
  const mark = useByteMark((store) => store.mark);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each mark
  useEffect(() => {
    if (mark?.frame !== frame) return;
    grid.current?.querySelector(`td[data-offset="${mark.end - 1}"]`)?.scrollIntoView({ block: "nearest" });
    onMark(mark.start);
  }, [mark, frame]);
}
