import { type RefCallback, useCallback, useState } from "react";

/** Room that 16 bytes in hex and ASCII need, in pixels of the pane. */
const WIDE_PX = 560;

/** How many bytes fit into a row of the pane that gets the ref: 16, or 8 in a narrow one. */
export function useRowWidth(): readonly [width: 8 | 16, pane: RefCallback<HTMLElement>] {
  const [width, setWidth] = useState<8 | 16>(16);
  const pane = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth >= WIDE_PX ? 16 : 8));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, pane];
}
