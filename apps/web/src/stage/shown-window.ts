import { useEffect } from "react";
import { create } from "zustand";
import type { Camera } from "./camera.ts";

/** The part of the ladder that can be seen. Pixels; `top` from the first drawn event. */
export interface ShownWindow {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly nsPerPixel: number;
}

interface ShownWindowStore {
  /** Null while no ladder is shown. */
  readonly read: (() => ShownWindow) | null;
}

/** What views elsewhere may know of the stage: where it looks at the moment. */
export const useShownWindow = create<ShownWindowStore>(() => ({ read: null }));

/** Tells others what this stage shows, as long as it does. */
export function useTellShownWindow(camera: Camera, width: number, height: number, nsPerPixel: number): void {
  useEffect(() => {
    const read = () => ({ width, height, top: camera.top, nsPerPixel });
    useShownWindow.setState({ read });
    return () => useShownWindow.setState(({ read: now }) => (now === read ? { read: null } : {}));
  }, [camera, width, height, nsPerPixel]);
}
