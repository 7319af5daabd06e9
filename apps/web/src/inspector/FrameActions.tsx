import type { FrameWhereabouts } from "@wirestage/trace";
import { ArrowLeftRight, Copy, Hand, Pencil, Play, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { HandDelay } from "../wire-controls/HandDelay.tsx";
import { Obstacle, Refusal } from "../wire-controls/Obstacle.tsx";
import { useCommands } from "../wire-controls/use-commands.ts";

import { askToFlip } from "./flip-request.ts";

interface FrameActionsProps {
  readonly frame: number;
  readonly fate: FrameWhereabouts["fate"];
}

/** Hold, release, delay, swap, copy, flip and drop, for a frame that is still on the wire. */
export function FrameActions({ frame, fate }: FrameActionsProps) {
  const { t } = useTranslation("inspector");
  const { obstacle, refusal, send } = useCommands();
  const obstacleId = useId();
  const isBarred = obstacle !== null;
  if (fate !== "flying" && fate !== "held") return <Refusal error={refusal} />;
  const describedBy = isBarred ? obstacleId : undefined;
  return (
    <div className="space-y-2">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t("actions")}</legend>
        {fate === "flying" ? (
          <TextButton
            icon={Hand}
            disabled={isBarred}
            aria-describedby={describedBy}
            onClick={() => void send({ do: "frame.hold", frame })}
          >
            {t("action.hold")}
          </TextButton>
        ) : (
          <TextButton
            icon={Play}
            disabled={isBarred}
            aria-describedby={describedBy}
            onClick={() => void send({ do: "frame.release", frame })}
          >
            {t("action.release")}
          </TextButton>
        )}
        <HandDelay
          disabled={isBarred}
          describedBy={describedBy}
          onDelay={(delayNs) => void send({ do: "frame.delay", frame, delayNs })}
        />
        <TextButton
          icon={ArrowLeftRight}
          title={t("action.swapTitle")}
          disabled={isBarred}
          aria-describedby={describedBy}
          onClick={() => void send({ do: "frame.swap", frame })}
        >
          {t("action.swap")}
        </TextButton>
        <TextButton
          icon={Copy}
          disabled={isBarred}
          aria-describedby={describedBy}
          onClick={() => void send({ do: "frame.copy", frame })}
        >
          {t("action.copy")}
        </TextButton>
        <TextButton
          icon={Pencil}
          disabled={isBarred}
          aria-describedby={describedBy}
          onClick={() => askToFlip(frame)}
        >
          {t("action.flip")}
        </TextButton>
        <TextButton
          icon={X}
          disabled={isBarred}
          aria-describedby={describedBy}
          onClick={() => void send({ do: "frame.drop", frame })}
        >
          {t("action.drop")}
        </TextButton>
      </fieldset>
      {isBarred && <Obstacle id={obstacleId} kind={obstacle} />}
      <Refusal error={refusal} />
    </div>
  );
}
