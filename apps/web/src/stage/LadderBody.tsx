import type { TraceLog } from "@wirestage/trace";
import { memo } from "react";
import { CallView } from "./CallView.tsx";
import type { Columns } from "./columns.ts";
import { FoldLabels } from "./FoldLabels.tsx";
import { FrameView } from "./FrameView.tsx";
import { PhaseStrip } from "./PhaseStrip.tsx";
import { PresentLine } from "./PresentLine.tsx";
import type { PresentMark } from "./present-marks.ts";
import { RestingLabel } from "./RestingLabel.tsx";
import { StateView } from "./SocketColumn.tsx";
import { StageBackdrop } from "./StageBackdrop.tsx";
import type { FrameMark, Scene } from "./scene.ts";
import { statesThatPass } from "./sticky-names.ts";

interface LadderBodyProps {
  readonly scene: Scene;
  readonly log: TraceLog;
  /** Height, from the first drawn event, at which the drawing begins. */
  readonly origin: number;
  readonly selected: number | null;
  readonly focused: number | null;
  readonly still: boolean;
  readonly dense: boolean;
}

const BUNCH = 24;
/** Where frames are nearer to each other than so many pixels, they are too close to be pointed at one by one. */
const DENSE_PX = 5;

/** @param height of the drawing, in pixels */
export function isDense({ frames }: Scene, height: number): boolean {
  return frames.length * DENSE_PX > height;
}

interface Bunch {
  readonly key: number;
  readonly marks: readonly FrameMark[];
}

/** Frames by number in bunches, so that those in which nothing changed are passed over as one. */
function bunches(marks: readonly FrameMark[]): Bunch[] {
  const found = new Map<number, FrameMark[]>();
  for (const mark of marks) {
    const key = Math.floor(mark.frame / BUNCH);
    const bunch = found.get(key);
    if (bunch) bunch.push(mark);
    else found.set(key, [mark]);
  }
  return [...found].map(([key, bunch]) => ({ key, marks: bunch }));
}

interface FrameBunchProps {
  readonly marks: readonly FrameMark[];
  readonly present: ReadonlyMap<number, PresentMark>;
  readonly columns: Columns;
  readonly origin: number;
  readonly selected: number | null;
  readonly focused: number | null;
  readonly still: boolean;
  readonly dense: boolean;
}

function samePlace(a: PresentMark | undefined, b: PresentMark | undefined): boolean {
  return a?.row === b?.row && a?.more === b?.more;
}

function sameBunch(a: FrameBunchProps, b: FrameBunchProps): boolean {
  const has = (frame: number | null) => b.marks.some((mark) => mark.frame === frame);
  return (
    a.columns === b.columns &&
    a.origin === b.origin &&
    a.still === b.still &&
    a.dense === b.dense &&
    a.marks.length === b.marks.length &&
    a.marks.every(
      (mark, at) => mark === b.marks[at] && samePlace(a.present.get(mark.frame), b.present.get(mark.frame)),
    ) &&
    (a.selected === b.selected || !(has(a.selected) || has(b.selected))) &&
    (a.focused === b.focused || !(has(a.focused) || has(b.focused)))
  );
}

const FrameBunch = memo(function FrameBunch({ marks, present, selected, focused, ...rest }: FrameBunchProps) {
  return marks.map((mark) => (
    <FrameView
      key={mark.frame}
      mark={mark}
      {...rest}
      present={present.get(mark.frame)}
      selected={mark.frame === selected}
      focusable={mark.frame === focused}
    />
  ));
}, sameBunch);

function RestingLabels({ scene, origin, selected }: Pick<LadderBodyProps, "scene" | "origin" | "selected">) {
  const marks = new Map(scene.frames.map((mark) => [mark.frame, mark]));
  return scene.labels.map((label) => {
    const mark = marks.get(label.frame);
    if (!mark) return null;
    const isSelected = label.frame === selected;
    return (
      <RestingLabel
        key={label.frame}
        {...{ mark, label, origin }}
        columns={scene.columns}
        selected={isSelected}
      />
    );
  });
}

/** Everything that scrolls: structure as of the last event; what moves is moved without rendering. */
export const LadderBody = memo(function LadderBody(props: LadderBodyProps) {
  const { scene, log, origin, selected, focused, still, dense } = props;
  const { columns } = scene;
  const present = new Map(scene.present.map((mark) => [mark.frame, mark]));
  return (
    <>
      <StageBackdrop scene={scene} origin={origin} />
      <PresentLine columns={columns} />
      {scene.calls.map((mark) => (
        <CallView
          key={mark.call}
          {...{ mark, columns, origin }}
          passing={columns.callsShareColumn ? statesThatPass(mark, scene.states) : []}
        />
      ))}
      {scene.states.map((mark) => (
        <StateView key={`${mark.socket} ${mark.y0}`} {...{ mark, columns, origin, log }} />
      ))}
      {bunches(scene.frames).map(({ key, marks }) => (
        <FrameBunch key={key} {...{ marks, present, columns, origin, selected, focused, still, dense }} />
      ))}
      <PhaseStrip scene={scene} origin={origin} />
      <FoldLabels scene={scene} origin={origin} />
      <RestingLabels {...{ scene, origin, selected }} />
    </>
  );
});
