import type { TraceState } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import type { Columns } from "./columns.ts";
import type { Scene } from "./scene.ts";

/** Why nothing is between the two lines: nothing happened at all, or nothing of it crosses the wire. */
export type Emptiness = "nothing" | "oneKernel" | null;

export function emptinessOf(scene: Scene, state: TraceState): Emptiness {
  if (scene.frames.length > 0 || state.onWire.size > 0) return null;
  const isUnix = [...state.sockets.values()].some(({ family }) => family === "AF_UNIX");
  if (isUnix) return "oneKernel";
  const isEmpty = scene.nowY === 0 && scene.calls.length + scene.states.length === 0;
  return isEmpty ? "nothing" : null;
}

interface EmptyStageProps {
  readonly why: NonNullable<Emptiness>;
  readonly columns: Columns;
}

/** Words in the place of frames. */
export function EmptyStage({ why, columns }: EmptyStageProps) {
  const { t } = useTranslation("stage");
  return (
    <div
      className={`stage-empty stage-empty-${why}`}
      style={{ left: columns.left + 6, width: columns.right - columns.left - 12 }}
    >
      <p className="stage-empty-title">{t(`empty.${why}.title`)}</p>
      <p>{t(`empty.${why}.text`)}</p>
    </div>
  );
}
