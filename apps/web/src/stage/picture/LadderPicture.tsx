import type { TraceLog, TraceState } from "@wirestage/trace";
import { useState } from "react";
import { HeadMarkers } from "../HeadMarkers.tsx";
import { HostHeads, Lifelines } from "../HostHeads.tsx";
import { LadderBody } from "../LadderBody.tsx";
import { MovingParts, MovingPartsContext, type Present } from "../moving-parts.ts";
import type { Scene } from "../scene.ts";
import type { PicturePart } from "./picture-part.ts";

export interface LadderPictureProps {
  readonly part: PicturePart;
  readonly scene: Scene;
  readonly state: TraceState;
  readonly log: TraceLog;
  readonly present: Present;
  readonly selected: number | null;
  readonly dense: boolean;
}

/** The ladder as one drawing that does not move: what the stage spreads over layers, on a ground of its own. */
export function LadderPicture({ part, scene, state, log, present, selected, dense }: LadderPictureProps) {
  const { width, height, top } = part;
  const [parts] = useState(() => {
    const moving = new MovingParts();
    moving.draw(present);
    return moving;
  });
  return (
    <MovingPartsContext value={parts}>
      <svg
        aria-hidden="true"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        xmlns="http://www.w3.org/2000/svg"
      >
        <rect width={width} height={height} className="stage-head-ground" />
        <Lifelines columns={scene.columns} height={height} />
        <HeadMarkers />
        <LadderBody {...{ scene, log, selected, dense }} origin={top} focused={null} still={false} />
        <HostHeads state={state} columns={scene.columns} width={width} />
      </svg>
    </MovingPartsContext>
  );
}
