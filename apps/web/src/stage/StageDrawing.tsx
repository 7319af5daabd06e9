import type { TraceState } from "@wirestage/trace";
import type { KeyboardEvent, MouseEvent, ReactNode, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { OVERSCAN } from "./camera.ts";
import { HeadMarkers } from "./HeadMarkers.tsx";
import { HostHeads, Lifelines } from "./HostHeads.tsx";
import type { Scene } from "./scene.ts";

interface StageDrawingProps {
  readonly width: number;
  readonly height: number;
  readonly state: TraceState;
  readonly scene: Scene;
  /** What scrolls; a layer of its own, so that scrolling paints nothing anew. */
  readonly world: RefObject<HTMLDivElement | null>;
  readonly keys: { onKeyDown(event: KeyboardEvent): void; onClick(event: MouseEvent): void };
  readonly children: ReactNode;
}

/** The part of the ladder that is drawn: the window and some more above and below it. */
function World({ width, height, state, world, keys, children }: Omit<StageDrawingProps, "scene">) {
  const { t } = useTranslation("stage");
  const [left = "client", right = "server"] = [...state.hosts.keys()];
  const over = Math.round(OVERSCAN * height);
  const whole = height + 2 * over;
  return (
    <div ref={world} className="stage-world" style={{ top: -over }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it. */}
      <svg
        role="group"
        aria-label={t("name", { left, right })}
        aria-describedby="stage-alternative"
        className="stage-layer"
        width={width}
        height={whole}
        viewBox={`0 ${-over} ${width} ${whole}`}
        onKeyDown={keys.onKeyDown}
        onClick={keys.onClick}
      >
        <HeadMarkers />
        {children}
      </svg>
    </div>
  );
}

/** The picture itself in three layers, named, with the event list as its alternative in words. */
export function StageDrawing(props: StageDrawingProps) {
  const { width, height, state, scene } = props;
  const { t } = useTranslation("stage");
  const layer = { className: "stage-layer", width, height, viewBox: `0 0 ${width} ${height}` };
  return (
    <div className="stage-drawing">
      <p id="stage-alternative" className="sr-only">
        {t("alternative")}
      </p>
      <svg {...layer} aria-hidden="true">
        <Lifelines columns={scene.columns} height={height} />
      </svg>
      <World {...props} />
      <svg {...layer} aria-hidden="true">
        <HostHeads state={state} columns={scene.columns} width={width} />
      </svg>
    </div>
  );
}
