import type { Selection, Session } from "../../session/session.ts";
import { HEAD_HEIGHT, zoomFor } from "../camera.ts";
import { drawnFrame } from "../frame-place.ts";
import type { LabelWords } from "../frame-text.ts";
import { isDense } from "../LadderBody.tsx";
import { ladderIndex } from "../ladder-index.ts";
import { roomBelow } from "../present-marks.ts";
import { scene as sceneOf } from "../scene.ts";
import type { ShownWindow } from "../shown-window.ts";
import type { LadderPictureProps } from "./LadderPicture.tsx";
import { MOST_FRAMES, type PicturePart, partInView, wholePart } from "./picture-part.ts";

/** What a picture is made from: a moment of a trace, and how the page shows it. */
export interface PictureRequest {
  readonly session: Session;
  readonly of: "view" | "whole";
  readonly format: "svg" | "png";
  /** What the stage shows; null where it shows nothing, and the whole is drawn at a usual width. */
  readonly shown: ShownWindow | null;
  readonly words: LabelWords;
  readonly selection: Selection | null;
  /** Whether link noise is drawn. */
  readonly noise: boolean;
}

const USUAL_WIDTH = 800;
/** Room under the present that is drawn whatever is there. */
const LEAST_BELOW = 24;

/** The ladder as it stands at the playhead, ready to be drawn. */
export function pictureOfLadder(request: PictureRequest): LadderPictureProps {
  const { session, of, shown, words, selection, noise } = request;
  const { log, playhead } = session;
  const { t } = playhead;
  const state = session.state();
  const view = shown ?? { width: USUAL_WIDTH, nsPerPixel: zoomFor(state.hosts) };
  const scale = ladderIndex(log).scale(t, view.nsPerPixel, noise);
  const selected = selection?.kind === "frame" ? drawnFrame(log, selection.frame) : null;
  const sceneIn = (top: number, bottom: number) =>
    sceneOf(log, state, t, { ...view, top, bottom, words, selected, noise });
  const part = of === "view" && shown ? partInView(shown) : whole();
  const scene = sceneIn(part.top, part.top + part.height);
  const y = scale.y(t) - part.top;
  return {
    part,
    scene,
    state,
    log,
    selected,
    dense: isDense(scene, part.height),
    present: { t, scale, y, screenY: y, windowTop: HEAD_HEIGHT },
  };

  function whole(): PicturePart {
    const nowY = scale.y(t);
    const { present } = sceneIn(nowY, nowY + 1);
    const rows = Math.max(-1, ...present.map((mark) => mark.row ?? 0)) + 1;
    const tooMany = log.frames[MOST_FRAMES];
    const tooManyY = tooMany && tooMany.sent.t < t ? scale.y(tooMany.sent.t) : null;
    const below = rows === 0 ? LEAST_BELOW : roomBelow(rows, false);
    return wholePart(view, { nowY, below, tooManyY }, request.format);
  }
}
