import { Hand, Play, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import { MENU_HEIGHT, MENU_MARGIN, rowsEnd } from "./present-marks.ts";
import type { FrameMark } from "./scene.ts";
import type { FrameCommands, FrameDeed, FrameRefusal } from "./use-frame-command.ts";

interface FrameMenuProps {
  readonly mark: FrameMark;
  /** How many rows of labels stand under the present. */
  readonly rows: number;
  readonly columns: Columns;
  readonly height: number;
  readonly commands: FrameCommands;
}

const DEEDS: Readonly<Record<FrameDeed, typeof Hand>> = { hold: Hand, release: Play, drop: X };

function Refused({ refusal }: { readonly refusal: FrameRefusal }) {
  const { t } = useTranslation("stage");
  const { code, message } = refusal.error;
  switch (code) {
    case "frame_gone":
    case "frame_not_held":
    case "frame_not_found":
    case "too_many_messages":
    case "lab_full":
    case "lab_ended":
      return t(`refused.${code}`);
    default:
      return t("refused.other", { message });
  }
}

/** What a refused command leaves beside the frame once the frame is gone. */
export function RefusalNote({ commands }: { readonly commands: FrameCommands }) {
  const { refusal, forgive } = commands;
  if (!refusal) return null;
  return (
    <output className="stage-refusal">
      <span className="stage-refusal-frame">#{refusal.frame}</span>
      <Refused refusal={refusal} />
      <DismissButton onDismiss={forgive} />
    </output>
  );
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  const { t } = useTranslation("stage");
  return (
    <button type="button" onClick={onDismiss} aria-label={t("menu.close")}>
      <X size={13} aria-hidden="true" />
    </button>
  );
}

function Deeds({ mark, commands }: Pick<FrameMenuProps, "mark" | "commands">) {
  const { t } = useTranslation("stage");
  const deeds: FrameDeed[] = mark.end.fate === "held" ? ["release", "drop"] : ["hold", "drop"];
  return (
    <div className="stage-menu-deeds">
      {deeds.map((deed) => {
        const Icon = DEEDS[deed];
        return (
          <button
            key={deed}
            type="button"
            title={t(`menu.${deed}Title`)}
            onClick={() => commands.command(deed, mark.frame)}
          >
            <Icon size={14} strokeWidth={2.2} aria-hidden="true" />
            {t(`menu.${deed}`)}
          </button>
        );
      })}
    </div>
  );
}

function WhyNot({ commands }: Pick<FrameMenuProps, "commands">) {
  const { t } = useTranslation("stage");
  const { player } = useSession();
  if (commands.may === "watching") return <p>{t("menu.watching")}</p>;
  return (
    <p>
      {t("menu.past")}{" "}
      <button type="button" className="stage-link" onClick={() => player.goLive()}>
        {t("menu.goLive")}
      </button>
    </p>
  );
}

/**
 * The hand on a frame that is on the wire. It stands still in the middle, so that it can be hit while the frame flies.
 */
export function FrameMenu({ mark, rows, columns, height, commands }: FrameMenuProps) {
  const { t } = useTranslation("stage");
  const box = useRef<HTMLFieldSetElement>(null);
  const x = (columns.left + columns.right) / 2;
  useMoving(({ screenY }) => {
    const y = Math.min(height - MENU_HEIGHT - MENU_MARGIN, screenY + rowsEnd(rows));
    box.current?.style.setProperty("transform", `translate(calc(${x}px - 50%), ${y.toFixed(0)}px)`);
  });
  return (
    <fieldset ref={box} aria-label={t("menu.label", { frame: mark.frame })} className="stage-menu">
      <span className="stage-menu-frame">#{mark.frame}</span>
      {commands.may === "yes" ? <Deeds mark={mark} commands={commands} /> : <WhyNot commands={commands} />}
    </fieldset>
  );
}
