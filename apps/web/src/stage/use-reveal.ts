import { useEffect, useRef } from "react";
import type { Camera, Stretch } from "./camera.ts";

/** Tells the camera how high the window is, and what of it must stay in view as that changes. */
export function useCameraSize(
  camera: Camera,
  height: number,
  below: number,
  selected: () => Stretch | null,
): void {
  const latest = useRef(selected);
  useEffect(() => {
    latest.current = selected;
  });
  useEffect(() => camera.resize(height, below, latest.current()), [camera, height, below]);
}

/**
 * A frame that is selected elsewhere comes into view here.
 * @returns to be told of a frame that is selected here, where it is in view already
 */
export function useReveal(
  camera: Camera,
  frame: number | null,
  place: () => Stretch | null,
): (frame: number) => void {
  const revealed = useRef<number | null>(null);
  useEffect(() => {
    if (frame === revealed.current) return;
    revealed.current = frame;
    const stretch = place();
    if (stretch) camera.reveal(stretch);
  });
  return (seen) => {
    revealed.current = seen;
  };
}
