import type { TraceLog } from "@wirestage/trace";
import { memo } from "react";
import { CallView } from "./CallView.tsx";
import { FrameView } from "./FrameView.tsx";
import { PresentLine } from "./PresentLine.tsx";
import { RestingLabel } from "./RestingLabel.tsx";
import { StateView } from "./SocketColumn.tsx";
import { StageBackdrop } from "./StageBackdrop.tsx";
import type { Scene } from "./scene.ts";

interface LadderBodyProps {
  readonly scene: Scene;
  readonly log: TraceLog;
  /** Height, from the first drawn event, at which the drawing begins. */
  readonly origin: number;
  readonly width: number;
  readonly height: number;
  readonly selected: number | null;
  readonly focused: number | null;
  readonly still: boolean;
}

/** Everything that scrolls: structure as of the last event; what moves is moved without rendering. */
export const LadderBody = memo(function LadderBody(props: LadderBodyProps) {
  const { scene, log, origin, width, height, selected, focused, still } = props;
  const { columns } = scene;
  const marks = new Map(scene.frames.map((mark) => [mark.frame, mark]));
  const present = new Map(scene.present.map((mark) => [mark.frame, mark]));
  return (
    <>
      <StageBackdrop scene={scene} origin={origin} />
      <PresentLine {...{ columns, width, height }} />
      {scene.calls.map((mark) => (
        <CallView key={mark.call} {...{ mark, columns, origin }} />
      ))}
      {scene.states.map((mark) => (
        <StateView key={`${mark.socket} ${mark.y0}`} {...{ mark, columns, origin, log }} />
      ))}
      {scene.frames.map((mark) => (
        <FrameView
          key={mark.frame}
          {...{ mark, columns, origin, still }}
          present={present.get(mark.frame)}
          selected={mark.frame === selected}
          focusable={mark.frame === focused}
        />
      ))}
      {scene.labels.map((label) => {
        const mark = marks.get(label.frame);
        return (
          mark && (
            <RestingLabel
              key={label.frame}
              {...{ mark, label, columns, origin }}
              selected={mark.frame === selected}
            />
          )
        );
      })}
    </>
  );
});
