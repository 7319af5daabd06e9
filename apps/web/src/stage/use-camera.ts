import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useSession, useTraceState } from "../session/hooks.ts";
import { Camera, type CameraView, zoomFor } from "./camera.ts";
import { ladderIndex } from "./ladder-index.ts";

/** Pixels per pixel of wheel or button; below 1 is closer. */
type ZoomFactor = number;

export interface StageCamera {
  readonly camera: Camera;
  readonly view: CameraView;
  readonly nsPerPixel: number;
  /** @param anchor pixels from the stage's upper edge that keep their time */
  zoom(factor: ZoomFactor, anchor: number): void;
  fit(): void;
}

/** The stage's camera and the zoom in use: chosen by hand, or by the wire's delay at this time. */
export function useCamera(): StageCamera {
  const session = useSession();
  const { hosts } = useTraceState();
  const noise = useLinkNoise((store) => store.shown);
  const [camera] = useState(() => new Camera());
  const view = useSyncExternalStore(camera.subscribe, () => camera.view);
  const chosen = useMemo(() => zoomFor(hosts), [hosts]);
  const nsPerPixel = view.nsPerPixel ?? chosen;
  const scaleAt = useCallback(
    (zoom: number) => ladderIndex(session.log).scale(session.playhead.t, zoom, noise),
    [session, noise],
  );
  const zoom = useCallback(
    (factor: ZoomFactor, anchor: number) =>
      camera.zoom(nsPerPixel * factor, anchor, scaleAt(nsPerPixel), scaleAt, session.playhead.t),
    [camera, nsPerPixel, scaleAt, session],
  );
  const fit = useCallback(() => camera.fit(scaleAt, session.playhead.t), [camera, scaleAt, session]);
  return { camera, view, nsPerPixel, zoom, fit };
}
