import { type RefObject, useEffect, useRef } from "react";
import type { Camera } from "./camera.ts";

/** Wheel and finger scroll the ladder; Ctrl+wheel and pinch zoom it around where they point. */
export function useStageInput(
  box: RefObject<HTMLElement | null>,
  camera: Camera,
  zoom: (factor: number, anchor: number) => void,
): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const anchorOf = (clientY: number) => clientY - element.getBoundingClientRect().top;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey) {
        event.preventDefault();
        latest.current(Math.exp(event.deltaY * 0.005), anchorOf(event.clientY));
      } else if (camera.scrollBy(event.deltaY)) event.preventDefault();
    };
    const fingers = new Fingers(camera, (factor, clientY) => latest.current(factor, anchorOf(clientY)));
    const listeners = [
      ["wheel", onWheel],
      ["pointerdown", fingers.down],
      ["pointermove", fingers.move],
      ["pointerup", fingers.up],
      ["pointercancel", fingers.up],
    ] as const;
    for (const [kind, listener] of listeners) {
      element.addEventListener(kind, listener as EventListener, { passive: kind !== "wheel" });
    }
    return () => {
      for (const [kind, listener] of listeners) element.removeEventListener(kind, listener as EventListener);
    };
  }, [box, camera]);
}

/** One finger scrolls, two zoom. */
class Fingers {
  readonly #camera: Camera;
  readonly #zoom: (factor: number, clientY: number) => void;
  readonly #at = new Map<number, { x: number; y: number }>();

  constructor(camera: Camera, zoom: (factor: number, clientY: number) => void) {
    this.#camera = camera;
    this.#zoom = zoom;
  }

  readonly down = (event: PointerEvent): void => {
    if (event.pointerType !== "touch") return;
    this.#at.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.#camera.grab();
  };

  readonly up = (event: PointerEvent): void => {
    if (this.#at.delete(event.pointerId)) this.#camera.letGo();
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.#at.get(event.pointerId);
    if (!before) return;
    const spread = this.#spread();
    this.#at.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#at.size === 1) this.#camera.scrollBy(before.y - event.clientY);
    else if (spread > 0) this.#zoom(spread / Math.max(1, this.#spread()), event.clientY);
  };

  #spread(): number {
    const [a, b] = [...this.#at.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }
}
