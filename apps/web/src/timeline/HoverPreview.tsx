import type { TraceTime } from "@wirestage/trace";
import { lazy, type RefObject, Suspense, useEffect, useState } from "react";
import { addMessages } from "../i18n/i18n.ts";
import { useSession } from "../session/hooks.ts";
import { type TimeLine, timeAtPixel } from "./time-line.ts";

const PreviewCard = lazy(async () => {
  const [card, { en, zh }] = await Promise.all([
    import("./PreviewCard.tsx"),
    import("../events/messages.ts"),
  ]);
  addMessages({ events: { en, zh } });
  return { default: card.PreviewCard };
});

interface Hovered {
  /** Pixels from the box's left edge. */
  readonly x: number;
  readonly width: number;
  readonly t: TraceTime;
}

/** Where a mouse points without pressing; a finger that touches the line moves the playhead, which shows more. */
function useHovered(box: RefObject<HTMLElement | null>, line: TimeLine): Hovered | null {
  const { now } = useSession();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const stop = new AbortController();
    const onMove = (event: PointerEvent) => {
      if (event.pointerType !== "mouse" || event.buttons !== 0) return setHovered(null);
      const { left, width } = element.getBoundingClientRect();
      const x = event.clientX - left;
      setHovered({ x, width, t: timeAtPixel(x, width, line, now()) });
    };
    element.addEventListener("pointermove", onMove, stop);
    element.addEventListener("pointerdown", () => setHovered(null), stop);
    element.addEventListener("pointerleave", () => setHovered(null), stop);
    return () => stop.abort();
  }, [box, line, now]);
  return hovered;
}

interface HoverPreviewProps {
  readonly line: TimeLine;
  readonly box: RefObject<HTMLElement | null>;
}

/** What was so at the time under the mouse, without going there. */
export function HoverPreview({ line, box }: HoverPreviewProps) {
  const hovered = useHovered(box, line);
  if (!hovered) return null;
  return (
    <Suspense fallback={null}>
      <PreviewCard {...hovered} line={line} />
    </Suspense>
  );
}
