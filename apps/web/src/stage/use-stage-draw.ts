import type { TraceTime } from "@wirestage/trace";
import { type RefObject, useEffect, useRef } from "react";
import { useDraw, useSession } from "../session/hooks.ts";
import { type Camera, type CameraView, HEAD_HEIGHT } from "./camera.ts";
import { ladderIndex } from "./ladder-index.ts";
import type { MovingParts } from "./moving-parts.ts";

interface StageDraw {
  readonly camera: Camera;
  readonly view: CameraView;
  readonly nsPerPixel: number;
  readonly noise: boolean;
  readonly parts: MovingParts;
  /** Everything that scrolls. */
  readonly world: RefObject<HTMLElement | null>;
}

/** Once per animation frame and scroll: moves the camera with the present, then whatever moves with the playhead. */
export function useStageDraw({ camera, view, nsPerPixel, noise, parts, world }: StageDraw): void {
  const { log, player, playhead } = useSession();
  const moves = useRef(player.moves);
  const draw = (t: TraceTime) => {
    const scale = ladderIndex(log).scale(t, nsPerPixel, noise);
    const nowY = scale.y(t);
    // Whoever steps, scrubs or goes live wants to see where that led, wherever they had scrolled to.
    if (player.moves !== moves.current) camera.follow();
    moves.current = player.moves;
    camera.present(nowY);
    world.current?.style.setProperty("transform", `translateY(${(view.drawnTop - camera.top).toFixed(2)}px)`);
    parts.draw({
      t,
      scale,
      y: nowY - view.drawnTop,
      screenY: nowY - camera.top,
      windowTop: camera.top - view.drawnTop + HEAD_HEIGHT,
    });
  };
  useDraw(draw);
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => camera.onScroll(() => latest.current(playhead.t)), [camera, playhead]);
}
