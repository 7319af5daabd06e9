import "./stage.css";
import "./stage-controls.css";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useSelection, useSession, useTraceState } from "../session/hooks.ts";
import { OVERSCAN } from "./camera.ts";
import { EmptyStage, emptinessOf } from "./EmptyStage.tsx";
import { FrameMenu, RefusalNote } from "./FrameMenu.tsx";
import { drawnFrame, frameStretch } from "./frame-place.ts";
import { isDense, LadderBody } from "./LadderBody.tsx";
import { labelWords } from "./label-words.ts";
import { ladderIndex } from "./ladder-index.ts";
import { MovingParts, MovingPartsContext } from "./moving-parts.ts";
import { roomBelow } from "./present-marks.ts";
import { StageDrawing } from "./StageDrawing.tsx";
import { StageTools } from "./StageTools.tsx";
import { type Scene, scene as sceneOf } from "./scene.ts";
import { useTellShownWindow } from "./shown-window.ts";
import { toolsShape } from "./tools-shape.ts";
import { useCamera } from "./use-camera.ts";
import { useFrameCommands } from "./use-frame-command.ts";
import { useFrameKeys } from "./use-frame-keys.ts";
import { useCameraSize, useReveal } from "./use-reveal.ts";
import { useSize } from "./use-size.ts";
import { useStageDraw } from "./use-stage-draw.ts";
import { useStageInput } from "./use-stage-input.ts";
import { useStillness } from "./use-stillness.ts";

/** The ladder: time runs downwards between two hosts, and every frame is a line at its true slope. */
export function Stage() {
  const box = useRef<HTMLElement>(null);
  const { width, height } = useSize(box);
  const { t } = useTranslation("stage");
  return (
    <section ref={box} className="stage" aria-label={t("title")}>
      {width > 0 && height > 0 && <SizedStage width={width} height={height} box={box} />}
    </section>
  );
}

/** So many frames on the wire at once are a storm. */
const STORM = 60;

interface SizedStageProps {
  readonly width: number;
  readonly height: number;
  readonly box: React.RefObject<HTMLElement | null>;
}

function useScene(
  width: number,
  height: number,
  drawnTop: number,
  nsPerPixel: number,
  selected: number | null,
  noise: boolean,
): Scene {
  const session = useSession();
  const newest = useTraceState();
  const deferred = useDeferredValue(newest);
  // In a storm of events the structure may come a frame later, so that it does not hold up what moves.
  const state = newest.onWire.size > STORM ? deferred : newest;
  const { t } = useTranslation("stage");
  const { t: rulesT } = useTranslation("rules");
  const words = useMemo(() => labelWords(t, rulesT), [t, rulesT]);
  // Between two events only what moves without rendering changes, so the time itself is no dependency.
  return useMemo(() => {
    const view = {
      width,
      top: drawnTop - OVERSCAN * height,
      bottom: drawnTop + (1 + OVERSCAN) * height,
      nsPerPixel,
      words,
      selected,
      noise,
    };
    return sceneOf(session.log, state, session.playhead.t, view);
  }, [session, state, width, height, drawnTop, nsPerPixel, words, selected, noise]);
}

function SizedStage({ width, height, box }: SizedStageProps) {
  const session = useSession();
  const state = useTraceState();
  const { camera, view, nsPerPixel, zoom, fit } = useCamera();
  const [parts] = useState(() => new MovingParts());
  const selection = useSelection((each) => each.selection);
  const { log } = session;
  const selected = selection?.kind === "frame" ? drawnFrame(log, selection.frame) : null;
  const noise = useLinkNoise((store) => store.shown);
  const scene = useScene(width, height, view.drawnTop, nsPerPixel, selected, noise);
  const commands = useFrameCommands();
  const world = useRef<HTMLDivElement>(null);
  const still = useStillness();

  const onWire = scene.frames.find((mark) => mark.frame === selected);
  const isOnWire = onWire?.end.fate === "flying" || onWire?.end.fate === "held";
  const rows = 1 + Math.max(0, ...scene.present.map((mark) => mark.row ?? 0));
  const below = roomBelow(rows, isOnWire);
  const place = () => {
    if (selected === null) return null;
    const { t } = session.playhead;
    const scale = ladderIndex(log).scale(t, nsPerPixel, noise);
    return frameStretch(log, state, selected, scale, { nowY: scale.y(t), below });
  };
  useCameraSize(camera, height, below, place);
  useStageInput(box, camera, zoom);
  useTellShownWindow(camera, width, height, nsPerPixel);
  useStageDraw({ camera, view, nsPerPixel, noise, parts, world });
  const markSeen = useReveal(camera, selected, place);
  const keys = useFrameKeys(scene, camera, commands, box, markSeen);

  const emptiness = emptinessOf(scene, state);
  return (
    <MovingPartsContext value={parts}>
      <StageDrawing {...{ width, height, state, scene, world, keys }}>
        <LadderBody
          {...{ scene, selected, still }}
          dense={isDense(scene, (1 + 2 * OVERSCAN) * height)}
          log={log}
          origin={view.drawnTop}
          focused={keys.focused}
        />
      </StageDrawing>
      {isOnWire && <FrameMenu {...{ columns: scene.columns, mark: onWire, rows, width, height, commands }} />}
      <RefusalNote commands={commands} />
      {emptiness !== null && <EmptyStage why={emptiness} columns={scene.columns} />}
      <StageTools
        shape={toolsShape(scene.columns, width, height)}
        nsPerPixel={nsPerPixel}
        isAuto={view.nsPerPixel === null}
        following={view.following}
        onZoom={(factor) => zoom(factor, height / 2)}
        onFit={fit}
        onAuto={() => camera.zoomByItself()}
        onFollow={() => camera.follow()}
      />
    </MovingPartsContext>
  );
}
